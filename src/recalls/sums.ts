/** What became of recalled lots in figures: what came in, where it is, what went where. Pure. */

import type { LotBooks } from './rules.ts';
import type { Flow, LotPlace } from './standing-queries.ts';

/** Base units of one lot, the whole county together. */
export interface LotSums {
  lotId: number;
  /** From suppliers and the opening, and what corrections brought in. */
  receivedBase: number;
  /** To wards and patients, less what they brought back. */
  usedBase: number;
  onHandBase: number;
  inTransitBase: number;
  reservedBase: number;
  /** Back to the supplier. */
  returnedBase: number;
  /** Of that, since the freeze. */
  returnedSinceBase: number;
  writtenOffBase: number;
  writtenOffSinceBase: number;
  /** Destroyed before a witness: part of what was written off. */
  destroyedBase: number;
}

const isReal = (kind: string) => kind === 'store' || kind === 'transit';

/** What the flow adds between the county's own places and an outside place of that kind; out is positive. */
function out(flow: Flow, kind: string, part: 'quantityBase' | 'sinceBase'): number {
  if (isReal(flow.fromKind) && flow.toKind === kind) return flow[part];
  if (flow.fromKind === kind && isReal(flow.toKind)) return -flow[part];
  return 0;
}

/** Only what left for that kind of place, without what came from it. */
function left(flow: Flow, kind: string, part: 'quantityBase' | 'sinceBase'): number {
  return isReal(flow.fromKind) && flow.toKind === kind ? flow[part] : 0;
}

const INFLOWS = ['opening', 'count_difference', 'repricing'];

export function sumLot(
  lotId: number,
  flows: readonly Flow[],
  places: readonly LotPlace[],
  destroyedBase: number,
): LotSums {
  const own = flows.filter((flow) => flow.lotId === lotId);
  const there = places.filter((place) => place.lotId === lotId);
  const total = (of: (flow: Flow) => number) => own.reduce((sum, flow) => sum + of(flow), 0) + 0;
  const lying = (kind: string) =>
    there.filter((place) => place.kind === kind).reduce((sum, place) => sum + place.onHandBase, 0);
  const returnedBase = total((flow) => left(flow, 'supplier', 'quantityBase'));
  const corrected = total((flow) => INFLOWS.reduce((sum, kind) => sum - out(flow, kind, 'quantityBase'), 0));
  return {
    lotId,
    receivedBase: total((flow) => -out(flow, 'supplier', 'quantityBase')) + returnedBase + corrected,
    usedBase: total((flow) => out(flow, 'consumed', 'quantityBase')),
    onHandBase: lying('store'),
    inTransitBase: lying('transit'),
    reservedBase: there.reduce((sum, place) => sum + place.reservedBase, 0),
    returnedBase,
    returnedSinceBase: total((flow) => left(flow, 'supplier', 'sinceBase')),
    writtenOffBase: total((flow) => out(flow, 'loss', 'quantityBase')),
    writtenOffSinceBase: total((flow) => out(flow, 'loss', 'sinceBase')),
    destroyedBase,
  };
}

/** True when what came in is all accounted for: used, gone or lying somewhere. */
export function balances(sums: LotSums): boolean {
  const { receivedBase, usedBase, onHandBase, inTransitBase, returnedBase, writtenOffBase } = sums;
  return receivedBase === usedBase + onHandBase + inTransitBase + returnedBase + writtenOffBase;
}

export interface Recovery {
  /** Lying apart, in transit, given back or written off since the freeze. */
  recoveredBase: number;
  /** The same with what had reached patients already. */
  reachableBase: number;
}

/** How much of what was in the county when it was frozen, or with patients, was got hold of. */
export function recoveryOf(sums: readonly LotSums[]): Recovery {
  const recoveredBase = sums.reduce(
    (sum, one) => sum + one.onHandBase + one.inTransitBase + one.returnedSinceBase + one.writtenOffSinceBase,
    0,
  );
  const usedBase = sums.reduce((sum, one) => sum + one.usedBase, 0);
  return { recoveredBase, reachableBase: recoveredBase + usedBase };
}

export interface MemberBooks {
  organisationId: number;
  lots: LotBooks[];
}

/** What each member had of the lots by the books, whoever ever held one: these are the people to tell. */
export function booksByMember(
  lotIds: readonly number[],
  places: readonly LotPlace[],
  flows: readonly Flow[],
): MemberBooks[] {
  const members = new Map<number, Map<number, LotBooks>>();
  const of = (organisationId: number, lotId: number): LotBooks => {
    const lots = members.get(organisationId) ?? new Map<number, LotBooks>();
    members.set(organisationId, lots);
    const books = lots.get(lotId) ?? { lotId, onHandBase: 0, inTransitBase: 0, usedBase: 0 };
    lots.set(lotId, books);
    return books;
  };
  for (const place of places) {
    const books = of(place.organisationId, place.lotId);
    if (place.kind === 'store') books.onHandBase += place.onHandBase;
    else books.inTransitBase += place.onHandBase;
  }
  for (const flow of flows) {
    if (flow.toKind === 'consumed' && flow.fromKeeper !== null) {
      of(flow.fromKeeper, flow.lotId).usedBase += flow.quantityBase;
    }
    if (flow.fromKind === 'consumed' && flow.toKeeper !== null) {
      of(flow.toKeeper, flow.lotId).usedBase -= flow.quantityBase;
    }
  }
  const order = new Map(lotIds.map((id, index) => [id, index]));
  return [...members].map(([organisationId, lots]) => ({
    organisationId,
    lots: [...lots.values()].sort((a, b) => (order.get(a.lotId) ?? 0) - (order.get(b.lotId) ?? 0)),
  }));
}
