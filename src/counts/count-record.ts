/** A count with its document, member and lines, for its acts and its pages. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { countLine, stockCount } from '../../db/schema/counts.ts';
import { lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';

export interface CountRow {
  line: typeof countLine.$inferSelect;
  item: typeof item.$inferSelect;
  lot: typeof lot.$inferSelect;
  storeName: string;
}

export interface CountRecord {
  document: DocumentRow;
  count: typeof stockCount.$inferSelect;
  place: typeof organisation.$inferSelect;
}

export interface LoadedCount extends CountRecord {
  lines: CountRow[];
}

/** A count without its lines; undefined when there is none. */
export async function countByNumber(db: Db, number: string): Promise<CountRecord | undefined> {
  const document = await documentByNumber(db, 'count', number);
  if (document === undefined) return undefined;
  const [row] = await db
    .select({ count: stockCount, place: organisation })
    .from(stockCount)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(stockCount.documentId, document.id));
  return row && { document, ...row };
}

/** The lines of a count in their order; of one place of the list, or of one line, when that is asked for. */
export async function countLines(db: Db, countId: number, only: { lineId?: number } = {}): Promise<CountRow[]> {
  return db
    .select({ line: countLine, item, lot, storeName: location.name })
    .from(countLine)
    .innerJoin(item, eq(item.id, countLine.itemId))
    .innerJoin(lot, eq(lot.id, countLine.lotId))
    .innerJoin(location, eq(location.id, countLine.locationId))
    .where(and(eq(countLine.countId, countId), only.lineId === undefined ? undefined : eq(countLine.id, only.lineId)))
    .orderBy(asc(countLine.lineNumber));
}

const lockDocument = statement(`select id from document where id = :id ${forUpdate}`);

/**
 * The count with its lines, its document locked until the transaction ends: what two people report at once is taken
 * one after the other, and nobody reports into a count that is being closed.
 */
export async function lockCount(tx: Tx, number: string): Promise<LoadedCount | undefined> {
  const known = await documentByNumber(tx, 'count', number);
  if (known === undefined) return undefined;
  await tx.run(lockDocument, { id: known.id });
  const record = await countByNumber(tx, number);
  return record && { ...record, lines: await countLines(tx, record.document.id) };
}

/** The next line number of a count. */
export async function nextLineNumber(tx: Tx, countId: number): Promise<number> {
  const last = sql<number>`coalesce(max(${countLine.lineNumber}), 0)`.mapWith(Number);
  const [row] = await tx.select({ last }).from(countLine).where(eq(countLine.countId, countId));
  return (row?.last ?? 0) + 1;
}
