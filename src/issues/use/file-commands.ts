/** Files of use between upload and posting: read and judged once, judged again when something was mended. */
import { createHash } from 'node:crypto';
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/database.ts';
import { useFile, useMapping } from '../../../db/schema/issues.ts';
import { type Answer, type CommandServices, command } from '../../audit/command.ts';
import { may, refuseWithout } from '../../auth/roles.ts';
import type { Actor } from '../../auth/viewer.ts';
import { inTurns } from '../../imports/pace.ts';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { readApart } from '../../spreadsheets/apart.ts';
import { headingsOf, openUse, type UseColumns } from './columns.ts';
import { inPaperOrder, type ReadRow, type UseEntry, UseReader } from './entry.ts';
import { judgeRow, type Verdict } from './judge.ts';
import * as sql from './use-statements.ts';
import { useWorld } from './world-queries.ts';

export type UseFileRow = typeof useFile.$inferSelect;

const LONGEST_FILE_NAME = 200;
const ROWS_KEPT_AT_ONCE = 1000;

export interface UseUpload {
  fileName: string;
  content: Uint8Array;
  /** Heading of each field; empty ones are recognised by their usual names. */
  columns: UseColumns;
  unit: 'pack' | 'base';
}

/** The mapping that a member's file was read with last. */
export async function mappingOf(db: Db, organisationId: number): Promise<typeof useMapping.$inferSelect | undefined> {
  const [row] = await db.select().from(useMapping).where(eq(useMapping.organisationId, organisationId));
  return row;
}

async function keepMapping(tx: Tx, actor: Actor, at: number, upload: UseUpload): Promise<number> {
  const { columns, unit } = upload;
  const said = Object.fromEntries(Object.entries(columns).filter(([, title]) => title !== ''));
  const changed = { columns: said, unit, changedBy: actor.userId, changedAt: at };
  const [row] = await tx
    .insert(useMapping)
    .values({ organisationId: actor.organisationId, name: '', ...changed })
    .onConflictDoUpdate({ target: [useMapping.organisationId, useMapping.name], set: changed })
    .returning({ id: useMapping.id });
  if (row === undefined) throw new Error('the mapping was not kept');
  return row.id;
}

interface JudgedRow extends ReadRow {
  verdict: Verdict;
}

async function keepRows(tx: Tx, fileId: number, organisationId: number, rows: readonly JudgedRow[]): Promise<void> {
  let position = 0;
  for (let from = 0; from < rows.length; from += ROWS_KEPT_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_KEPT_AT_ONCE).map((row) => {
      const { identity, verdict, entry } = row;
      const kept = { position, sheet_row: row.row, verdict, identity, entry: JSON.stringify(entry) };
      position += 1;
      return kept;
    });
    await tx.run(sql.addRows, { fileId, organisationId, rows: part });
  }
}

/** The same identity twice in one file is one row and a repetition. */
function judgeAll(rows: readonly ReadRow[], world: Parameters<typeof judgeRow>[2]): JudgedRow[] {
  const first = new Set<string>();
  return inPaperOrder(rows).map((row) => {
    const judged = judgeRow(row.identity, row.entry, world);
    if (first.has(row.identity)) return { ...row, ...judged, verdict: 'repeated' };
    first.add(row.identity);
    return { ...row, ...judged };
  });
}

/** Of a file whose columns nobody knows: its headings travel with the refusal, for the person to choose among. */
export const HEADINGS_APART = '\u001f';

function refuseHeadings(refusal: Refusal, headings: readonly string[]): Refusal {
  if (refusal.reason !== 'spreadsheet_columns_missing') return refusal;
  return { ...refusal, detail: { ...refusal.detail, headings: headings.join(HEADINGS_APART) } };
}

async function readUse(upload: UseUpload, now: number): Promise<Result<ReadRow[]>> {
  const sheet = await readApart(upload.content, async () => undefined);
  if (!sheet.ok) return sheet;
  const table = openUse(sheet.value, upload.columns);
  if (!table.ok) return refuseHeadings(table, headingsOf(sheet.value));
  const reader = new UseReader(now);
  const rows: ReadRow[] = [];
  const indexes = Array.from({ length: table.value.count }, (_, index) => index);
  await inTurns(indexes, (part) => {
    for (const index of part) rows.push(reader.read(table.value.row(index)));
  });
  return ok(rows);
}

/**
 * Reads a file and keeps what posting it would do; no stock moves. Refuses unreadable files, columns nobody knows (the
 * refusal's `headings` are those of the file), and a file that was taken before (`use_file_known`, with its number).
 */
