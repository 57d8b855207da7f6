/** Pure decisions about permits: what may be recorded, and the state of one on a day. */
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface PermitInput {
  number: string;
  itemCode: string;
  makerCode: string;
  recipientCodes: string[];
  /** Packs that may leave under it. */
  capPacks: number;
  validFrom: string;
  validTo: string;
  authority: string;
}

export const PERMIT_STATES = ['valid', 'coming', 'expired', 'used_up', 'revoked'] as const;
export type PermitState = (typeof PERMIT_STATES)[number];

/** Most days that a permit may run: a longer span is a slip of the pen. Provinces give 6 to 12 months. */
const LONGEST_YEARS = 3;

/** Refuses a span that ends before it begins or runs for over three years, and a maker that is its own receiver. */
export function checkPermit(input: PermitInput): Result<undefined> {
  if (input.validTo < input.validFrom) return refuse('permit_span', {}, 'validTo');
  const latest = `${Number(input.validFrom.slice(0, 4)) + LONGEST_YEARS}${input.validFrom.slice(4)}`;
  if (input.validTo > latest) return refuse('permit_too_long', { years: LONGEST_YEARS }, 'validTo');
  if (input.recipientCodes.length === 0) return refuse('permit_no_recipient', {}, 'recipient');
  if (input.recipientCodes.includes(input.makerCode)) return refuse('permit_own_recipient', {}, 'recipient');
  return ok();
}

/** What a permit is on `day`, with what was used by its end; one that is used up is still within its days. */
export function stateOf(
  permit: { validFrom: string; validTo: string; revokedAt: number | null; capBase: number },
  usedBase: number,
  day: string,
): PermitState {
  if (permit.revokedAt !== null && dayOf(permit.revokedAt) <= day) return 'revoked';
  if (day > permit.validTo) return 'expired';
  if (day < permit.validFrom) return 'coming';
  return usedBase >= permit.capBase ? 'used_up' : 'valid';
}
