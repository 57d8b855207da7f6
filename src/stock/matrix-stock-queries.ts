/** The numbers in the matrix's cells: usable stock and use of many items in many members, in a few statements. */
import { and, eq, gte, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import { rowset, statement } from '../../db/statement.ts';
import { whyNotUsable, type Zone } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { cornerUntil } from './expiry-bands.ts';
import { coverDays, type Heat, heatOf, isGap, isSurplus } from './rules.ts';
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

const ITEMS = rowset('items', { id: 'int' });

const useOfItems = statement(
  `select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id in (select id from ${ITEMS} as given) and day between :since and :day
   group by item_id, organisation_id`,
);

interface Held {
  item_id: number;
  keeper_id: number;
}

interface Stocked extends Held {
  usable: number;
  available: number;
  first_expiry: string;
}

interface UseRow {
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
function keyOf(itemId: number, memberId: number): number {
  return itemId * 1_000_000 + memberId;
}

async function usesOf(rows: Promise<UseRow[]>): Promise<Map<number, number>> {
  return new Map((await rows).map((row) => [keyOf(row.item_id, row.organisation_id), Math.max(0, row.use_base)]));
}

async function stockOf(rows: Promise<Stocked[]>): Promise<Map<number, Stocked>> {
  return new Map((await rows).map((row) => [keyOf(row.item_id, row.keeper_id), row]));
}

/* Ids stand in the query itself, not in a JSON set: PostgreSQL then knows how few they are and takes the index. */

function stockedOfItems(db: Db, itemIds: readonly number[], day: string): Promise<Stocked[]> {
  const ids = [...itemIds];
  // Left the formulary, and the last day of use is past
  const past = db.select({ id: item.id }).from(item).where(lt(item.useUntil, day));
  return (
    db
      .select({
        item_id: balance.itemId,
        keeper_id: sql<number>`${location.keeperId}`,
        usable: sql<number>`sum(${balance.onHand})`.mapWith(Number),
        available: sql<number>`sum(${balance.onHand} - ${balance.reserved})`.mapWith(Number),
        first_expiry: sql<string>`min(${lot.expiresOn})`,
      })
      .from(balance)
      .innerJoin(location, and(eq(location.id, balance.locationId), inArray(location.zone, usableZones(day))))
      .innerJoin(
        lot,
        and(eq(lot.id, balance.lotId), inArray(lot.itemId, ids), isNull(lot.frozen), gte(lot.expiresOn, day)),
      )
      // Written out, for a parameter would hide from the planner that the partial index serves
      .where(and(inArray(balance.itemId, ids), sql`${balance.onHand} > 0`, notInArray(balance.itemId, past)))
      .groupBy(balance.itemId, location.keeperId)
  );
}

function holdersOfItems(db: Db, itemIds: readonly number[]): Promise<Held[]> {
  return db
    .selectDistinct({ item_id: balance.itemId, keeper_id: sql<number>`${location.keeperId}` })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .where(inArray(balance.itemId, [...itemIds]));
}

/** Cells of every member in the scope that holds or held an item, and the totals over them. */
export async function stockOfItems(
  db: Db,
  asked: { itemIds: readonly number[]; scope: readonly OrganisationRow[]; day: string },
): Promise<MatrixStock> {
  const { day } = asked;
  const items = asked.itemIds.map((id) => ({ id }));
  const members = new Map(asked.scope.map((member) => [member.id, member]));
  // Asked side by side: where several connections read, they do not wait for each other
  const [stocked, uses, holders, bands] = await Promise.all([
    stockOf(stockedOfItems(db, asked.itemIds, day)),
    usesOf(db.run<UseRow>(useOfItems, { items, since: useSince(day), day })),
    holdersOfItems(db, asked.itemIds),
    ruleOn(db, 'near_expiry_days', day),
  ]);
  const nearUntil = cornerUntil(day, bands);
  const stock: MatrixStock = { cells: new Map(), totals: new Map() };
  for (const { item_id, keeper_id } of holders) {
    const member = members.get(keeper_id);
    if (member === undefined) continue;
    const key = keyOf(item_id, keeper_id);
    const cell = cellOf(stocked.get(key), uses.get(key) ?? 0, nearUntil);
    const cells = stock.cells.get(item_id) ?? new Map<number, MatrixCell>();
    stock.cells.set(item_id, cells.set(keeper_id, cell));
    const total = stock.totals.get(item_id) ?? { onHandBase: 0, availableBase: 0, useBase: 0 };
    stock.totals.set(item_id, total);
    total.onHandBase += cell.onHandBase;
    total.availableBase += cell.availableBase;
    // What the central pharmacy sends out is used by others, who are counted themselves
    if (member.kind !== 'head') total.useBase += cell.use30Base;
  }
  return stock;
}

function cellOf(stocked: Stocked | undefined, use30Base: number, nearUntil: string): MatrixCell {
  const { usable = 0, available = 0, first_expiry = '' } = stocked ?? {};
  const cover = coverDays(available, use30Base);
  const allReserved = usable > 0 && available <= 0;
  const near = usable > 0 && first_expiry <= nearUntil;
  const heat = allReserved ? 3 : heatOf(available, cover);
  return { onHandBase: usable, availableBase: available, use30Base, cover, heat, near, allReserved };
}

const MEMBERS = rowset('members', { id: 'int' });

const stockedOfMembers = statement(
  `select balance.item_id, location.keeper_id, cast(sum(balance.on_hand) as bigint) as usable,
     cast(sum(balance.on_hand - balance.reserved) as bigint) as available, min(lot.expires_on) as first_expiry
   from balance
   join location on location.id = balance.location_id
     and location.zone in (select zone from ${rowset('zones', { zone: 'text' })} as given)
     and location.keeper_id in (select id from ${MEMBERS} as member)
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   where balance.on_hand > 0 and balance.item_id not in (select id from item where use_until < :day)
   group by balance.item_id, location.keeper_id`,
);

const holdersAmong = statement(
  `select distinct balance.item_id, location.keeper_id
   from balance join location on location.id = balance.location_id
   where location.keeper_id in (select id from ${MEMBERS} as member)`,
);

const useOfAll = statement(
  `select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where day between :since and :day group by item_id, organisation_id`,
);

interface UnevenAsked {
  columnIds: readonly number[];
  only: 'gap' | 'surplus' | 'uneven';
  day: string;
}

async function findUneven(db: Db, { columnIds, only, day }: UnevenAsked): Promise<Set<number>> {
  const members = columnIds.map((id) => ({ id }));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const uses = await usesOf(db.run<UseRow>(useOfAll, { since: useSince(day), day }));
  const stocked = await stockOf(db.run<Stocked>(stockedOfMembers, { members, zones, day }));
  const found = new Set<number>();
  for (const { item_id, keeper_id } of await db.run<Held>(holdersAmong, { members })) {
    if (found.has(item_id)) continue;
    const key = keyOf(item_id, keeper_id);
    const { heat } = cellOf(stocked.get(key), uses.get(key) ?? 0, day);
    if ((only !== 'surplus' && isGap(heat)) || (only !== 'gap' && isSurplus(heat))) found.add(item_id);
  }
  return found;
}

const KEPT_MS = 30_000;
const MOST_KEPT = 100;

/** One memory for each connection object: the answer reads every balance, and people turn its pages. */
const memories = new WeakMap<Db, Map<string, { found: Set<number>; until: number }>>();

/** The items that some of the columns is short of, or has too much of. Kept for half a minute. */
export async function unevenItems(db: Db, asked: UnevenAsked): Promise<Set<number>> {
  const memory = memories.get(db) ?? new Map<string, { found: Set<number>; until: number }>();
  memories.set(db, memory);
  const key = `${asked.only} ${asked.day} ${asked.columnIds.join(',')}`;
  const kept = memory.get(key);
  // The age of a memory is real time, whatever clock the business runs on
  if (kept !== undefined && kept.until > performance.now()) return kept.found;
  const found = await findUneven(db, asked);
  if (memory.size >= MOST_KEPT) memory.clear();
  memory.set(key, { found, until: performance.now() + KEPT_MS });
  return found;
}
