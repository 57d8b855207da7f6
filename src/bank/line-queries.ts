/** Lines of bank statements as pages list them, and where books and bank stand. */
import { and, asc, count, desc, eq, gt, inArray, like, lt, min, or, type SQL, sql, sum } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { bankLine, bankStatement } from '../../db/schema/bank.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { payment } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import type { Meaning } from './rules.ts';

const fundSums = statement(
  `select coalesce((select sum(remitted_fen) from fund_duty), 0) as remitted_fen,
     coalesce((select sum(-amount_fen) from bank_line where meaning = 'fund'), 0) as told_fen`,
);

/** Remitted to the revolving fund, and not told by the bank yet, fen. A line that is being decided counts as told. */
export async function fundRoom(db: Db): Promise<number> {
  const [row] = await db.run<{ remitted_fen: number; told_fen: number }>(fundSums, {});
  return Number(row?.remitted_fen ?? 0) - Number(row?.told_fen ?? 0);
}

export interface BankLineRow {
  id: number;
  statementId: number;
  /** Who imported its statement. */
  importedById: number;
  importedBy: string | null;
  lineNumber: number;
  bookedOn: string;
  amountFen: number;
  counterName: string;
  counterAccount: string;
  reference: string;
  memo: string;
  meaning: Meaning | 'unmatched';
  paymentId: number | null;
  /** Number of the run, of a payment. */
  run: string | null;
  organisation: string | null;
  decidedBy: string | null;
  decidedAt: number | null;
  note: string;
}

const importer = alias(person, 'importer');

const COLUMNS = {
  id: bankLine.id,
  statementId: bankLine.statementId,
  importedById: bankStatement.importedBy,
  importedBy: importer.name,
  lineNumber: bankLine.lineNumber,
  bookedOn: bankLine.bookedOn,
  amountFen: bankLine.amountFen,
  counterName: bankLine.counterName,
  counterAccount: bankLine.counterAccount,
  reference: bankLine.reference,
  memo: bankLine.memo,
  meaning: bankLine.meaning,
  paymentId: bankLine.paymentId,
  run: document.number,
  organisation: organisation.shortName,
  decidedBy: person.name,
  decidedAt: bankLine.decidedAt,
  note: bankLine.note,
};

function rowsFrom(db: Db) {
  return db
    .select(COLUMNS)
    .from(bankLine)
    .innerJoin(bankStatement, eq(bankStatement.id, bankLine.statementId))
    .leftJoin(payment, eq(payment.id, bankLine.paymentId))
    .leftJoin(document, eq(document.id, payment.runId))
    .leftJoin(organisation, eq(organisation.id, bankLine.organisationId))
    .leftJoin(person, eq(person.id, bankLine.decidedBy))
    .leftJoin(importer, eq(importer.id, bankStatement.importedBy));
}

const MOST_LINES = 20_000;

/** The lines of a statement in their order: those after a line number, at most so many, or only those named. */
export async function linesOfStatement(
  db: Db,
  statementId: number,
  page: { limit?: number; after?: number | undefined; ids?: readonly number[] } = {},
): Promise<BankLineRow[]> {
  const { limit = MOST_LINES, after = 0, ids } = page;
  const named = ids && inArray(bankLine.id, [...ids]);
  return rowsFrom(db)
    .where(and(eq(bankLine.statementId, statementId), gt(bankLine.lineNumber, after), named))
    .orderBy(asc(bankLine.lineNumber))
    .limit(limit);
}

export interface LineFilter {
  /** Counterparty, memo or number of a run; suppliers and members that are known also by pinyin. */
  q?: string | undefined;
  meaning?: Meaning | 'unmatched' | undefined;
  statement?: number | undefined;
}

/** Whoever stands on the other side, when the program knows that name. */
const knownAs = (pattern: string) => sql`(
  exists (select 1 from party where party.name = ${bankLine.counterName} and party.search_text like ${pattern})
  or exists (select 1 from organisation as other
    where other.name = ${bankLine.counterName} and other.search_text like ${pattern}))`;

function conditionsOf({ q, meaning, statement: statementId }: LineFilter): SQL | undefined {
  const typed = (q ?? '').trim().replace(/[%_\\]/g, '');
  const pattern = `%${typed}%`;
  const written = or(like(bankLine.counterName, pattern), like(bankLine.memo, pattern));
  const known = or(like(document.number, pattern.toUpperCase()), knownAs(pattern.toLowerCase()));
  const own = statementId === undefined ? undefined : eq(bankLine.statementId, statementId);
  return and(meaning && eq(bankLine.meaning, meaning), own, typed === '' ? undefined : or(written, known));
}

