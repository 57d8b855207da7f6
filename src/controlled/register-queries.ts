/** The register of controlled goods (专用账册): what a member has of them, and every movement with its balances. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import { withRemains } from './remains-queries.ts';
import { type Carried, type ControlledClass, running } from './rules.ts';

const CONTROLLED = `item.control_class in ('narcotic', 'psychotropic_1', 'toxic')`;

/** Where the member keeps controlled goods or ever kept them; `narrow` may name one item. */
const moves = (narrow: string) => `places as (
    select id from location where kind = 'store' and keeper_id = :organisationId
  ), pairs as (
    select balance.location_id, balance.item_id from balance
    join places on places.id = balance.location_id
    join item on item.id = balance.item_id and ${CONTROLLED}
    where ${narrow} group by balance.location_id, balance.item_id
  ), moved as (
    select line.id, line.movement_id, line.item_id, line.lot_id, line.occurred_at, line.quantity_base as delta
    from pairs join movement_line as line on line.to_id = pairs.location_id and line.item_id = pairs.item_id
      and line.occurred_at >= :since
    where line.from_id not in (select id from places)
    union all
    select line.id, line.movement_id, line.item_id, line.lot_id, line.occurred_at, -line.quantity_base
    from pairs join movement_line as line on line.from_id = pairs.location_id and line.item_id = pairs.item_id
      and line.occurred_at >= :since
    where line.to_id not in (select id from places)
  )`;
const OF_ITEM = 'balance.item_id = :itemId';
const AFTER = '(moved.occurred_at > :since or (moved.occurred_at = :since and moved.id > :lineId))';

export interface ControlledItem {
  id: number;
  code: string;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  controlClass: ControlledClass;
}

export interface ControlledStock extends ControlledItem {
  onHand: number;
  lots: number;
}

const ITEM = `item.id, item.code, item.generic_name, item.form, item.strength, item.manufacturer, item.pack_size,
  item.pack_unit, item.base_unit, item.scale, item.control_class`;

const stockOf = statement(
  `select ${ITEM}, cast(sum(balance.on_hand) as bigint) as on_hand,
     sum(case when balance.on_hand > 0 then 1 else 0 end) as lots
   from location join balance on balance.location_id = location.id
   join item on item.id = balance.item_id and ${CONTROLLED}
   where location.kind = 'store' and location.keeper_id = :organisationId
   group by ${ITEM} order by item.control_class, item.generic_name, item.code`,
);
const itemOf = statement(`select ${ITEM} from item where item.code = :code and ${CONTROLLED}`);

type Row = Record<string, string | number | null>;

const itemRow = (row: Row): ControlledItem => ({
  id: Number(row.id),
  code: String(row.code),
  genericName: String(row.generic_name),
  form: String(row.form),
  strength: String(row.strength),
  manufacturer: String(row.manufacturer),
  packSize: Number(row.pack_size),
  packUnit: String(row.pack_unit),
  baseUnit: String(row.base_unit),
  scale: Number(row.scale),
  controlClass: row.control_class as ControlledClass,
});

/** What the member has or had of controlled goods, those that `q` finds by words, pinyin or code. */
export async function controlledStock(db: Db, organisationId: number, q?: string): Promise<ControlledStock[]> {
  const words = await findByWord(db, q);
  const rows = await db.run<Row>(stockOf, { organisationId });
  return rows
    .map((row) => ({ ...itemRow(row), onHand: Number(row.on_hand), lots: Number(row.lots) }))
    .filter(({ id }) => words.every(({ itemIds }) => itemIds.includes(id)));
}

/** The controlled item of that code; undefined for any other. */
export async function controlledItem(db: Db, code: string): Promise<ControlledItem | undefined> {
  const [row] = await db.run<Row>(itemOf, { code });
  return row && itemRow(row);
}

export interface RegisterLot {
  id: number;
  number: string;
  expiresOn: string;
  onHand: number;
}

const lotsOf = statement(
  `select lot.id, lot.number, lot.expires_on, cast(sum(balance.on_hand) as bigint) as on_hand
   from location join balance on balance.location_id = location.id and balance.item_id = :itemId
   join lot on lot.id = balance.lot_id
   where location.kind = 'store' and location.keeper_id = :organisationId
   group by lot.id, lot.number, lot.expires_on order by lot.expires_on, lot.number, lot.id`,
);
const movedAfter = statement(
  `with ${moves(OF_ITEM)} select lot_id, cast(sum(delta) as bigint) as delta from moved where ${AFTER} group by lot_id`,
);
const totalsOf = statement(
  `with ${moves(OF_ITEM)} select cast(coalesce(sum(case when delta > 0 then delta else 0 end), 0) as bigint) as came,
     cast(coalesce(sum(case when delta < 0 then -delta else 0 end), 0) as bigint) as went
   from moved where occurred_at < :until`,
);
const ROW = `moved.id, moved.movement_id, moved.item_id, moved.lot_id, moved.occurred_at, moved.delta, lot.number,
  lot.expires_on, movement.kind, movement.document_id, document.number as document_number,
  document.kind as document_kind, entry.voucher, entry.summary, entry.taker, entry.patient_ref, entry.person_name,
  entry.second_name`;
