/** What the form of an issue shows while it is written: what was found, and for each line its lots and their turn. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { statement } from '../../db/statement.ts';
import { findItems } from '../catalogue/search/search-queries.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import type { Refusal } from '../kernel/result.ts';
import { placeKey, type Skipped } from '../ledger/allocate.ts';
import { type ControlClass, isControlled, whyNotUsable } from '../ledger/usable.ts';
import { type Meant, meantBy } from '../scanning/meant-queries.ts';
import { availableSince, layDown, propose } from './propose.ts';
import { type OwnLot, ownLots } from './world-queries.ts';

export interface EntryItem {
  id: number;
  code: string;
  name: string;
  detail: string;
  controlled: boolean;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

export interface TypedLine {
  itemId: number;
  packs: string;
  units: string;
  /** `location-lot` as somebody chose it; empty is the first to expire. */
  lot: string;
  reason: string;
  /** Trace codes as scanned, one under the other. */
  codes: string;
}

export interface LotChoice {
  key: string;
  lot: OwnLot;
  availableBase: number;
  /** Why it may not be used on the day; null when it may. */
  barred: string | null;
}

export interface EntryLine extends TypedLine {
  item: EntryItem;
  choices: LotChoice[];
  availableBase: number;
  /** Which lots it would take now, when the quantity can be read. */
  turn: { lot: OwnLot; quantityBase: number }[];
  shortBase: number;
  skipped: Skipped<OwnLot>[];
}

const detailOf = (row: typeof item.$inferSelect) =>
  [row.strength, row.manufacturer].filter((one) => one !== '' && one !== null).join(' ');

export function entryItemOf(row: typeof item.$inferSelect): EntryItem {
  const { packSize, packUnit, baseUnit, scale } = row;
  const controlled = isControlled(row.controlClass as ControlClass);
  const shape = { packSize, packUnit, baseUnit, scale };
  return { id: row.id, code: row.code, name: row.genericName, detail: detailOf(row), controlled, shape };
}

export async function itemsById(db: Db, ids: readonly number[]): Promise<Map<number, EntryItem>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(item)
    .where(inArray(item.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, entryItemOf(row)]));
}

/** The lines as they were typed, each with its lots as they stand at `at`; a line of an unknown item is left out. */
export async function entryLines(
  db: Db,
  organisationId: number,
  typed: readonly TypedLine[],
  at: number,
): Promise<EntryLine[]> {
  const itemIds = typed.map((line) => line.itemId);
  const items = await itemsById(db, itemIds);
  const lots = await ownLots(db, { organisationId, itemIds, since: at });
  const lines: EntryLine[] = [];
  for (const line of typed) {
    const goods = items.get(line.itemId);
    if (goods === undefined) continue;
    const purpose = { on: dayOf(at), secondPerson: true };
    const own = lots.get(line.itemId) ?? [];
    const choices = own.map((lot) => ({
      key: placeKey(lot),
      lot: { ...lot },
      availableBase: availableSince(lot, at),
      barred: whyNotUsable(lot, purpose)?.why ?? null,
    }));
    const usable = choices.filter((choice) => choice.barred === null);
    const read = readQuantity({ packs: line.packs, units: line.units }, goods.shape);
    const proposed = propose(own, read.ok ? read.value : 0, at, purpose);
    const named = choices.find((choice) => choice.key === line.lot);
    const turn =
      named === undefined
        ? proposed.chosen.map(({ lot, quantityBase }) => ({ lot, quantityBase }))
        : [{ lot: named.lot, quantityBase: read.ok ? read.value : 0 }];
    const taken = turn.map(({ lot, quantityBase }) => {
      return { lotId: lot.lotId, locationId: lot.locationId, quantityBase, reason: '' };
    });
    layDown(own, taken, at);
    lines.push({
      ...line,
      item: goods,
      choices,
      availableBase: usable.reduce((sum, choice) => sum + choice.availableBase, 0),
      turn,
      shortBase: named === undefined ? proposed.shortBase : 0,
      skipped: proposed.skipped,
    });
  }
  return lines;
}

export interface Found {
  /** Items of the own stores that fit what was typed or scanned; a scan may name the lot as well. */
  hits: { item: EntryItem; availableBase: number; lotKey: string | null }[];
  /** Why a scanned code could not be read without doubt. */
  unread: Refusal | null;
}

const MOST_HITS = 8;

const lotsNumbered = statement(
  `select distinct balance.item_id, balance.lot_id, balance.location_id from lot
   join balance on balance.lot_id = lot.id and balance.on_hand > 0
   join location on location.id = balance.location_id and location.kind = 'store'
     and location.keeper_id = :organisationId
   where lot.number in (:number, :capitals)`,
);

