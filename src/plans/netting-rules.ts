/**
 * How what members ask for of one item is met before anything is bought: from what the hub can spare, from what is
 * ordered and promised to nobody, from the surplus of neighbours; the rest is bought in packs and the supplier's steps.
 */
import { type Need, type Share, shareFairly, sumOf, unmet } from './share-rules.ts';

/** A member that has more of the item than it will use for long; base units. */
export interface Surplus {
  organisationId: number;
  /** Usable there and reserved for nobody. */
  availableBase: number;
  /** Of it stays there, so many days of use or the member's own limit. */
  keptBase: number;
  /** Used there in 30 days. */
  use30Base: number;
}

export interface Supply {
  /** Available at the hub beyond its safety stock and its earlier promises. */
  hubFreeBase: number;
  /** On its way to the hub and promised to nobody. */
  onOrderFreeBase: number;
  neighbours: readonly Surplus[];
}

export interface NettingItem {
  packSize: number;
  /** Needs of the hub itself are met by what is ordered and bought alone. */
  hubId: number;
  /** False for controlled drugs and preparations: they never go from member to member. */
  mayMove: boolean;
}

export interface Served extends Share {
  source: 'buy' | 'hub' | 'order' | 'neighbour';
}

/** A proposed transfer with what explains it. */
export interface Transfer {
  fromOrganisationId: number;
  toOrganisationId: number;
  quantityBase: number;
  explanation: { available: number; use30: number; kept: number; remains: number };
}

export interface Netted {
  askedBase: number;
  fromHubBase: number;
  onOrderBase: number;
  fromNeighboursBase: number;
  toBuyBase: number;
  served: Served[];
  transfers: Transfer[];
}

const from = (source: Served['source'], shares: readonly Share[]): Served[] =>
  shares.map((share) => ({ ...share, source }));

/** By what presses most; a member's needs of one rank follow each other in the order in which they were raised. */
function pressing(one: Need, other: Need): number {
  if (one.urgent !== other.urgent) return one.urgent ? -1 : 1;
  if (one.neededBy !== other.neededBy) return one.neededBy < other.neededBy ? -1 : 1;
  return one.demandId - other.demandId;
}

interface Moved {
  shares: Share[];
  transfers: Transfer[];
}

/** Whole packs go from those with most to spare to those in most need: few journeys, nothing torn open. */
function fromNeighbours(needs: readonly Need[], item: NettingItem, neighbours: readonly Surplus[]): Moved {
  const left = needs.filter((need) => need.organisationId !== item.hubId).map((need) => ({ ...need }));
  left.sort(pressing);
  const spare = neighbours
    .map((member) => ({ member, spareBase: Math.max(0, member.availableBase - member.keptBase) }))
    .sort((one, other) => other.spareBase - one.spareBase || one.member.organisationId - other.member.organisationId);
  const shares: Share[] = [];
  const transfers: Transfer[] = [];
  for (const { member, spareBase } of spare) {
    let has = Math.floor(spareBase / item.packSize) * item.packSize;
    for (const toOrganisationId of new Set(left.map((need) => need.organisationId))) {
      if (has === 0 || toOrganisationId === member.organisationId) continue;
      const own = left.filter((need) => need.organisationId === toOrganisationId);
      const packs = Math.floor(Math.min(has, sumOf(own)) / item.packSize);
      const quantityBase = packs * item.packSize;
      if (quantityBase === 0) continue;
      has -= quantityBase;
      const given = inTurn(quantityBase, own);
      shares.push(...given);
      transfers.push(transferOf(member, toOrganisationId, quantityBase, has + (spareBase % item.packSize)));
    }
  }
  return { shares, transfers };
}

function transferOf(member: Surplus, toOrganisationId: number, quantityBase: number, spareLeft: number): Transfer {
  const { organisationId: fromOrganisationId, availableBase, use30Base, keptBase } = member;
  const remains = keptBase + spareLeft;
  const explanation = { available: availableBase, use30: use30Base, kept: keptBase, remains };
  return { fromOrganisationId, toOrganisationId, quantityBase, explanation };
}

/** Fills the needs one after the other and takes what they get off them. */
function inTurn(quantityBase: number, needs: readonly { demandId: number; quantityBase: number }[]): Share[] {
  let left = quantityBase;
  return needs.flatMap((need) => {
    const given = Math.min(left, need.quantityBase);
    left -= given;
    need.quantityBase -= given;
    return given > 0 ? [{ demandId: need.demandId, quantityBase: given }] : [];
  });
}

/** One row for each need and source: a need that two neighbours fill is filled by neighbours. */
function gathered(served: readonly Served[]): Served[] {
  const rows = new Map<string, Served>();
  for (const one of served) {
    const key = `${one.demandId} ${one.source}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { ...one });
    else row.quantityBase += one.quantityBase;
  }
  return [...rows.values()];
}

/** Meets the needs of one item. What is asked is always the sum of the four sources, need by need and in all. */
export function netItem(needs: readonly Need[], item: NettingItem, supply: Supply): Netted {
  const ofOthers = needs.filter((need) => need.organisationId !== item.hubId);
  const hub = shareFairly(Math.max(0, supply.hubFreeBase), ofOthers, item.packSize);
  const afterHub = unmet(needs, hub);
  const order = shareFairly(Math.max(0, supply.onOrderFreeBase), afterHub, item.packSize);
  const afterOrder = unmet(afterHub, order);
  const moved = item.mayMove ? fromNeighbours(afterOrder, item, supply.neighbours) : { shares: [], transfers: [] };
  const rest = unmet(afterOrder, moved.shares);
  return {
    askedBase: sumOf(needs),
    fromHubBase: sumOf(hub),
    onOrderBase: sumOf(order),
    fromNeighboursBase: sumOf(moved.shares),
    toBuyBase: sumOf(rest),
    served: gathered([
      ...from('hub', hub),
      ...from('order', order),
      ...from('neighbour', moved.shares),
      ...from('buy', rest),
    ]),
    transfers: moved.transfers,
  };
}

/** Base units to order for `toBuyBase`: whole packs, at least the supplier's least, in its steps; none for nothing. */
export function roundToSteps(
  toBuyBase: number,
  terms: { packSize: number; leastPacks: number; stepPacks: number },
): number {
  if (toBuyBase <= 0) return 0;
  const { packSize, leastPacks, stepPacks } = terms;
  const packs = Math.max(Math.ceil(toBuyBase / packSize), leastPacks);
  return Math.ceil(packs / stepPacks) * stepPacks * packSize;
}

/** What the hub keeps for itself: so many days of its use, or its own lower limit when that is more; base units. */
export function hubSafety(use30Base: number, hubDays: number, leastBase: number): number {
  return Math.max(leastBase, daysOfUse(use30Base, hubDays));
}

/** What a member keeps before the rest is surplus; null when nobody can say how much that is. */
export function memberKeeps(use30Base: number, memberDays: number, mostBase: number | null): number | null {
  if (mostBase !== null) return Math.max(mostBase, daysOfUse(use30Base, memberDays));
  return use30Base > 0 ? daysOfUse(use30Base, memberDays) : null;
}

function daysOfUse(use30Base: number, days: number): number {
  return Math.ceil((use30Base * days) / 30);
}
