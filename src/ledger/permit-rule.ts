/**
 * 院内制剂: a preparation leaves its maker only under a permit that names the receiver, on its days, up to its cap
 * (药品管理法 §76). Inside the maker it moves freely. Pure.
 */
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface PermitFacts {
  number: string;
  makerId: number;
  recipientIds: readonly number[];
  /** First and last day. */
  validFrom: string;
  validTo: string;
  /** Base units that may still leave under it. */
  remainingBase: number;
}

/** A preparation at a place: who keeps it there, and the permits it has. */
export interface PreparationFacts {
  keeperId: number;
  permits: readonly PermitFacts[];
}

export interface NoPermit {
  why: 'permit_missing' | 'permit_not_listed' | 'permit_expired' | 'permit_used_up';
  detail: Record<string, string | number>;
}

/** The permit under which it may go to the receiver on that day, or why there is none. */
export function permitFor(
  preparation: PreparationFacts,
  recipientId: number,
  on: string,
): { permit: PermitFacts } | NoPermit {
  const own = preparation.permits.filter((permit) => permit.makerId === preparation.keeperId);
  if (own.length === 0) return { why: 'permit_missing', detail: {} };
  const listing = own.filter((permit) => permit.recipientIds.includes(recipientId));
  const [first] = own;
  if (listing.length === 0) return { why: 'permit_not_listed', detail: { permit: first?.number ?? '' } };
  const valid = listing.filter((permit) => permit.validFrom <= on && on <= permit.validTo);
  const newest = [...listing].sort((a, b) => (a.validTo < b.validTo ? 1 : -1))[0];
  if (valid.length === 0) {
    const { number = '', validFrom = '', validTo = '' } = newest ?? {};
    return { why: 'permit_expired', detail: { permit: number, validFrom, validTo } };
  }
  const left = valid.find((permit) => permit.remainingBase > 0);
  if (left === undefined) return { why: 'permit_used_up', detail: { permit: valid[0]?.number ?? '' } };
  return { permit: left };
}

/** Null when the preparation may go to that receiver on that day. Its own keeper always may. */
export function whyNoPermit(preparation: PreparationFacts, recipientId: number, on: string): NoPermit | null {
  if (recipientId === preparation.keeperId) return null;
  const found = permitFor(preparation, recipientId, on);
  return 'permit' in found ? null : found;
}

/** One line of a preparation that leaves its maker. */
export interface Leaving {
  lot: string;
  item: string;
  preparation: PreparationFacts;
  recipientId: number;
  quantityBase: number;
}

/**
 * Refuses when all lines together would take more than a permit has left. Each line has a permit already. `asked` is
 * what earlier postings of a set take under each permit, and learns what this one does.
 */
export function checkPermitCaps(
  leaving: readonly Leaving[],
  on: string,
  asked: Map<string, number> = new Map(),
): Result<undefined> {
  for (const line of leaving) {
    const found = permitFor(line.preparation, line.recipientId, on);
    if (!('permit' in found)) return refuse(`lot_${found.why}`, { lot: line.lot, item: line.item, ...found.detail });
    const { number, remainingBase } = found.permit;
    const total = (asked.get(number) ?? 0) + line.quantityBase;
    asked.set(number, total);
    if (total > remainingBase) {
      return refuse('permit_cap', { item: line.item, permit: number, remaining: remainingBase, asked: total });
    }
  }
  return ok();
}
