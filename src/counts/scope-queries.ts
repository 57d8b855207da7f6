/** Which lots at which places a count is about, and what the books have of them at its moment. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { storesOf } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { type AbcClass, abcClasses, sampleOf } from './rules.ts';

/** What narrows a count; everything that is given must hold. */
export interface ScopeDetail {
  storeId?: number;
  zone?: string;
  kind?: string;
  controlClass?: string;
  highAlert?: boolean;
  abc?: AbcClass;
  itemIds?: number[];
  /** Items drawn at random. */
  size?: number;
  seed?: string;
  shift?: string;
  /** UTC milliseconds by which it must be handed in. */
  dueAt?: number;
}

export interface ScopeLine {
  locationId: number;
  itemId: number;
  lotId: number;
  bookBase: number;
}

interface Row {
  location_id: number;
  item_id: number;
  lot_id: number;
  book: number;
  kind: string;
  control_class: string;
}

/** What lies there now: no history is read. */
const linesNow = statement(
  `select book.location_id, book.item_id, book.lot_id, book.on_hand as book, item.kind, item.control_class
   from balance as book join item on item.id = book.item_id join lot on lot.id = book.lot_id
   where book.location_id in (select id from ${rowset('stores', { id: 'int' })} as given) and book.on_hand > 0
   order by book.location_id, item.generic_name, book.item_id, lot.expires_on, book.lot_id`,
);

/** What lies there now less what moved after the moment; what left since is still part of the count. */
const linesAt = statement(
  `select book.location_id, book.item_id, book.lot_id, sum(book.quantity) as book, item.kind, item.control_class
   from (
     select location_id, item_id, lot_id, on_hand as quantity from balance
     where location_id in (select id from ${rowset('stores', { id: 'int' })} as given) and on_hand > 0
     union all
     select to_id, item_id, lot_id, -quantity_base from movement_line
     where to_id in (select id from ${rowset('stores', { id: 'int' })} as came) and occurred_at > :moment
     union all
     select from_id, item_id, lot_id, quantity_base from movement_line
     where from_id in (select id from ${rowset('stores', { id: 'int' })} as went) and occurred_at > :moment
   ) as book
   join item on item.id = book.item_id
   join lot on lot.id = book.lot_id
   group by book.location_id, book.item_id, book.lot_id, item.kind, item.control_class, item.generic_name,
     lot.expires_on
   having sum(book.quantity) > 0
   order by book.location_id, item.generic_name, book.item_id, lot.expires_on, book.lot_id`,
);

const highAlertOn = statement(
  `select item_id from item_fact where type = 'high_alert' and value <> 'none' and effective_from <= :day
     and (effective_to is null or effective_to >= :day)`,
);

const usedSince = statement(
  `select use.item_id, sum(use.quantity_base) * 1.0 * max(item.price_pack) / max(item.pack_size) / 100 as value
   from daily_use as use join item on item.id = use.item_id
   where use.organisation_id = :organisationId and use.day >= :since group by use.item_id`,
);

const A_YEAR = 365;

/** The classes of the items that the member used within a year; who was never used is of class C. */
export async function abcOf(db: Db, organisationId: number, day: string): Promise<Map<number, AbcClass>> {
  const given = { organisationId, since: addDays(day, -A_YEAR) };
  const used = await db.run<{ item_id: number; value: number | string }>(usedSince, given);
  const rows = used.map((row) => ({ itemId: row.item_id, valueFen: Math.max(0, Math.round(Number(row.value))) }));
  return abcClasses(rows, await ruleOn(db, 'count_abc', day));
}

/** Classes that count as controlled when a scope says `controlled` for all of them. */
const CONTROLLED = new Set(['narcotic', 'psychotropic_1', 'toxic']);

function ofControlClass(wanted: string, controlClass: string): boolean {
  return wanted === 'controlled' ? CONTROLLED.has(controlClass) : wanted === controlClass;
}

/** The lines of a scope at a moment (UTC ms; the same as `now` is now), by store, item and expiry. */
export async function linesOfScope(
  db: Db,
  organisationId: number,
  detail: ScopeDetail,
  { moment, now }: { moment: number; now: number },
): Promise<ScopeLine[]> {
  const day = dayOf(moment);
  const stores = (await storesOf(db, [organisationId])).filter(
    (store) =>
      (detail.storeId === undefined || store.id === detail.storeId) &&
      (detail.zone === undefined || store.zone === detail.zone),
  );
  if (stores.length === 0) return [];
  const ids = stores.map(({ id }) => ({ id }));
  const rows =
    moment >= now ? await db.run<Row>(linesNow, { stores: ids }) : await db.run<Row>(linesAt, { stores: ids, moment });
  const abc = detail.abc === undefined ? undefined : await abcOf(db, organisationId, day);
  const alert = detail.highAlert
    ? new Set((await db.run<{ item_id: number }>(highAlertOn, { day })).map((row) => row.item_id))
    : undefined;
  const items = detail.itemIds && new Set(detail.itemIds);
  const fitting = rows.filter(
    (row) =>
      (detail.kind === undefined || row.kind === detail.kind) &&
      (detail.controlClass === undefined || ofControlClass(detail.controlClass, row.control_class)) &&
      (alert === undefined || alert.has(row.item_id)) &&
      (abc === undefined || (abc.get(row.item_id) ?? 'C') === detail.abc) &&
      (items === undefined || items.has(row.item_id)),
  );
  const drawn =
    detail.size === undefined
      ? undefined
      : sampleOf([...new Set(fitting.map((row) => row.item_id))], detail.size, detail.seed ?? '');
  return fitting
    .filter((row) => drawn === undefined || drawn.has(row.item_id))
    .map((row) => ({
      locationId: row.location_id,
      itemId: row.item_id,
      lotId: row.lot_id,
      bookBase: Number(row.book),
    }));
}
