/** The numbers in the matrix's cells: usable stock and use of many items in many members, in a few statements. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { whyNotUsable, type Zone } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
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
}

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
const MEMBERS = `(select id from ${rowset('members', { id: 'int' })} as member)`;
const USABLE_ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as zone_given)`;

/** The holder of what is not told member by member. */
const OTHERS = 0;

/**
 * Of the members that are told one by one, and of all others in one row an item. Places and lots are gathered first:
 * otherwise PostgreSQL, which knows nothing of the sets' sizes, looks each of them up for each balance.
 */
const stockedOfItems = statement(
  `with place as materialized (
     select id, case when keeper_id in ${MEMBERS} then keeper_id else ${OTHERS} end as keeper_id
     from location where keeper_id is not null and zone in ${USABLE_ZONES}
   ), sound as materialized (
     select id, expires_on from lot where item_id in ${ITEMS} and frozen is null and expires_on >= :day
   )
   select balance.item_id, place.keeper_id, cast(sum(balance.on_hand) as bigint) as usable,
     cast(sum(balance.on_hand - balance.reserved) as bigint) as available, min(sound.expires_on) as first_expiry
   from balance
   join place on place.id = balance.location_id
   join sound on sound.id = balance.lot_id
   where balance.item_id in ${ITEMS} and balance.on_hand > 0
     and balance.item_id not in (select id from item where use_until < :day)
   group by balance.item_id, place.keeper_id`,
);

/** Places first, for an item lies in few places and in many lots. */
const holdersOfItems = statement(
  `select distinct held.item_id, location.keeper_id
   from (select distinct item_id, location_id from balance where item_id in ${ITEMS}) as held
   join location on location.id = held.location_id
   where location.keeper_id in ${MEMBERS}`,
);

const useOfItems = statement(
  `select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id in ${ITEMS} and day between :since and :day
   group by item_id, organisation_id`,
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

/** A pair of item and member as one key of a map. */
export function keyOf(itemId: number, memberId: number): number {
  return itemId * 1_000_000 + memberId;
}

/** Use by pair of item and member; what came back to the stores is no use below nothing. */
export function usesOf(rows: readonly UseRow[]): Map<number, number> {
  return new Map(rows.map((row) => [keyOf(row.item_id, row.organisation_id), Math.max(0, row.use_base)]));
}

/** Usable stock by pair of item and member. */
export async function stockOf(rows: Promise<Stocked[]>): Promise<Map<number, Stocked>> {
  return new Map((await rows).map((row) => [keyOf(row.item_id, row.keeper_id), row]));
}

interface StockAsked {
  itemIds: readonly number[];
  /** What the totals count. */
  scope: readonly OrganisationRow[];
  /** Whose cells are wanted; the scope's when it is not said. */
  columns?: readonly OrganisationRow[];
  /** The scope is everybody: then those without a column need not be told apart. */
  wholeCounty?: boolean;
  day: string;
}

function toldApart({ scope, columns = scope, wholeCounty }: StockAsked): OrganisationRow[] {
  if (!wholeCounty) return [...scope];
  const shown = new Set(columns.map((column) => column.id));
  return [...columns, ...scope.filter((one) => one.kind === 'head' && !shown.has(one.id))];
}

/** Cells of the columns that hold or held an item, and the totals over every member in the scope. */
export async function stockOfItems(db: Db, asked: StockAsked): Promise<MatrixStock> {
  const { day } = asked;
  const items = asked.itemIds.map((id) => ({ id }));
  const told = toldApart(asked);
  const members = told.map(({ id }) => ({ id }));
  const zones = usableZones(day).map((zone) => ({ zone }));
  // Asked side by side: where several connections read, they do not wait for each other
  const [stocked, uses, holders, bands] = await Promise.all([
    stockOf(db.run<Stocked>(stockedOfItems, { items, members, zones, day })),
    db.run<UseRow>(useOfItems, { items, since: useSince(day), day }),
    db.run<Held>(holdersOfItems, { items, members }),
    ruleOn(db, 'near_expiry_days', day),
  ]);
  return {
    cells: cellsOf(holders, stocked, usesOf(uses), cornerUntil(day, bands)),
    totals: totalsOf(asked, told, stocked, uses),
  };
}

function cellsOf(
  holders: readonly Held[],
  stocked: ReadonlyMap<number, Stocked>,
  uses: ReadonlyMap<number, number>,
  nearUntil: string,
): MatrixStock['cells'] {
  const cells: MatrixStock['cells'] = new Map();
  for (const { item_id, keeper_id } of holders) {
    const key = keyOf(item_id, keeper_id);
    const ofItem = cells.get(item_id) ?? new Map<number, MatrixCell>();
    cells.set(item_id, ofItem.set(keeper_id, cellOf(stocked.get(key), uses.get(key) ?? 0, nearUntil)));
  }
  return cells;
}

function totalsOf(
  asked: StockAsked,
  told: readonly OrganisationRow[],
  stocked: ReadonlyMap<number, Stocked>,
  uses: readonly UseRow[],
): Map<number, MatrixTotal> {
  const totals = new Map(asked.itemIds.map((id) => [id, { onHandBase: 0, availableBase: 0, useBase: 0 }]));
  const counted = new Set([...told.map((member) => member.id), ...(asked.wholeCounty ? [OTHERS] : [])]);
  for (const { item_id, keeper_id, usable, available } of stocked.values()) {
    const total = totals.get(item_id);
    if (total === undefined || !counted.has(keeper_id)) continue;
    total.onHandBase += usable;
    total.availableBase += available;
  }
  // What the central pharmacy sends out is used by others, who are counted themselves
  const users = new Set(asked.scope.flatMap((member) => (member.kind === 'head' ? [] : [member.id])));
  for (const { item_id, organisation_id, use_base } of uses) {
    const total = totals.get(item_id);
    if (total !== undefined && users.has(organisation_id)) total.useBase += Math.max(0, use_base);
  }
  return totals;
}

/** What a cell says of a member's stock and use; `nearUntil` is the last day that counts as near expiry. */
export function cellOf(stocked: Stocked | undefined, use30Base: number, nearUntil: string): MatrixCell {
  const { usable = 0, available = 0, first_expiry = '' } = stocked ?? {};
  const cover = coverDays(available, use30Base);
  const allReserved = usable > 0 && available <= 0;
  const near = usable > 0 && first_expiry <= nearUntil;
  const heat = allReserved ? 3 : heatOf(available, cover);
  return { onHandBase: usable, availableBase: available, use30Base, cover, heat, near, allReserved };
}
