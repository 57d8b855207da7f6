/** The numbers in the matrix's cells: usable stock and use of many items in many members, in a few statements. */
import type { Db } from '../../db/database.ts';
import { type Gathered, gathered } from '../../db/gathered.ts';
import { rowset } from '../../db/statement.ts';
import { whyNotUsable, type Zone } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { type Level, levelsOfItems } from '../requisitions/level-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { cornerUntil } from './expiry-bands.ts';
import { coverDays, type Heat, heatOf } from './rules.ts';
import { useSince } from './supply-queries.ts';

export interface MatrixCell {
  /** Usable, on the way here included. */
  onHandBase: number;
  /** The part of it that nobody has reserved: what cover counts. */
  availableBase: number;
  use30Base: number;
  cover: number | null;
  heat: Heat;
  /** Part of it expires within the days of the rule's `warn`. */
  near: boolean;
  /** There is usable stock, and all of it is reserved. */
  allReserved: boolean;
  /** Against what the member wants to have at least and at most; null within, or where nothing was set. */
  level: LevelMark | null;
}

export type LevelMark = 'under' | 'over';

export interface MatrixTotal {
  /** Usable, on the way included, whether reserved or not. */
  onHandBase: number;
  availableBase: number;
  useBase: number;
}

export interface MatrixStock {
  /** By item, then by organisation. */
  cells: Map<number, Map<number, MatrixCell>>;
  totals: Map<number, MatrixTotal>;
}

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;

/** What lies anywhere, but for items that left the formulary and whose last day of use is past. */
const balancesOfItems = gathered<{
  item_id: number;
  location_id: number;
  lot_id: number;
  on_hand: number;
  reserved: number;
}>(
  ['item_id', 'location_id', 'lot_id', 'on_hand', 'reserved'],
  `from balance where on_hand > 0 and held_by is null and item_id in (
     select id from item where id in ${ITEMS} and (use_until is null or use_until >= :day)
   )`,
);

const soundLotsOfItems = gathered<{ id: number; expires_on: string }>(
  ['id', 'expires_on'],
  `from lot where item_id in ${ITEMS} and frozen is null and expires_on >= :day`,
);

const places = gathered<{ id: number; keeper_id: number; zone: Zone }>(
  ['id', 'keeper_id', 'zone'],
  'from location where keeper_id is not null',
);

const placesOfItems = gathered<{ item_id: number; location_id: number }>(
  ['item_id', 'location_id'],
  `from (select distinct item_id, location_id from balance where item_id in ${ITEMS}) as held`,
);

const daysOfItems = gathered<UseRow>(
  ['item_id', 'organisation_id', 'use_base'],
  `from (select item_id, organisation_id, quantity_base as use_base from daily_use
   where item_id in ${ITEMS} and day between :since and :day) as used`,
);

export interface Held {
  item_id: number;
  keeper_id: number;
}

export interface Stocked extends Held {
  usable: number;
  available: number;
  first_expiry: string;
}

export interface UseRow {
  item_id: number;
  organisation_id: number;
  use_base: number;
}

const ZONES: readonly Zone[] = ['room', 'cool', 'cold', 'frozen', 'controlled', 'rejected', 'reserve'];

/** The zones whose stock counts; a member's own controlled drugs count for the member, beside its second person. */
export function usableZones(day: string): Zone[] {
  const lot = { expiresOn: day, frozen: null, locationKind: 'store', controlClass: 'none' as const };
  return ZONES.filter((zone) => whyNotUsable({ ...lot, zone }, { on: day, secondPerson: true }) === null);
}

const MOST_MEMBERS = 1_000_000;

/** A pair of item and member as one key of a map. */
export function keyOf(itemId: number, memberId: number): number {
  return itemId * MOST_MEMBERS + memberId;
}

/** Use by pair of item and member, of all their days; what came back to the stores is no use below nothing. */
export function usesOf(days: Gathered<UseRow>): Map<number, number> {
  const uses = new Map<number, number>();
  days.item_id.forEach((itemId, at) => {
    const key = keyOf(itemId, days.organisation_id[at] ?? 0);
    uses.set(key, (uses.get(key) ?? 0) + (days.use_base[at] ?? 0));
  });
  for (const [key, use] of uses) if (use < 0) uses.set(key, 0);
  return uses;
}

interface StockAsked {
  itemIds: readonly number[];
  /** What the totals count. */
  scope: readonly OrganisationRow[];
  /** Whose cells are wanted; the scope's when it is not said. */
  columns?: readonly OrganisationRow[];
  day: string;
}

interface Read {
  balances: Gathered<{ item_id: number; location_id: number; lot_id: number; on_hand: number; reserved: number }>;
  lots: Gathered<{ id: number; expires_on: string }>;
  places: Gathered<{ id: number; keeper_id: number; zone: Zone }>;
}

