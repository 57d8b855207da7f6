/** One shortage with its document, as commands and pages begin from it. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';

export type ShortageRow = typeof shortage.$inferSelect;
export type ItemRow = typeof item.$inferSelect;

export interface ShortageRecord {
  document: typeof document.$inferSelect;
  shortage: ShortageRow;
  organisation: typeof organisation.$inferSelect;
  /** Null for a wish outside the catalogue. */
  item: ItemRow | null;
}

const documents = wholeRow(document, 'document');
const shortages = wholeRow(shortage, 'shortage');
const organisations = wholeRow(organisation, 'organisation');
const items = wholeRow(item, 'item');

const RECORDS = `select ${documents.columns}, ${shortages.columns}, ${organisations.columns}, ${items.columns}
  from document
  join shortage on shortage.document_id = document.id
  join organisation on organisation.id = shortage.organisation_id
  left join item on item.id = shortage.item_id`;

/** The scope meets its wildcard here: a bare parameter behind `like` makes SQLite plan the statement at every call. */
const NUMBERED = `${RECORDS} where document.number = :number and organisation.path like :scope || '%'`;
const byNumber = statement(NUMBERED);
const lockNumbered = statement(forUpdate === '' ? NUMBERED : `${NUMBERED} ${forUpdate} of document`);
const byNumbers = statement(
  `${RECORDS} where document.number in (select number from ${rowset('numbers', { number: 'text' })} as given)
     and organisation.path like :scope || '%'`,
);
const byIds = statement(`${RECORDS} where document.id in (select id from ${rowset('ids', { id: 'int' })} as given)`);

function recordOf(row: Record<string, unknown>): ShortageRecord {
  return {
    document: documents.read(row),
    shortage: shortages.read(row),
    organisation: organisations.read(row),
    item: items.readJoined(row),
  };
}

/** The shortage of that number when the asker's scope covers its organisation; otherwise nothing. */
export async function shortageByNumber(db: Db, number: string, scopePath: string): Promise<ShortageRecord | undefined> {
  const [row] = await db.run<Record<string, unknown>>(byNumber, { number, scope: scopePath });
  return row === undefined ? undefined : recordOf(row);
}

/** The same for an act that reads more before it leads the request on: nobody else does so until it ends. */
export async function lockShortage(tx: Tx, number: string, scopePath: string): Promise<ShortageRecord | undefined> {
  const [row] = await tx.run<Record<string, unknown>>(lockNumbered, { number, scope: scopePath });
  return row === undefined ? undefined : recordOf(row);
}

/** The shortages of these documents, in the given order. */
export async function shortagesByIds(db: Db, ids: readonly number[]): Promise<ShortageRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db.run<Record<string, unknown>>(byIds, { ids: ids.map((id) => ({ id })) });
  const records = new Map(rows.map(recordOf).map((record) => [record.document.id, record]));
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** The shortages of these numbers within the scope, in the given order; unknown ones are left out. */
export async function shortagesByNumbers(
  db: Db,
  numbers: readonly string[],
  scopePath: string,
): Promise<ShortageRecord[]> {
  if (numbers.length === 0) return [];
  const given = { numbers: numbers.map((number) => ({ number })), scope: scopePath };
  const rows = await db.run<Record<string, unknown>>(byNumbers, given);
  const records = new Map(rows.map(recordOf).map((record) => [record.document.number, record]));
  return numbers.flatMap((number) => records.get(number) ?? []);
}

/** The catalogue item of that code. */
export async function itemByCode(db: Db, code: string): Promise<ItemRow | undefined> {
  const [row] = await db.select().from(item).where(eq(item.code, code));
  return row;
}
