/**
 * Who gives what to whom over the whole county: what would expire or is surplus goes where it is short, low or used in
 * time; near before far, never so much that the giver runs short. The same stock gives the same proposal. Pure.
 */
import { amountFen } from '../kernel/money.ts';
import { coverDays } from '../stock/rules.ts';
import { type Distance, type Move, notWorthIt, pairOf } from './journey-rules.ts';
import {
  canUse,
  freeOf,
  hasOf,
  keepsOf,
  needOf,
  type SolverRule,
  type Spare,
  type Stand,
  spareOf,
} from './stand-rules.ts';

export interface SolverItem {
  itemId: number;
  packSize: number;
  stands: Stand[];
}

const FAR = Number.POSITIVE_INFINITY;

/** One item while it is shared out. */
interface Sharing {
  item: SolverItem;
  spares: Spare[];
  got: Map<number, number>;
  gave: Map<number, number>;
  moves: Move[];
}

interface World {
  rule: SolverRule;
  distance: Distance;
  /** Pairs whose goods are not worth the journey. */
  banned: ReadonlySet<number>;
}

type SpareLot = Spare['lots'][number];

function worthOf(lot: SpareLot['lot'], item: SolverItem, quantityBase: number): number {
  return amountFen(quantityBase, item.packSize, lot.pricePack);
}

/** Moves as much as giver, lot and taker allow, in whole packs; gives how much that was. */
function move(sharing: Sharing, world: World, spare: Spare, one: SpareLot, taker: Stand, wanted: number): number {
  const { item, got, gave, moves } = sharing;
  const { stand: giver } = spare;
  const gaveBase = gave.get(giver.memberId) ?? 0;
  const gotBase = got.get(taker.memberId) ?? 0;
  const fits = canUse(taker, { daysLeft: one.lot.daysLeft, packSize: item.packSize }, gotBase, world.rule);
  const most = Math.min(wanted, fits, one.mostBase, spare.mostBase - gaveBase);
  const quantityBase = Math.floor(most / item.packSize) * item.packSize;
  if (quantityBase <= 0) return 0;
  one.mostBase -= quantityBase;
  gave.set(giver.memberId, gaveBase + quantityBase);
  got.set(taker.memberId, gotBase + quantityBase);
  const free = freeOf(giver);
  const has = hasOf(taker);
  const low = has < (taker.use30Base * world.rule.lowDays) / 30;
  const known = moves.find((each) => each.lotId === one.lot.lotId && each.toId === taker.memberId);
  if (known !== undefined && known.fromId === giver.memberId) {
    known.quantityBase += quantityBase;
    known.detail.worthFen = worthOf(one.lot, item, known.quantityBase);
    known.detail.giverAfter = coverDays(free - gaveBase - quantityBase, giver.use30Base);
    known.detail.takerAfter = coverDays(has + gotBase + quantityBase, taker.use30Base);
    return quantityBase;
  }
  moves.push({
    itemId: item.itemId,
    lotId: one.lot.lotId,
    fromId: giver.memberId,
    toId: taker.memberId,
    quantityBase,
    detail: {
      why: taker.openBase > 0 ? 'shortage' : low ? 'low' : 'near',
      near: one.near,
      km: world.distance(giver.memberId, taker.memberId),
      daysLeft: one.lot.daysLeft,
      worthFen: worthOf(one.lot, item, quantityBase),
      giverFree: free - gaveBase,
      giverKeeps: keepsOf(giver, world.rule),
      giverBefore: coverDays(free - gaveBase, giver.use30Base),
      giverAfter: coverDays(free - gaveBase - quantityBase, giver.use30Base),
      takerHas: has + gotBase,
      takerOpen: taker.openBase,
      takerBefore: coverDays(has + gotBase, taker.use30Base),
      takerAfter: coverDays(has + gotBase + quantityBase, taker.use30Base),
    },
  });
  return quantityBase;
}

const isBanned = (world: World, from: Stand, to: Stand) => world.banned.has(pairOf(from.memberId, to.memberId));