/** Lines of all statements, newest first, page by key. */
export async function listLines(
  db: Db,
  filter: LineFilter,
  page: { limit: number; after?: readonly [string, number] | undefined },
): Promise<BankLineRow[]> {
  const { after } = page;
  const later =
    after && or(lt(bankLine.bookedOn, after[0]), and(eq(bankLine.bookedOn, after[0]), lt(bankLine.id, after[1])));
  return rowsFrom(db)
    .where(and(conditionsOf(filter), later))
    .orderBy(desc(bankLine.bookedOn), desc(bankLine.id))
    .limit(page.limit);
}

export async function lineById(db: Db, id: number): Promise<BankLineRow | undefined> {
  const [row] = await rowsFrom(db).where(eq(bankLine.id, id));
  return row;
}

/** Lines without a meaning: how many, and since when. */
export async function unmatchedLines(db: Db): Promise<{ count: number; oldest: string | null }> {
  const [row] = await db
    .select({ count: count(), oldest: min(bankLine.bookedOn) })
    .from(bankLine)
    .where(eq(bankLine.meaning, 'unmatched'));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

export interface StatementRow {
  id: number;
  fileName: string;
  openingFen: number | null;
  closingFen: number | null;
  importedBy: string | null;
  importedById: number;
  importedAt: number;
  lines: number;
  open: number;
}

const statements = statement(
  `select bank_statement.id, bank_statement.file_name, bank_statement.opening_fen, bank_statement.closing_fen,
     bank_statement.imported_at, bank_statement.imported_by as imported_by_id, person.name as imported_by,
     (select count(*) from bank_line where bank_line.statement_id = bank_statement.id) as lines,
     (select count(*) from bank_line where bank_line.statement_id = bank_statement.id
       and bank_line.meaning = 'unmatched') as open
   from bank_statement left join person on person.id = bank_statement.imported_by
   where bank_statement.id < :before order by bank_statement.id desc limit :most`,
);

interface StatementFound {
  id: number;
  file_name: string;
  opening_fen: number | null;
  closing_fen: number | null;
  imported_at: number;
  imported_by: string | null;
  imported_by_id: number;
  lines: number;
  open: number;
}

/** Statements, newest first, before the id `before`. */
export async function listStatements(db: Db, before: number, most: number): Promise<StatementRow[]> {
  const rows = await db.run<StatementFound>(statements, { before, most });
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    openingFen: row.opening_fen,
    closingFen: row.closing_fen,
    importedBy: row.imported_by,
    importedById: row.imported_by_id,
    importedAt: row.imported_at,
    lines: Number(row.lines),
    open: Number(row.open),
  }));
}

export async function statementById(db: Db, id: number): Promise<StatementRow | undefined> {
  const [row] = await listStatements(db, id + 1, 1);
  return row?.id === id ? row : undefined;
}

export interface Reconciliation {
  /** What the first statement began with, and every line since, fen. */
  bankFen: number;
  /** What the last statement itself says at its end; null when it says nothing. */
  closingFen: number | null;
  booksFen: number;
  /** In the bank and not in the books: nobody said what they mean, or set aside. */
  unmatchedFen: number;
  asideFen: number;
  /** In the books and not in the bank: remitted, not told yet. */
  remittedFen: number;
  /** What none of these explains. */
  restFen: number;
}

/** Books and bank, with every item by which they differ named. */
export async function reconcile(db: Db, booksFen: number): Promise<Reconciliation> {
  const [first] = await db.select().from(bankStatement).orderBy(asc(bankStatement.id)).limit(1);
  const [last] = await db.select().from(bankStatement).orderBy(desc(bankStatement.id)).limit(1);
  const sums = await db
    .select({ meaning: bankLine.meaning, fen: sum(bankLine.amountFen) })
    .from(bankLine)
    .where(gt(bankLine.id, 0))
    .groupBy(bankLine.meaning);
  const of = (meaning: string) => Number(sums.find((row) => row.meaning === meaning)?.fen ?? 0);
  const all = sums.reduce((total, row) => total + Number(row.fen), 0);
  const bankFen = (first?.openingFen ?? 0) + all;
  const [unmatchedFen, asideFen, remittedFen] = [of('unmatched'), of('set_aside'), await fundRoom(db)];
  const restFen = booksFen - (bankFen - unmatchedFen - asideFen - remittedFen);
  return { bankFen, closingFen: last?.closingFen ?? null, booksFen, unmatchedFen, asideFen, remittedFen, restFen };
}
