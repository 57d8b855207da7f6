/** Posting a file of use, part by part: each part is one transaction, so that a run that was cut short goes on. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { useFile } from '../../../db/schema/issues.ts';
import { type Answer, type CommandServices, command, type Done } from '../../audit/command.ts';
import { may, refuseWithout } from '../../auth/roles.ts';
import type { Actor } from '../../auth/viewer.ts';
import { type Pace, unwatched } from '../../imports/pace.ts';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { paperKey, type UseEntry } from './entry.ts';
import { entryOf, ownFile, type UseFileRow } from './file-commands.ts';
import { postRows, type ReadyRow, type Settled } from './paper-commands.ts';
import * as sql from './use-statements.ts';

/** Rows of one transaction: others wait for it about as long as for a page. */
export const PART_ROWS = 1000;

/** Begins to post a file. Refuses one that is being posted, is through, or was given up. */
export function startFile(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  fileId: number,
): Promise<Answer<{ fileId: number }>> {
  return command(services, actor, { act: 'issue.start_file', key, input: { fileId } }, async (tx) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const file = await ownFile(tx, actor, fileId);
    if (file === undefined) return refuse('not_found');
    const begun = await tx
      .update(useFile)
      .set({ status: 'posting' })
      .where(and(eq(useFile.id, fileId), eq(useFile.status, 'judged')))
      .returning({ id: useFile.id });
    if (begun.length === 0) return refuse('use_file_state', { status: file.status });
    return ok({ value: { fileId }, subject: file.fileName });
  });
}

/** The next rows, cut where a paper ends, so that one prescription is one paper. */
async function nextRows(tx: Tx, file: UseFileRow): Promise<ReadyRow[]> {
  const asked = { fileId: file.id, position: file.nextPosition, size: PART_ROWS + 1 };
  const rows = (await tx.run<ReadyRow>(sql.readyRows, asked)).map((row) => ({ ...row, entry: entryOf(row.entry) }));
  if (rows.length <= PART_ROWS) return rows;
  const part = rows.slice(0, PART_ROWS);
  const next = rows[PART_ROWS];
  const last = next === undefined ? '' : paperKey(next.entry);
  const whole = part.filter((row) => paperKey(row.entry) !== last);
  return whole.length === 0 ? part : whole;
}

async function keepSettled(tx: Tx, fileId: number, settled: readonly Settled[]): Promise<void> {
  const rows = settled.map(({ position, verdict, documentId }) => ({
    file_id: fileId,
    position,
    verdict,
    document_id: documentId,
  }));
  if (rows.length > 0) await tx.run(sql.settleRows, { rows });
  const left = settled.flatMap(({ position, verdict, entry }) =>
    entry === undefined ? [] : [{ file_id: fileId, position, verdict, entry: JSON.stringify(entry) }],
  );
  if (left.length > 0) await tx.run(sql.judgeRows, { rows: left });
}

type Posting = Promise<Result<Done<{ done: boolean; posted: number }>>>;

/**
 * Posts the next part: one transaction, one audit row. Gives whether the file is through. Refuses a file that is not
 * being posted, and a part of which the ledger refuses a paper (`use_paper_refused`, with its rows).
 */
export function postPart(
  services: CommandServices,
  actor: Actor,
  fileId: number,
): Promise<Answer<{ done: boolean; posted: number }>> {
  return command(services, actor, { act: 'issue.post_part', key: null, input: { fileId } }, async (tx, at): Posting => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    await tx.run(sql.takeTurn, { organisationId: actor.organisationId });
    const file = await ownFile(tx, actor, fileId);
    if (file === undefined) return refuse('not_found');
    if (file.status !== 'posting') return refuse('use_file_state', { status: file.status });
    const rows = await nextRows(tx, file);
    const mine = and(eq(useFile.id, fileId), eq(useFile.nextPosition, file.nextPosition));
    if (rows.length === 0) {
      await tx.update(useFile).set({ status: 'done', nextPosition: file.rows, endedAt: at }).where(mine);
      return ok({ value: { done: true, posted: 0 }, subject: file.fileName, after: { postedRows: file.postedRows } });
    }
    const settled = await postRows(tx, actor, at, file, rows);
    if (!settled.ok) return settled;
    await keepSettled(tx, fileId, settled.value);
    const posted = settled.value.filter((row) => row.verdict === 'posted').length;
    const nextPosition = (rows.at(-1)?.position ?? file.nextPosition) + 1;
    await tx
      .update(useFile)
      .set({ nextPosition, postedRows: file.postedRows + posted })
      .where(mine);
    return ok({ value: { done: false, posted }, subject: file.fileName, after: { rows: rows.length, posted } });
  });
}

/** Sets rows aside that the ledger refused, with what it said, so that the rest of their part can go. */
function setAside(
  services: CommandServices,
  actor: Actor,
  fileId: number,
  refusal: Refusal,
): Promise<Answer<{ rows: number }>> {
  const { positions, why, facts } = refusal.detail;
  const wanted = new Set(String(positions).split(',').map(Number));
  const act = { act: 'issue.set_aside', key: null, input: { fileId, positions, why } };
  return command(services, actor, act, async (tx) => {
    const file = await ownFile(tx, actor, fileId);
    if (file === undefined) return refuse('not_found');
    const first = Math.min(...wanted);
    const asked = { fileId, position: first, size: Math.max(...wanted) - first + 1 };
    const rows = (await tx.run<ReadyRow>(sql.readyRows, asked)).filter((row) => wanted.has(row.position));
    const kept = rows.map((row) => {
      const detail = { ...(JSON.parse(String(facts)) as UseEntry['detail']), why: String(why) };
      return {
        file_id: fileId,
        position: row.position,
        verdict: 'refused',
        entry: JSON.stringify({ ...entryOf(row.entry), detail }),
      };
    });
    if (kept.length > 0) await tx.run(sql.judgeRows, { rows: kept });
    return ok({ value: { rows: kept.length }, subject: file.fileName });
  });
}

/**
 * Posts a file to its end, part by part, and tells how far it is. Whoever calls it again after it was cut short goes on
 * where it stopped. Refuses what a part refuses for another reason than its rows.
 */
export async function postFile(
  services: CommandServices,
  actor: Actor,
  fileId: number,
  pace: Pace = unwatched,
): Promise<Answer<{ posted: number }>> {
  for (let posted = 0; ; ) {
    await pace('writing', posted, 0);
    const part = await postPart(services, actor, fileId);
    if (!part.ok && part.reason === 'use_paper_refused') {
      const aside = await setAside(services, actor, fileId, part);
      if (!aside.ok) return aside;
      if (aside.value.rows === 0) return part;
      continue;
    }
    if (!part.ok) return part;
    posted += part.value.posted;
    if (part.value.done) return { ok: true, value: { posted }, repeated: false };
  }
}
