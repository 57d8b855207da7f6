/** Which lots serve which need: named lots as they are, the rest first to expire first, line after line. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allocate, byExpiry, type Candidate, placeKey, type Skipped } from '../ledger/allocate.ts';
import { type Purpose, whyNotUsable } from '../ledger/usable.ts';

export interface SupplyAsk {
  demandId: number;
  itemId: number;
  /** A lot that must be taken, such as one just accepted; first to expire first when none is named. */
  lotId?: number | undefined;
  quantityBase: number;
}

export interface SupplyPick<C extends Candidate> {
  demandId: number;
  lot: C;
  quantityBase: number;
  outOfTurn: boolean;
}

export interface Supplied<C extends Candidate> {
  picks: SupplyPick<C>[];
  skipped: Skipped<C>[];
}

/** The candidates less what earlier lines have taken of them. */
function left<C extends Candidate>(candidates: readonly C[], taken: ReadonlyMap<string, number>): C[] {
  return candidates.map((lot) => ({ ...lot, reserved: lot.reserved + (taken.get(placeKey(lot)) ?? 0) }));
}

/** Refuses a named lot that is not there or not usable, and less stock than is asked for, with the numbers. */
function ofLine<C extends Candidate>(
  ask: SupplyAsk,
  candidates: readonly C[],
  purpose: Purpose,
): Result<{ chosen: { lot: C; quantityBase: number }[]; skipped: Skipped<C>[]; outOfTurn: boolean }> {
  const named = ask.lotId === undefined ? candidates : candidates.filter((lot) => lot.lotId === ask.lotId);
  const [first] = named;
  if (ask.lotId !== undefined && first === undefined) return refuse('lot_not_here');
  const { chosen, skipped, shortBase } = allocate(named, ask.quantityBase, purpose);
  if (shortBase === 0) {
    const turn = [...candidates].sort(byExpiry).find((lot) => lot.onHand > lot.reserved && usable(lot, purpose));
    const outOfTurn = ask.lotId !== undefined && turn !== undefined && turn.lotId !== ask.lotId;
    return ok({ chosen, skipped: ask.lotId === undefined ? skipped : [], outOfTurn });
  }
  const reason = first === undefined ? null : whyNotUsable(first, purpose);
  if (first !== undefined && reason !== null && chosen.length === 0) {
    return refuse(`lot_${reason.why}`, { lot: first.lotNumber, ...reason.detail });
  }
  return refuse('supply_short', { available: ask.quantityBase - shortBase, asked: ask.quantityBase });
}

function usable(lot: Candidate, purpose: Purpose): boolean {
  return whyNotUsable(lot, purpose) === null;
}

/** What of each line can be had, line after line: cut to what is there, dropped where nothing is. */
export function withinReach<C extends Candidate>(
  asks: readonly SupplyAsk[],
  lots: ReadonlyMap<number, readonly C[]>,
  purpose: Purpose,
): SupplyAsk[] {
  const taken = new Map<string, number>();
  return asks.flatMap((ask) => {
    const { chosen, shortBase } = allocate(left(lots.get(ask.itemId) ?? [], taken), ask.quantityBase, purpose);
    for (const { lot, quantityBase } of chosen) {
      taken.set(placeKey(lot), (taken.get(placeKey(lot)) ?? 0) + quantityBase);
    }
    return shortBase === ask.quantityBase ? [] : [{ ...ask, quantityBase: ask.quantityBase - shortBase }];
  });
}

/** Picks for all lines in their order; a lot that one line takes is gone for the next. */
export function chooseLots<C extends Candidate>(
  asks: readonly SupplyAsk[],
  lots: ReadonlyMap<number, readonly C[]>,
  purpose: Purpose,
): Result<Supplied<C>> {
  const taken = new Map<string, number>();
  const picks: SupplyPick<C>[] = [];
  const skipped = new Map<string, Skipped<C>>();
  for (const ask of asks) {
    if (!Number.isSafeInteger(ask.quantityBase) || ask.quantityBase <= 0) {
      return refuse('quantity_invalid', { quantity: ask.quantityBase });
    }
    const own = ofLine(ask, left(lots.get(ask.itemId) ?? [], taken), purpose);
    if (!own.ok) return { ...own, detail: { ...own.detail, itemId: ask.itemId } };
    for (const { lot, quantityBase } of own.value.chosen) {
      taken.set(placeKey(lot), (taken.get(placeKey(lot)) ?? 0) + quantityBase);
      picks.push({ demandId: ask.demandId, lot, quantityBase, outOfTurn: own.value.outOfTurn });
    }
    for (const one of own.value.skipped) skipped.set(`${placeKey(one.lot)}-${one.reason.why}`, one);
  }
  return ok({ picks, skipped: [...skipped.values()].filter((one) => one.reason.why !== 'all_reserved') });
}
