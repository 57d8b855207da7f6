/** Handovers (交接班): what lies in a store to be counted, one of them with its lines, and the list. */
import { and, asc, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { handover, handoverLine } from '../../db/schema/controlled.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { HandoverState, Shift } from './rules.ts';

export interface LyingLot {
  lotId: number;
  itemId: number;
  name: string;
  detail: string;
  lotNumber: string;
  expiresOn: string;
  onHand: number;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

const lying = statement(
  `select balance.lot_id, balance.item_id, balance.on_hand, lot.number, lot.expires_on, item.code, item.generic_name,
     item.form, item.strength, item.manufacturer, item.pack_size, item.pack_unit, item.base_unit, item.scale
   from balance join lot on lot.id = balance.lot_id join item on item.id = balance.item_id
   where balance.location_id = :storeId and balance.on_hand > 0
   order by item.generic_name, item.code, lot.expires_on, lot.id ${forUpdate === '' ? '' : `${forUpdate} of balance`}`,
);

type Row = Record<string, string | number | null>;

/** Everything that lies in the store, locked where writers overlap: nothing moves while it is handed over. */
export async function lotsInStore(db: Db, storeId: number): Promise<LyingLot[]> {
  return (await db.run<Row>(lying, { storeId })).map((row) => ({
    lotId: Number(row.lot_id),
    itemId: Number(row.item_id),
    name: String(row.generic_name),
    detail: [row.form, row.strength, row.manufacturer, row.code].join(' '),
    lotNumber: String(row.number),
    expiresOn: String(row.expires_on),
    onHand: Number(row.on_hand),
    shape: {
      packSize: Number(row.pack_size),
      packUnit: String(row.pack_unit),
      baseUnit: String(row.base_unit),
      scale: Number(row.scale),
    },
  }));
}

const [giver, receiver] = [alias(person, 'giver'), alias(person, 'receiver')];

export interface HandoverRecord {
  document: DocumentRow;
  handover: typeof handover.$inferSelect;
  place: { id: number; code: string; name: string; shortName: string; path: string };
  store: string;
  from: string;
  to: string;
}

/** The handover of that number; undefined when there is none. */
export async function handoverByNumber(db: Db, number: string): Promise<HandoverRecord | undefined> {
  const [row] = await db
    .select({
      document,
      handover,
      place: {
        id: organisation.id,
        code: organisation.code,
        name: organisation.name,
        shortName: organisation.shortName,
        path: organisation.path,
      },
      store: location.name,
      from: giver.name,
      to: receiver.name,
    })
    .from(handover)
    .innerJoin(document, eq(document.id, handover.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(location, eq(location.id, handover.locationId))
    .innerJoin(giver, eq(giver.id, handover.fromPersonId))
    .innerJoin(receiver, eq(receiver.id, handover.toPersonId))
    .where(eq(document.number, number));
  return row;
}

export interface HandoverLineShown {
  line: typeof handoverLine.$inferSelect;
  item: typeof item.$inferSelect;
  lot: { number: string; expiresOn: string };
  /** What the handover before this one counted of the lot; null when it counted none. */
  previousBase: number | null;
}

const previous = sql<number | null>`(
  select earlier.counted_base from handover_line as earlier
  join handover as before on before.document_id = earlier.handover_id
  where earlier.lot_id = ${handoverLine.lotId} and before.location_id = ${handover.locationId}
    and before.at < ${handover.at} order by before.at desc limit 1)`;

/** Its lots, with what the handover before had counted. */
export async function linesOfHandover(db: Db, handoverId: number): Promise<HandoverLineShown[]> {
  const rows = await db
    .select({
      line: handoverLine,
      item,
      lot: { number: lot.number, expiresOn: lot.expiresOn },
      previousBase: previous,
    })
    .from(handoverLine)
    .innerJoin(handover, eq(handover.documentId, handoverLine.handoverId))
    .innerJoin(item, eq(item.id, handoverLine.itemId))
    .innerJoin(lot, eq(lot.id, handoverLine.lotId))
    .where(eq(handoverLine.handoverId, handoverId))
    .orderBy(asc(item.genericName), asc(item.code), asc(lot.expiresOn), asc(handoverLine.id));
  return rows.map((row) => ({ ...row, previousBase: row.previousBase === null ? null : Number(row.previousBase) }));
}

export interface HandoverFilter {
  state?: HandoverState | undefined;
  /** Part of a number, or words, pinyin or initials of the member. */
  q?: string | undefined;
}

export interface ListedHandover {
  id: number;
  number: string;
  status: HandoverState;
  place: string;
  store: string;
  day: string;
  shift: Shift;
  at: number;
  from: string;
  to: string;
  lots: number;
  differing: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const count = (which: string) =>
  sql<number>`(select count(*) from handover_line where handover_id = ${document.id} and ${sql.raw(which)})`.mapWith(
    Number,
  );

/** Newest first, from after the cursor (instant, id); one more than `size`, for the pager. */
export async function listHandovers(
  db: Db,
  scopePath: string,
  filter: HandoverFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedHandover[]> {
  const { cursor, size } = page;
  const older = cursor && or(lt(handover.at, cursor[0]), and(eq(handover.at, cursor[0]), lt(document.id, cursor[1])));
  const q = filter.q?.trim().toLowerCase() ?? '';
  const named =
    q === ''
      ? undefined
      : or(like(organisation.searchText, plainLike(q)), sql`lower(${document.number}) like ${plainLike(q)}`);
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      place: organisation.shortName,
      store: location.name,
      day: handover.day,
      shift: handover.shift,
      at: handover.at,
      from: giver.name,
      to: receiver.name,
      lots: count('true'),
      differing: count('counted_base <> book_base'),
    })
    .from(handover)
    .innerJoin(document, eq(document.id, handover.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(location, eq(location.id, handover.locationId))
    .innerJoin(giver, eq(giver.id, handover.fromPersonId))
    .innerJoin(receiver, eq(receiver.id, handover.toPersonId))
    .where(
      and(like(organisation.path, `${scopePath}%`), filter.state && eq(document.status, filter.state), named, older),
    )
    .orderBy(desc(handover.at), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as HandoverState }));
}
