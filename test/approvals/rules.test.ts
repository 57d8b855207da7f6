/** Who must agree to what, who may decide a step, and who may stand in for whom. */
import { describe, expect, it } from 'vitest';
import { checkDelegation, type Decider, mayDecideStep, stepsFor } from '../../src/approvals/rules.ts';

const TIERS = { supplyHead: 0, chiefPharmacist: 0, chiefAccountant: 50_000, vicePresident: 5_000_000 };
const YUAN = 100;

describe('steps by amount', () => {
  const rolesFor = (yuan: number, over: 'vice_president'[] = []) =>
    stepsFor(yuan * YUAN, TIERS, over).map((step) => step.role);

  it('grow with the amount, each from its yuan on', () => {
    expect(rolesFor(49_999)).toEqual(['supply_head', 'chief_pharmacist']);
    expect(rolesFor(50_000)).toEqual(['supply_head', 'chief_pharmacist', 'chief_accountant']);
    expect(rolesFor(5_000_000)).toEqual(['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president']);
  });

  it('hold who is asked for another reason, and say so', () => {
    const steps = stepsFor(100, TIERS, ['vice_president']);
    expect(steps.at(-1)).toEqual({ role: 'vice_president', because: 'over' });
  });

  it('are never none', () => {
    const never = { supplyHead: 9, chiefPharmacist: 9, chiefAccountant: 9, vicePresident: 9 };
    expect(stepsFor(0, never)).toEqual([{ role: 'vice_president', because: 'amount' }]);
  });
});

describe('who decides a step', () => {
  const chief: Decider = { userId: 1, roles: ['chief_pharmacist'], standsFor: [] };
  const step = { role: 'chief_pharmacist' as const, requesterIds: [7], deciderIds: [] };

  it('is who holds the role, or stands in for who does', () => {
    expect(mayDecideStep(chief, step)).toEqual({ ok: true, value: { insteadOf: null } });
    const standIn: Decider = { userId: 2, roles: [], standsFor: [{ role: 'chief_pharmacist', personId: 1 }] };
    expect(mayDecideStep(standIn, step)).toEqual({ ok: true, value: { insteadOf: 1 } });
  });

  it('is nobody else, not who asked, not who approved before, and not the stand-in of who asked', () => {
    const other: Decider = { userId: 3, roles: ['chief_accountant'], standsFor: [] };
    expect(mayDecideStep(other, step)).toMatchObject({ reason: 'forbidden', detail: { roles: 'chief_pharmacist' } });
    expect(mayDecideStep(chief, { ...step, requesterIds: [1] })).toMatchObject({ reason: 'approval_own' });
    expect(mayDecideStep(chief, { ...step, deciderIds: [1] })).toMatchObject({ reason: 'approval_twice' });
    const standIn: Decider = { userId: 2, roles: [], standsFor: [{ role: 'chief_pharmacist', personId: 7 }] };
    expect(mayDecideStep(standIn, step)).toMatchObject({ reason: 'approval_own' });
    const again = { ...step, requesterIds: [], deciderIds: [7] };
    expect(mayDecideStep(standIn, again)).toMatchObject({ reason: 'approval_twice' });
    const twoPlaces = { ...standIn, standsFor: [...standIn.standsFor, { role: step.role, personId: 8 }] };
    expect(mayDecideStep(twoPlaces, again)).toEqual({ ok: true, value: { insteadOf: 8 } });
  });
});

describe('standing in', () => {
  const place = {
    fromPersonId: 1,
    toPersonId: 2,
    role: 'chief_accountant' as const,
    startsOn: '2026-11-23',
    endsOn: '2026-11-30',
  };
  const held = { from: ['chief_accountant' as const], to: ['chief_pharmacist' as const] };
  const reasonOf = (more: Partial<typeof place>, roles = held) => {
    const checked = checkDelegation({ ...place, ...more }, '2026-11-23', roles);
    return checked.ok ? 'ok' : checked.reason;
  };

  it('is given for an own role, to somebody with a duty for the county, for a time to come', () => {
    expect(reasonOf({})).toBe('ok');
    expect(reasonOf({ startsOn: '2026-11-23', endsOn: '2026-11-23' })).toBe('ok');
  });

  it('is refused otherwise', () => {
    expect(reasonOf({ toPersonId: 1 })).toBe('delegation_self');
    expect(reasonOf({}, { ...held, from: ['chief_pharmacist'] as never })).toBe('delegation_role');
    expect(reasonOf({}, { ...held, to: ['buyer'] as never })).toBe('delegation_barred');
    expect(reasonOf({}, { ...held, to: ['chief_pharmacist', 'accountant'] as never })).toBe('delegation_barred');
    expect(reasonOf({}, { ...held, to: ['village_doctor'] as never })).toBe('delegation_barred');
    expect(reasonOf({ endsOn: '2026-11-22', startsOn: '2026-11-25' })).toBe('delegation_span');
    expect(reasonOf({ startsOn: '2026-11-01', endsOn: '2026-11-22' })).toBe('delegation_past');
    expect(reasonOf({ endsOn: '2027-03-01' })).toBe('delegation_long');
  });
});