/** The short first, then those with the least cover: by givers whose goods would expire, then by the nearest. */
function fillNeeds(sharing: Sharing, world: World, takers: readonly { stand: Stand; needBase: number }[]): void {
  const { packSize } = sharing.item;
  for (const { stand: taker, needBase } of takers) {
    let left = Math.ceil(needBase / packSize) * packSize;
    const near = sharing.spares
      .filter((spare) => !isBanned(world, spare.stand, taker))
      .map((spare) => ({
        spare,
        km: world.distance(spare.stand.memberId, taker.memberId) ?? FAR,
        saves: spare.lots.some((one) => one.near && one.mostBase >= packSize) ? 0 : 1,
      }));
    near.sort((a, b) => a.saves - b.saves || compare(a.km, b.km) || a.spare.stand.memberId - b.spare.stand.memberId);
    for (const { spare } of near) {
      for (const one of spare.lots) {
        if (left < packSize) break;
        left -= move(sharing, world, spare, one, taker, left);
      }
      if (left < packSize) break;
    }
  }
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** What would expire and nobody is short of goes to those who use it up in time: the most at once, then the nearest. */
function saveNear(sharing: Sharing, world: World): void {
  const { item, spares, got } = sharing;
  const giving = new Set(spares.map((spare) => spare.stand.memberId));
  const users = item.stands.filter((stand) => !stand.isHub && stand.use30Base > 0 && !giving.has(stand.memberId));
  const room = (stand: Stand) =>
    Math.floor((stand.use30Base * world.rule.surplusDays) / 30) - hasOf(stand) - (got.get(stand.memberId) ?? 0);
  const lots = spares.flatMap((spare) => spare.lots.filter((one) => one.near).map((one) => ({ spare, one })));
  lots.sort((a, b) => a.one.lot.daysLeft - b.one.lot.daysLeft || a.one.lot.lotId - b.one.lot.lotId);
  for (const { spare, one } of lots) {
    if (one.mostBase < item.packSize) continue;
    const { daysLeft } = one.lot;
    const takers = users
      .filter((stand) => !isBanned(world, spare.stand, stand))
      .map((stand) => {
        const fits = canUse(stand, { daysLeft, packSize: item.packSize }, got.get(stand.memberId) ?? 0, world.rule);
        const most = Math.min(one.mostBase, fits, room(stand));
        return { stand, most, km: world.distance(spare.stand.memberId, stand.memberId) ?? FAR };
      })
      .filter((taker) => taker.most >= item.packSize);
    takers.sort((a, b) => b.most - a.most || compare(a.km, b.km) || a.stand.memberId - b.stand.memberId);
    for (const { stand } of takers) {
      if (one.mostBase < item.packSize) break;
      move(sharing, world, spare, one, stand, Math.min(one.mostBase, room(stand)));
    }
  }
}

/** Shares out one item. Whoever needs it gives none of it. */
export function shareItem(item: SolverItem, world: World): Move[] {
  const needs = item.stands
    .map((stand) => ({ stand, needBase: needOf(stand, world.rule) }))
    .filter((one) => one.needBase > 0);
  const needy = new Set(needs.map((one) => one.stand.memberId));
  const spares = item.stands
    .filter((stand) => !needy.has(stand.memberId))
    .flatMap((stand) => spareOf(stand, world.rule) ?? []);
  if (spares.length === 0) return [];
  const cover = (stand: Stand) => coverDays(hasOf(stand), stand.use30Base) ?? 0;
  needs.sort(
    (a, b) =>
      Number(b.stand.openBase > 0) - Number(a.stand.openBase > 0) ||
      cover(a.stand) - cover(b.stand) ||
      a.stand.memberId - b.stand.memberId,
  );
  const sharing: Sharing = { item, spares, got: new Map(), gave: new Map(), moves: [] };
  fillNeeds(sharing, world, needs);
  saveNear(sharing, world);
  return sharing.moves;
}

const ROUNDS = 4;
const ITEMS_A_TURN = 20;

export interface SolverRequest {
  items: readonly SolverItem[];
  rule: SolverRule;
  distance: Distance;
  /** Called between parts of the work, with how far it is. */
  pace?: (done: number, total: number) => Promise<void>;
}

/**
 * The whole proposal. Journeys that are not worth it are left out and their goods offered to others, a few times over;
 * what is still not worth it then is not moved.
 */
export async function redistribute(request: SolverRequest): Promise<Move[]> {
  const { items, rule, distance, pace } = request;
  const banned = new Set<number>();
  const ofItem = new Map<number, Move[]>();
  let again: readonly SolverItem[] = items;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, item] of again.entries()) {
      if (index % ITEMS_A_TURN === 0) await pace?.(Math.min(items.length, index), items.length);
      ofItem.set(item.itemId, shareItem(item, { rule, distance, banned }));
    }
    const moves = [...ofItem.values()].flat();
    const poor = notWorthIt(moves, rule, distance);
    if (poor.size === 0) break;
    for (const pair of poor) banned.add(pair);
    const touched = new Set(moves.filter((one) => poor.has(pairOf(one.fromId, one.toId))).map((one) => one.itemId));
    again = items.filter((item) => touched.has(item.itemId));
  }
  const moves = [...ofItem.values()].flat();
  const poor = notWorthIt(moves, rule, distance);
  return moves
    .filter((one) => !poor.has(pairOf(one.fromId, one.toId)))
    .sort((a, b) => a.fromId - b.fromId || a.toId - b.toId || a.itemId - b.itemId || a.lotId - b.lotId);
}
