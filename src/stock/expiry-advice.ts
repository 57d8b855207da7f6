/** What to do with a lot that nears its end: use it here, let those use it who use more, or give it back. */
import { daysBetween } from '../kernel/clock.ts';
import { isControlled } from '../ledger/usable.ts';
import type { NearLot } from './expiry-board-queries.ts';
import { USE_DAYS } from './supply-queries.ts';

export type ExpiryAct = 'write_off' | 'keep_frozen' | 'receive' | 'use_first' | 'move' | 'offer' | 'return';

export interface ExpiryAdvice {
  act: ExpiryAct;
  /** Base units that will be left over when the lot is used at the pace of its own member. */
  leftBase: number;
  /** Who would use what is left in time; of `move` alone. */
  taker?: { code: string; shortName: string; use30Base: number };
}

export interface UseOfMember {
  code: string;
  shortName: string;
  /** The central pharmacy hands on what others use. */
  hub: boolean;
  use30Base: number;
}

/** What is left of `onHand` at the end of the days, at the pace of the last 30. */
function leftOver(onHand: number, use30Base: number, days: number): number {
  return Math.max(0, onHand - Math.floor((use30Base * days) / USE_DAYS));
}

/**
 * One piece of advice for a lot, judged on `day`. `uses` is the use of its item by member, in the viewer's reach.
 * Controlled drugs are never offered to others; what is expired, frozen or on its way waits for its own act.
 */
export function adviceFor(lot: NearLot, uses: ReadonlyMap<number, UseOfMember>, day: string): ExpiryAdvice {
  const days = daysBetween(day, lot.expiresOn);
  const own = Math.max(0, uses.get(lot.organisation.id)?.use30Base ?? 0);
  const leftBase = days < 0 ? lot.onHand : leftOver(lot.onHand, own, days);
  if (days < 0) return { act: 'write_off', leftBase };
  if (lot.frozen !== null || lot.zone === 'rejected') return { act: 'keep_frozen', leftBase };
  if (lot.locationKind === 'transit') return { act: 'receive', leftBase };
  if (leftBase === 0) return { act: 'use_first', leftBase };
  if (isControlled(lot.controlClass)) return { act: 'return', leftBase };
  let best: UseOfMember | undefined;
  for (const [id, use] of uses) {
    if (id === lot.organisation.id || use.hub || (use.use30Base * days) / USE_DAYS < 1) continue;
    if (best === undefined || use.use30Base > best.use30Base) best = use;
  }
  if (best !== undefined) {
    const { code, shortName, use30Base } = best;
    return { act: 'move', leftBase, taker: { code, shortName, use30Base } };
  }
  return { act: lot.organisation.kind === 'head' ? 'return' : 'offer', leftBase };
}
