/** A return with its document, place and lines; the versions of a month; what was reported before it. */
import { and, asc, desc, eq, inArray, lt, ne } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { monitoringLine, monitoringReturn } from '../../db/schema/monitoring.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { ReturnState } from './rules.ts';

export type LineRow = typeof monitoringLine.$inferSelect;

export interface LoadedReturn {
  document: DocumentRow;
  paper: typeof monitoringReturn.$inferSelect;
  place: typeof organisation.$inferSelect;
  lines: LineRow[];
}

/** The return of that number; undefined when there is none. */
export async function returnByNumber(db: Db, number: string): Promise<LoadedReturn | undefined> {
  const [row] = await db
    .select({ document, paper: monitoringReturn, place: organisation })
    .from(monitoringReturn)
    .innerJoin(document, eq(document.id, monitoringReturn.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const lines = await db
    .select()
    .from(monitoringLine)
    .where(eq(monitoringLine.returnId, row.document.id))
    .orderBy(asc(monitoringLine.lineNumber));
  return { ...row, lines };
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);
const lockPlace = statement(`select id from organisation where id = :id ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockReturn(tx: Tx, number: string): Promise<LoadedReturn | undefined> {
  await tx.run(lockDocument, { number });
  return returnByNumber(tx, number);
}

/** Lets those who prepare, correct or file a return of the institution go one after the other. */
export async function lockMonths(tx: Tx, organisationId: number): Promise<void> {
  await tx.run(lockPlace, { id: organisationId });
}

export interface VersionRow {
  id: number;
  number: string;
  version: number;
  status: ReturnState;
  month: string;
  replacesId: number | null;
  reason: string;
}

const VERSION = {
  id: document.id,
  number: document.number,
  version: monitoringReturn.version,
  status: document.status,
  month: monitoringReturn.month,
  replacesId: monitoringReturn.replacesId,
  reason: monitoringReturn.reason,
};

/** Every version of a month, the newest first. */
export async function versionsOf(db: Db, organisationId: number, month: string): Promise<VersionRow[]> {
  const rows = await db
    .select(VERSION)
    .from(monitoringReturn)
    .innerJoin(document, eq(document.id, monitoringReturn.documentId))
    .where(and(eq(monitoringReturn.organisationId, organisationId), eq(monitoringReturn.month, month)))
    .orderBy(desc(monitoringReturn.version));
  return rows.map((row) => ({ ...row, status: row.status as ReturnState }));
}

/** Every version of the institution that was not given up, the newest month first: twelve to a year. */
export async function knownReturns(db: Db, organisationId: number): Promise<VersionRow[]> {
  const rows = await db
    .select(VERSION)
    .from(monitoringReturn)
    .innerJoin(document, eq(document.id, monitoringReturn.documentId))
    .where(and(eq(monitoringReturn.organisationId, organisationId), ne(document.status, 'cancelled')))
    .orderBy(desc(monitoringReturn.month), desc(monitoringReturn.version));
  return rows.map((row) => ({ ...row, status: row.status as ReturnState }));
}

/** What the last return before `month` that was reported and holds said was short. */
export async function reportedBefore(
  db: Db,
  organisationId: number,
  month: string,
): Promise<{ itemId: number; name: string }[]> {
  const [last] = await db
    .select({ id: document.id })
    .from(monitoringReturn)
    .innerJoin(document, and(eq(document.id, monitoringReturn.documentId), eq(document.status, 'reported')))
    .where(and(eq(monitoringReturn.organisationId, organisationId), lt(monitoringReturn.month, month)))
    .orderBy(desc(monitoringReturn.month), desc(monitoringReturn.version))
    .limit(1);
  if (last === undefined) return [];
  return db
    .select({ itemId: monitoringLine.itemId, name: monitoringLine.genericName })
    .from(monitoringLine)
    .where(eq(monitoringLine.returnId, last.id))
    .orderBy(asc(monitoringLine.lineNumber));
}

/** The number of another return that carries this receipt; undefined when none does. */
export async function withReceipt(db: Db, receiptNumber: string): Promise<string | undefined> {
  const [row] = await db
    .select({ number: document.number })
    .from(monitoringReturn)
    .innerJoin(document, eq(document.id, monitoringReturn.documentId))
    .where(inArray(monitoringReturn.receiptNumber, [receiptNumber]));
  return row?.number;
}