/** Where lots of that number lie in the member's stores; of our own label the very lot. */
async function placesOf(db: Db, organisationId: number, meant: Meant) {
  const { scanned, lotId, lotNumber } = meant;
  const number = lotNumber || (scanned.kind === 'text' || scanned.kind === 'barcode' ? scanned.text : '');
  const asked = { organisationId, number, capitals: number.toUpperCase() };
  const places = await db.run<{ item_id: number; lot_id: number; location_id: number }>(lotsNumbered, asked);
  const labelled = places.filter((one) => one.lot_id === lotId);
  return labelled.length > 0 ? labelled : places;
}

/** What was typed or scanned, among what lies in the member's own stores: a code, a lot, words, pinyin, initials. */
export async function findOwn(db: Db, organisationId: number, q: string, at: number): Promise<Found> {
  const read = await meantBy(db, q);
  if (!read.ok) return { hits: [], unread: read };
  const { codeIds, itemIds, scanned } = read.value;
  const places = await placesOf(db, organisationId, read.value);
  const meant = places.filter((one) => codeIds.size === 0 || codeIds.has(one.item_id));
  const ids = new Set(codeIds);
  if (ids.size === 0) for (const one of meant) ids.add(one.item_id);
  if (ids.size === 0 && scanned.kind !== 'gs1') for (const id of itemIds) ids.add(id);
  const items = await itemsById(db, [...ids]);
  const lots = await ownLots(db, { organisationId, itemIds: [...ids], since: at });
  const hits = [...ids].flatMap((id) => {
    const goods = items.get(id);
    const own = lots.get(id);
    if (goods === undefined || own === undefined) return [];
    const place = meant.find((one) => one.item_id === id);
    const usable = own.filter((lot) => whyNotUsable(lot, { on: dayOf(at), secondPerson: true }) === null);
    const availableBase = usable.reduce((sum, lot) => sum + availableSince(lot, at), 0);
    const lotKey = place === undefined ? null : placeKey({ locationId: place.location_id, lotId: place.lot_id });
    return [{ item: goods, availableBase, lotKey }];
  });
  return { hits: hits.slice(0, MOST_HITS), unread: null };
}

export interface ShelfRow {
  item: EntryItem;
  availableBase: number;
}

const shelf = statement(
  `select balance.item_id, cast(sum(balance.on_hand - balance.reserved) as bigint) as available,
     coalesce((select sum(lines) from daily_use where daily_use.item_id = balance.item_id
       and daily_use.organisation_id = :organisationId and daily_use.day >= :since), 0) as used
   from balance
   join location on location.id = balance.location_id and location.kind = 'store'
     and location.keeper_id = :organisationId and location.zone not in ('rejected', 'reserve')
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :today
   where balance.on_hand > balance.reserved and balance.held_by is null
   group by balance.item_id order by used desc, available desc, balance.item_id`,
);

const USE_DAYS = 30;
const MOST_ON_SHELF = 80;

/**
 * What lies in the member's stores ready for use, what is used most first; of those that fit `q` when it says so. Items
 * of `always` stand there however little they are used.
 */
export async function shelfOf(
  db: Db,
  organisationId: number,
  q: string | undefined,
  today: string,
  always: ReadonlySet<number> = new Set(),
): Promise<ShelfRow[]> {
  const rows = await db.run<{ item_id: number; available: number }>(shelf, {
    organisationId,
    today,
    since: addDays(today, -USE_DAYS),
  });
  const fits = q === undefined || q.trim() === '' ? null : await findItems(db, q, { limit: 200 });
  const isNamed = (row: { item_id: number }) => always.has(Number(row.item_id));
  const kept =
    fits === null ? rows : rows.filter((row) => isNamed(row) || fits.some((hit) => hit.id === Number(row.item_id)));
  const shown = kept.filter((row, index) => index < MOST_ON_SHELF || isNamed(row));
  const items = await itemsById(
    db,
    shown.map((row) => Number(row.item_id)),
  );
  return shown.flatMap((row) => {
    const goods = items.get(Number(row.item_id));
    return goods === undefined || goods.controlled ? [] : [{ item: goods, availableBase: Number(row.available) }];
  });
}

/** How many wards this member has written lately, the most used first: offered while typing. */
export async function wardsOf(db: Db, organisationId: number): Promise<string[]> {
  const rows = await db.run<{ ward: string }>(wards, { organisationId });
  return rows.map((row) => row.ward);
}

const wards = statement(
  `select ward, count(*) as times from (
     select issue.ward from document join issue on issue.document_id = document.id
     where document.organisation_id = :organisationId and document.kind = 'issue' and issue.ward <> ''
     order by document.created_at desc limit 500
   ) as lately group by ward order by times desc, ward limit 20`,
);
