/** Kept previews and answered forms, as the pages of imports read them. */
import { and, asc, count, desc, eq, gte, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { importDraft, importRow } from '../../db/schema/imports.ts';
import { requestKey } from '../../db/schema/users.ts';
import type { DraftRow, ImportKind } from './commands.ts';
import { nextTurn, ROWS_A_TURN } from './pace.ts';

/** A person's own preview of that kind; anyone else's is not there. */
export async function draftOf(db: Db, personId: number, kind: ImportKind, id: number): Promise<DraftRow | undefined> {
  const mine = and(eq(importDraft.id, id), eq(importDraft.personId, personId), eq(importDraft.kind, kind));
  const [row] = await db.select().from(importDraft).where(mine);
  return row;
}

/** All rows of a preview in the order of the sheet: as they were judged when they were kept. */
export async function allRows<Entry>(db: Db, draftId: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const next = and(eq(importRow.draftId, draftId), gte(importRow.position, entries.length));
    const part = await db.select().from(importRow).where(next).orderBy(asc(importRow.position)).limit(ROWS_A_TURN);
    for (const { entry } of part) entries.push(entry as Entry);
    if (part.length < ROWS_A_TURN) return entries;
    await nextTurn();
  }
}

/** Some rows of a preview: of one verdict, or from one row of the sheet. */
export interface RowsWanted {
  draftId: number;
  verdict?: string | undefined;
  row?: number | undefined;
}

function wanted({ draftId, verdict, row }: RowsWanted): SQL | undefined {
  return and(
    eq(importRow.draftId, draftId),
    verdict === undefined ? undefined : eq(importRow.verdict, verdict),
    row === undefined ? undefined : eq(importRow.row, row),
  );
}

export async function rowsOf<Entry>(
  db: Db,
  which: RowsWanted,
  part?: { from: number; size: number },
): Promise<{ position: number; entry: Entry }[]> {
  const all = db.select().from(importRow).where(wanted(which)).orderBy(asc(importRow.position));
  const rows = await (part === undefined ? all : all.limit(part.size).offset(part.from));
  return rows.map(({ position, entry }) => ({ position, entry: entry as Entry }));
}

/** The number of rows by verdict; a verdict that no row has is left out. */
export async function countRows(db: Db, which: RowsWanted): Promise<Map<string, number>> {
  const rows = await db
    .select({ verdict: importRow.verdict, rows: count() })
    .from(importRow)
    .where(wanted(which))
    .groupBy(importRow.verdict);
  return new Map(rows.map(({ verdict, rows: counted }) => [verdict, counted]));
}

/** The last previews of a person, the newest first. */
export async function draftsOf(db: Db, personId: number, kind: ImportKind, limit: number): Promise<DraftRow[]> {
  const mine = and(eq(importDraft.personId, personId), eq(importDraft.kind, kind));
  return db.select().from(importDraft).where(mine).orderBy(desc(importDraft.id)).limit(limit);
}

/** The preview that a form with this key has made, also before the process was started again; undefined when none. */
export async function draftMadeBy(db: Db, personId: number, key: string): Promise<number | undefined> {
  const mine = and(eq(requestKey.key, key), eq(requestKey.personId, personId));
  const [row] = await db.select({ answer: requestKey.answer }).from(requestKey).where(mine);
  if (row === undefined || row.answer === '') return undefined;
  const answer: unknown = JSON.parse(row.answer);
  const id = typeof answer === 'object' && answer !== null && 'draftId' in answer ? Number(answer.draftId) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}
