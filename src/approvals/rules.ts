/** Who must agree to an amount, in which order, and who may decide the step that is open. Pure. */
import { COUNTY_ROLES, type Role } from '../auth/roles.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Yuan from which each role must approve; see the rule `approval_tiers`. */
export interface Tiers {
  supplyHead: number;
  chiefPharmacist: number;
  chiefAccountant: number;
  vicePresident: number;
}

/** The roles that approve, in the order in which they do (药械部 → 总药师 → 总会计师 → 分管副院长). */
export const APPROVERS = ['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'] as const;
export type Approver = (typeof APPROVERS)[number];

const TIER_OF: Record<Approver, keyof Tiers> = {
  supply_head: 'supplyHead',
  chief_pharmacist: 'chiefPharmacist',
  chief_accountant: 'chiefAccountant',
  vice_president: 'vicePresident',
};

/** Kinds of documents that are agreed to step by step: whoever opens a round for another kind adds it here. */
export const APPROVED_KINDS = [
  'plan',
  'repricing',
  'negotiation',
  'contract',
  'payment',
  'asset_transfer',
  'disposal',
] as const;
export type ApprovedKind = (typeof APPROVED_KINDS)[number];

const FEN = 100;

export interface PlannedStep {
  role: Approver;
  /** `amount`: its tier is reached; `over`: something beyond the amount, such as a budget, asks for it. */
  because: 'amount' | 'over';
}

/** The steps for an amount in fen; roles in `over` decide whatever their tier. Never none: somebody always agrees. */
export function stepsFor(amountFen: number, tiers: Tiers, over: readonly Role[] = []): PlannedStep[] {
  const steps = APPROVERS.flatMap((role): PlannedStep[] => {
    if (amountFen >= tiers[TIER_OF[role]] * FEN) return [{ role, because: 'amount' }];
    return over.includes(role) ? [{ role, because: 'over' }] : [];
  });
  return steps.length > 0 ? steps : [{ role: 'vice_president', because: 'amount' }];
}

/** A person who decides, with the roles held and those stood in for today. */
export interface Decider {
  userId: number;
  roles: readonly Role[];
  /** Role by role, the person whose place is taken. */
  standsFor: readonly { role: Role; personId: number }[];
}

export interface OpenStep {
  role: Role;
  /** Who asked for it: filed, changed or submitted the document. */
  requesterIds: readonly number[];
  /** Who approved the steps before it in this round, and in whose place. */
  deciderIds: readonly number[];
}

/**
 * In whose place the person decides: null for the own role. Refuses a role that is neither held nor stood in for, who
 * asked for what is decided (nor may the stand-in of one who asked), and who approved an earlier step of the round,
 * by the own hand or by a stand-in's: two steps are two people's word.
 */
export function mayDecideStep(decider: Decider, step: OpenStep): Result<{ insteadOf: number | null }> {
  if (step.requesterIds.includes(decider.userId)) return refuse('approval_own');
  if (step.deciderIds.includes(decider.userId)) return refuse('approval_twice');
  if (decider.roles.includes(step.role)) return ok({ insteadOf: null });
  const places = decider.standsFor.filter((place) => place.role === step.role);
  const others = places.filter((one) => !step.requesterIds.includes(one.personId));
  const place = others.find((one) => !step.deciderIds.includes(one.personId));
  if (place !== undefined) return ok({ insteadOf: place.personId });
  if (others.length > 0) return refuse('approval_twice');
  return places.length > 0 ? refuse('approval_own') : refuse('forbidden', { roles: step.role });
}

/** Roles whose duties exclude approving: nobody stands in from there. */
const NEVER: readonly Role[] = ['buyer', 'storekeeper', 'accountant', 'auditor', 'administrator', 'supplier'];

/** Whether people with these roles may stand in: a duty for the county, and none that excludes approving. */
export function mayStandIn(roles: readonly Role[]): boolean {
  return roles.some((role) => COUNTY_ROLES.includes(role)) && !roles.some((role) => NEVER.includes(role));
}

export interface Place {
  fromPersonId: number;
  toPersonId: number;
  role: Role;
  startsOn: string;
  endsOn: string;
}

const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

/**
 * Refuses: oneself, a role that is not held or does not approve, a stand-in whose own duties exclude it, a time that
 * is over, ends before it begins, or is longer than three months.
 */
export function checkDelegation(
  place: Place,
  today: string,
  held: { from: readonly Role[]; to: readonly Role[] },
): Result<undefined> {
  if (place.fromPersonId === place.toPersonId) return refuse('delegation_self', {}, 'to');
  const approves = APPROVERS.some((role) => role === place.role);
  if (!approves || !held.from.includes(place.role)) return refuse('delegation_role', { role: place.role }, 'role');
  if (!mayStandIn(held.to)) return refuse('delegation_barred', {}, 'to');
  if (place.endsOn < place.startsOn) return refuse('delegation_span', {}, 'endsOn');
  if (place.endsOn < today) return refuse('delegation_past', {}, 'endsOn');
  const days = (Date.parse(place.endsOn) - Date.parse(place.startsOn)) / DAY_MS;
  return days > LONGEST_DAYS ? refuse('delegation_long', { days: LONGEST_DAYS }, 'endsOn') : ok();
}