export async function takeFile(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: UseUpload,
): Promise<Answer<{ fileId: number }>> {
  const sha256 = createHash('sha256').update(upload.content).digest('hex');
  const fileName = upload.fileName.slice(-LONGEST_FILE_NAME);
  const { organisationId } = actor;
  const now = services.clock.now();
  const known = await fileBySha(services.db.read, organisationId, sha256);
  const read = known === undefined ? await readUse(upload, now) : ok([]);
  const about = { organisationId, unit: upload.unit, now };
  const rows = read.ok ? judgeAll(read.value, await useWorld(services.db.read, about, read.value)) : [];
  const input = { fileName, sha256, columns: upload.columns, unit: upload.unit };
  return command(services, actor, { act: 'issue.take_file', key, input, subject: fileName }, async (tx, at) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const taken = await fileBySha(tx, organisationId, sha256);
    if (taken !== undefined) return refuse('use_file_known', { file: taken.id, name: taken.fileName }, 'file');
    if (!read.ok) return read;
    const mappingId = await keepMapping(tx, actor, at, upload);
    const days = rows
      .map((row) => row.entry.day)
      .filter((day) => day !== '')
      .sort();
    const [file] = await tx
      .insert(useFile)
      .values({
        organisationId,
        fileName,
        sha256,
        mappingId,
        status: 'judged',
        rows: rows.length,
        firstDay: days[0] ?? '',
        lastDay: days.at(-1) ?? '',
        importedBy: actor.userId,
        importedAt: at,
      })
      .returning({ id: useFile.id });
    if (file === undefined) throw new Error('the file was not kept');
    await keepRows(tx, file.id, organisationId, rows);
    return ok({ value: { fileId: file.id }, subject: fileName, after: { sha256, rows: rows.length } });
  });
}

async function fileBySha(db: Db, organisationId: number, sha256: string): Promise<UseFileRow | undefined> {
  const same = and(eq(useFile.organisationId, organisationId), eq(useFile.sha256, sha256));
  const [row] = await db
    .select()
    .from(useFile)
    .where(and(same, ne(useFile.status, 'given_up')));
  return row;
}

/** The actor's own member's file. */
export async function ownFile(
  db: Db,
  actor: Pick<Actor, 'organisationId'>,
  id: number,
): Promise<UseFileRow | undefined> {
  const mine = and(eq(useFile.id, id), eq(useFile.organisationId, actor.organisationId));
  const [row] = await db.select().from(useFile).where(mine);
  return row;
}

interface OpenRow {
  position: number;
  identity: string;
  entry: string | UseEntry;
}

export const entryOf = (kept: string | UseEntry): UseEntry => (typeof kept === 'string' ? JSON.parse(kept) : kept);

/** Judges again every row that is not through, by what is known now. */
export async function judgeAgain(tx: Tx, file: UseFileRow, now: number): Promise<void> {
  const mapping = await mappingOf(tx, file.organisationId);
  const about = { organisationId: file.organisationId, unit: mapping?.unit ?? ('base' as const), now };
  for (let position = 0; ; ) {
    const size = ROWS_KEPT_AT_ONCE;
    const rows = await tx.run<OpenRow>(sql.openRows, { fileId: file.id, position, size });
    const open = rows.map((row) => ({ ...row, entry: entryOf(row.entry) }));
    const world = await useWorld(tx, about, open);
    const judged = open.map((row) => {
      const { verdict, entry } = judgeRow(row.identity, row.entry, world);
      return { file_id: file.id, position: row.position, verdict, entry: JSON.stringify(entry) };
    });
    if (judged.length > 0) await tx.run(sql.judgeRows, { rows: judged });
    if (rows.length < size) return;
    position = (rows.at(-1)?.position ?? position) + 1;
  }
}

/** Judges the rows that were left behind once more, and opens the file for posting. Refuses one that was given up. */
export function retryFile(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  fileId: number,
): Promise<Answer<{ fileId: number }>> {
  return command(services, actor, { act: 'issue.retry_file', key, input: { fileId } }, async (tx, at) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const file = await ownFile(tx, actor, fileId);
    if (file === undefined) return refuse('not_found');
    const open = inArray(useFile.status, ['judged', 'done']);
    const again = await tx
      .update(useFile)
      .set({ status: 'judged', nextPosition: 0, endedAt: null })
      .where(and(eq(useFile.id, fileId), open))
      .returning({ id: useFile.id });
    if (again.length === 0) return refuse('use_file_state', { status: file.status });
    await judgeAgain(tx, file, at);
    return ok({ value: { fileId }, subject: file.fileName });
  });
}

/** Gives a file up: what was posted stays, the rest never is. Refuses one that is being posted. */
export function giveUpFile(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  fileId: number,
): Promise<Answer<{ fileId: number }>> {
  return command(services, actor, { act: 'issue.give_up_file', key, input: { fileId } }, async (tx, at) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const file = await ownFile(tx, actor, fileId);
    if (file === undefined) return refuse('not_found');
    const idle = inArray(useFile.status, ['judged', 'done']);
    const ended = await tx
      .update(useFile)
      .set({ status: 'given_up', endedAt: at })
      .where(and(eq(useFile.id, fileId), idle))
      .returning({ id: useFile.id });
    if (ended.length === 0) return refuse('use_file_state', { status: file.status });
    return ok({ value: { fileId }, subject: file.fileName, after: { postedRows: file.postedRows } });
  });
}
