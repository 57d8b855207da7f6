/** What may be registered and by whom, and what quantities say about a request's state. */
import { describe, expect, it } from 'vitest';
import {
  checkRegistration,
  lostBase,
  mayEnd,
  OPEN_STATES,
  openBase,
  type Progress,
  type Registration,
  registrationProblems,
  sentOn,
  stateOf,
} from '../../src/shortages/rules.ts';
import { checkTier } from '../../src/shortages/tier-rules.ts';

const TODAY = '2026-11-23';
const good: Registration = {
  itemId: 1,
  wishName: null,
  quantityBase: 48,
  packSize: 24,
  urgency: 'routine',
  reason: 'patient_need',
  neededBy: '2026-11-26',
  daysOfUse: 28,
  patients: 4,
  patientReference: '张* 0417',
  note: '周四上门',
};

function reasonOf(given: Partial<Registration>): string | undefined {
  const result = checkRegistration({ ...good, ...given }, TODAY);
  return result.ok ? undefined : result.reason;
}

describe('checkRegistration', () => {
  it('takes a whole request, today included, and a wish in words', () => {
    expect(reasonOf({})).toBeUndefined();
    expect(reasonOf({ neededBy: TODAY })).toBeUndefined();
    expect(reasonOf({ itemId: null, wishName: '某药' })).toBeUndefined();
    expect(reasonOf({ daysOfUse: 84, patients: null, note: null, patientReference: null })).toBeUndefined();
  });
  it.each([
    [{ itemId: null, wishName: '  ' }, 'item_missing'],
    [{ quantityBase: 0 }, 'quantity_none'],
    [{ quantityBase: -1 }, 'quantity_none'],
    [{ quantityBase: 1.5 }, 'quantity_none'],
    [{ quantityBase: Number.NaN }, 'quantity_none'],
    [{ quantityBase: 2_400_001 }, 'quantity_absurd'],
    [{ neededBy: '2026-02-30' }, 'day_invalid'],
    [{ neededBy: '2026-11-22' }, 'day_past'],
    [{ neededBy: '2027-11-24' }, 'day_far'],
    [{ daysOfUse: 85 }, 'days_of_use_range'],
    [{ daysOfUse: 0 }, 'days_of_use_range'],
    [{ patients: 0 }, 'patients_range'],
    [{ patients: 10_000 }, 'patients_range'],
    [{ patientReference: '13970712345' }, 'personal_data'],
    [{ note: '身份证 362121 1980 0101 0010' }, 'personal_data'],
    [{ note: '长'.repeat(501) }, 'text_too_long'],
  ] satisfies [Partial<Registration>, string][])('refuses %j: %s', (given, reason) => {
    expect(reasonOf(given)).toBe(reason);
  });
});

describe('registrationProblems', () => {
  it('finds nothing in a good request and one problem a field in a bad one', () => {
    expect([...registrationProblems(good, TODAY)]).toEqual([]);
    const note = `362121198001010010${'长'.repeat(500)}`;
    const bad = { ...good, itemId: null, quantityBase: 0, neededBy: '', patients: 0, daysOfUse: 0, note };
    const fields = [...registrationProblems(bad, TODAY)].map((problem) => problem.field);
    expect(fields).toEqual(['itemCode', 'packs', 'neededBy', 'patients', 'daysOfUse', 'note']);
  });
});

describe('checkTier', () => {
  const item = { active: true, countyTier: true, townshipTier: true, villageTier: false, controlClass: 'none' };
  const reason = (given: Partial<typeof item>, kind: string, why: Registration['reason'] = 'patient_need') => {
    const result = checkTier({ ...item, ...given }, kind, why);
    return result.ok ? undefined : result.reason;
  };
  it('keeps members to what they may stock, except for a continued county prescription', () => {
    expect(reason({}, 'branch')).toBeUndefined();
    expect(reason({}, 'clinic')).toBe('item_not_in_tier');
    expect(reason({}, 'clinic', 'prescription_extension')).toBeUndefined();
    expect(reason({ villageTier: true, controlClass: 'narcotic' }, 'clinic')).toBe('controlled_not_in_village');
    expect(reason({ active: false }, 'campus')).toBe('shortage_item_retired');
  });
});

describe('stateOf', () => {
  const progress = (given: Partial<Progress>): Progress => ({
    quantityBase: 100,
    answeredBase: 0,
    shippedBase: 0,
    arrivedBase: 0,
    closedBase: 0,
    ...given,
  });
  it.each([
    [{}, 'accepted'],
    [{ answeredBase: 40 }, 'matched'],
    [{ answeredBase: 100 }, 'matched'],
    [{ answeredBase: 100, shippedBase: 60 }, 'matched'],
    [{ answeredBase: 100, shippedBase: 100 }, 'in_transit'],
    [{ answeredBase: 100, shippedBase: 100, arrivedBase: 100 }, 'arrived'],
    [{ answeredBase: 60, shippedBase: 60, arrivedBase: 60, closedBase: 40 }, 'arrived'],
    [{ answeredBase: 60, shippedBase: 60, arrivedBase: 60 }, 'matched'],
  ])('%j is %s', (given, state) => {
    expect(stateOf(progress(given))).toBe(state);
  });
  it.each([
    [{}, false],
    [{ answeredBase: 40 }, false],
    [{ answeredBase: 40, shippedBase: 40 }, false],
    [{ answeredBase: 40, shippedBase: 40, arrivedBase: 40 }, true],
    [{ answeredBase: 60, shippedBase: 40, arrivedBase: 40 }, false],
    [{ answeredBase: 60, shippedBase: 60, arrivedBase: 40 }, false],
    [{ answeredBase: 100, shippedBase: 100, arrivedBase: 100 }, true],
  ])('%j may end: %s', (given, may) => {
    expect(mayEnd(progress(given))).toBe(may);
  });
  it('counts what left and what was lost from the timeline', () => {
    const act = (name: string, detail: Record<string, unknown> | null) => ({ act: name, detail });
    const timeline = [
      act('register', null),
      act('ship', { dispatch: 'PS-1', quantityBase: 8, short: 2 }),
      act('arrive', { dispatch: 'PS-1', quantityBase: 5, short: 3 }),
      act('arrive', { dispatch: 'PS-2', quantityBase: 5 }),
    ];
    expect(lostBase(timeline)).toBe(3);
    expect(sentOn(timeline, 'PS-1')).toBe(8);
    expect(sentOn(timeline, 'PS-2')).toBeUndefined();
  });
  it('leaves open what is neither answered nor given up', () => {
    expect(openBase(progress({ answeredBase: 60, closedBase: 10 }))).toBe(30);
    expect(OPEN_STATES).not.toContain('no_show');
  });
});