const JOINED = `from moved join movement on movement.id = moved.movement_id join lot on lot.id = moved.lot_id
  left join document on document.id = movement.document_id
  left join register_entry as entry on entry.movement_id = moved.movement_id`;
const rowsOf = statement(
  `with ${moves(OF_ITEM)} select ${ROW} ${JOINED} where moved.occurred_at < :until and ${AFTER}
   order by moved.occurred_at, moved.id limit :size`,
);
const dayRows = statement(
  `with ${moves('true')} select ${ROW} ${JOINED} order by moved.occurred_at desc, moved.id desc limit :size`,
);

export interface Moved {
  lineId: number;
  itemId: number;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  /** UTC ms. */
  at: number;
  kind: string;
  documentId: number | null;
  document: { kind: DocumentKind; number: string } | null;
  voucher: string;
  /** More than nothing came in, less than nothing went out. */
  deltaBase: number;
  summary: string;
  taker: string;
  patientRef: string;
  person: string;
  second: string;
}

export interface RegisterRow extends Moved {
  lotBase: number;
  totalBase: number;
  /** Empty ampoules that came back of it. */
  ampoules: number;
  /** What was poured away of it, with method and witness. */
  residues: string[];
}

const text = (value: string | number | null | undefined) => (value == null ? '' : String(value));

function movedRow(row: Row): Moved {
  const number = text(row.document_number);
  return {
    lineId: Number(row.id),
    itemId: Number(row.item_id),
    lotId: Number(row.lot_id),
    lotNumber: text(row.number),
    expiresOn: text(row.expires_on),
    at: Number(row.occurred_at),
    kind: text(row.kind),
    documentId: row.document_id === null ? null : Number(row.document_id),
    document: number === '' ? null : { kind: row.document_kind as DocumentKind, number },
    voucher: text(row.voucher) || number,
    deltaBase: Number(row.delta),
    summary: text(row.summary),
    taker: text(row.taker),
    patientRef: text(row.patient_ref),
    person: text(row.person_name),
    second: text(row.second_name),
  };
}

/** The latest movements of the member's controlled goods since an instant, newest first. */
export async function movedSince(db: Db, organisationId: number, since: number, size: number): Promise<Moved[]> {
  return (await db.run<Row>(dayRows, { organisationId, since, size })).map(movedRow);
}

export interface Period {
  organisationId: number;
  itemId: number;
  /** UTC ms; the second is the first instant that is not part of it. */
  since: number;
  until: number;
}

export interface RegisterPage {
  opening: Carried;
  lots: RegisterLot[];
  rows: RegisterRow[];
  cameBase: number;
  wentBase: number;
  more: boolean;
}

/**
 * The register of an item at a member for a period, from the row after the cursor (instant, line id): what was carried
 * forward is what the ledger has now less all that moved since, so that the register can never drift from it.
 */
export async function registerOf(
  db: Db,
  period: Period,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<RegisterPage> {
  const { organisationId, itemId, until } = period;
  const [since, lineId] = page.cursor ?? [period.since, 0];
  const whose = { organisationId, itemId };
  const lots = (await db.run<Row>(lotsOf, whose)).map((row) => ({
    id: Number(row.id),
    number: text(row.number),
    expiresOn: text(row.expires_on),
    onHand: Number(row.on_hand),
  }));
  const after = await db.run<Row>(movedAfter, { ...whose, since, lineId });
  const gone = new Map(after.map((row) => [Number(row.lot_id), Number(row.delta)]));
  const carried = new Map(lots.map((lot) => [lot.id, lot.onHand - (gone.get(lot.id) ?? 0)]));
  const totalBase = [...carried.values()].reduce((sum, base) => sum + base, 0);
  const opening = { totalBase, lots: carried };
  const fetched = await db.run<Row>(rowsOf, { ...whose, since, lineId, until, size: page.size + 1 });
  const rows = await withRemains(db, running(opening, fetched.slice(0, page.size).map(movedRow)));
  const [sums] = await db.run<Row>(totalsOf, { ...whose, since: period.since, until });
  const [cameBase, wentBase] = [Number(sums?.came ?? 0), Number(sums?.went ?? 0)];
  return { opening, lots, rows, cameBase, wentBase, more: fetched.length > page.size };
}