/** Usable stock by pair of item and member. */
function stockOf({ balances, lots, places }: Read, day: string): Map<number, Stocked> {
  const zones = new Set(usableZones(day));
  const keepers = new Map<number, number>();
  places.id.forEach((id, at) => {
    if (zones.has(places.zone[at] as Zone)) keepers.set(id, places.keeper_id[at] ?? 0);
  });
  const expiries = new Map(lots.id.map((id, at) => [id, lots.expires_on[at] ?? '']));
  const stock = new Map<number, Stocked>();
  balances.item_id.forEach((itemId, at) => {
    const keeperId = keepers.get(balances.location_id[at] ?? 0);
    const expiresOn = expiries.get(balances.lot_id[at] ?? 0);
    if (keeperId === undefined || expiresOn === undefined) return;
    const onHand = balances.on_hand[at] ?? 0;
    const available = onHand - (balances.reserved[at] ?? 0);
    const key = keyOf(itemId, keeperId);
    const known = stock.get(key);
    if (known === undefined) {
      stock.set(key, { item_id: itemId, keeper_id: keeperId, usable: onHand, available, first_expiry: expiresOn });
      return;
    }
    known.usable += onHand;
    known.available += available;
    if (expiresOn < known.first_expiry) known.first_expiry = expiresOn;
  });
  return stock;
}

/** Cells of the columns that hold or held an item, and the totals over every member in the scope. */
export async function stockOfItems(db: Db, asked: StockAsked): Promise<MatrixStock> {
  const { day } = asked;
  const items = asked.itemIds.map((id) => ({ id }));
  // Asked side by side: where several connections read, they do not wait for each other
  const [balances, held, days, lots, located, bands, levels] = await Promise.all([
    balancesOfItems(db, { items, day }),
    placesOfItems(db, { items }),
    daysOfItems(db, { items, since: useSince(day), day }),
    soundLotsOfItems(db, { items, day }),
    places(db, {}),
    ruleOn(db, 'near_expiry_days', day),
    levelsOfItems(db, asked.itemIds),
  ]);
  const stocked = stockOf({ balances, lots, places: located }, day);
  const uses = usesOf(days);
  const keepers = new Map(located.id.map((id, at) => [id, located.keeper_id[at] ?? 0]));
  const columns = new Set((asked.columns ?? asked.scope).map((column) => column.id));
  const nearUntil = cornerUntil(day, bands);
  const cells: MatrixStock['cells'] = new Map();
  held.item_id.forEach((itemId, at) => {
    const keeperId = keepers.get(held.location_id[at] ?? 0) ?? 0;
    const ofItem = cells.get(itemId) ?? new Map<number, MatrixCell>();
    if (!columns.has(keeperId) || ofItem.has(keeperId)) return;
    const key = keyOf(itemId, keeperId);
    cells.set(
      itemId,
      ofItem.set(keeperId, cellOf(stocked.get(key), uses.get(key) ?? 0, nearUntil, levels.get(itemId)?.get(keeperId))),
    );
  });
  return { cells, totals: totalsOf(asked, stocked, uses) };
}

function totalsOf(
  { itemIds, scope }: StockAsked,
  stocked: ReadonlyMap<number, Stocked>,
  uses: ReadonlyMap<number, number>,
): Map<number, MatrixTotal> {
  const totals = new Map(itemIds.map((id) => [id, { onHandBase: 0, availableBase: 0, useBase: 0 }]));
  const members = new Map(scope.map((member) => [member.id, member]));
  for (const { item_id, keeper_id, usable, available } of stocked.values()) {
    const total = totals.get(item_id);
    if (total === undefined || !members.has(keeper_id)) continue;
    total.onHandBase += usable;
    total.availableBase += available;
  }
  for (const [key, use] of uses) {
    const total = totals.get(Math.floor(key / MOST_MEMBERS));
    const member = members.get(key % MOST_MEMBERS);
    // What the central pharmacy sends out is used by others, who are counted themselves
    if (total !== undefined && member !== undefined && member.kind !== 'head') total.useBase += use;
  }
  return totals;
}

/** What is usable against the level; the most counts reserved stock too, which has not left yet. */
export function markOf(stocked: Pick<Stocked, 'usable' | 'available'> | undefined, level: Level): LevelMark | null {
  if ((stocked?.available ?? 0) < level.leastBase) return 'under';
  return (stocked?.usable ?? 0) > level.mostBase ? 'over' : null;
}

/** What a cell says of a member's stock and use; `nearUntil` is the last day that counts as near expiry. */
export function cellOf(
  stocked: Stocked | undefined,
  use30Base: number,
  nearUntil: string,
  wanted?: Level | undefined,
): MatrixCell {
  const { usable = 0, available = 0, first_expiry = '' } = stocked ?? {};
  const cover = coverDays(available, use30Base);
  const allReserved = usable > 0 && available <= 0;
  const near = usable > 0 && first_expiry <= nearUntil;
  const heat = allReserved ? 3 : heatOf(available, cover);
  const level = wanted === undefined ? null : markOf(stocked, wanted);
  return { onHandBase: usable, availableBase: available, use30Base, cover, heat, near, allReserved, level };
}
