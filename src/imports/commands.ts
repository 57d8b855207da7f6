/** Uploaded sheets between preview and import: read and judged once, applied once, by the person who uploaded them. */
import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { importDraft } from '../../db/schema/imports.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readApart } from '../spreadsheets/apart.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Pace, unwatched } from './pace.ts';
import { inOrder, type KeptEntry, keepRows } from './row-commands.ts';

export type DraftRow = typeof importDraft.$inferSelect;
export type ImportKind = DraftRow['kind'];

export interface Upload {
  fileName: string;
  content: Uint8Array;
}

/** What is kept of an upload: its judged rows, and a summary with the number of rows of each verdict. */
export interface Judged {
  rows: readonly KeptEntry[];
  summary: { counts: Record<string, number> };
}

const LONGEST_FILE_NAME = 200;

/**
 * Reads an upload and keeps what importing it would do; nothing else is touched. Refuses unreadable files. Judging
 * reads what is committed, so that nobody waits for it; the transaction only keeps the outcome.
 */
export async function previewUpload<Parsed>(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  reading: {
    kind: ImportKind;
    act: string;
    /** What else the form said: the same file with other words is another preview. */
    asked?: unknown;
    parse(sheet: Sheet): Result<Parsed> | Promise<Result<Parsed>>;
    judge(db: Db, parsed: Parsed): Promise<Judged>;
  },
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const fileHash = createHash('sha256').update(upload.content).digest('hex');
  const fileName = upload.fileName.slice(-LONGEST_FILE_NAME);
  await pace('reading', 0, 0);
  const sheet = await readApart(upload.content, (done) => pace('reading', done, 0));
  const parsed = sheet.ok ? await reading.parse(sheet.value) : sheet;
  const judged = parsed.ok ? await reading.judge(services.db.read, parsed.value) : undefined;
  const input = { fileName, fileHash, ...(reading.asked !== undefined && { asked: reading.asked }) };
  const request = { act: reading.act, key, input, subject: fileName };
  return command(services, actor, request, async (tx, at) => {
    if (!parsed.ok) return parsed;
    if (judged === undefined) throw new Error('nothing was judged');
    const { rows, summary } = judged;
    const kept = { kind: reading.kind, personId: actor.userId, fileName, fileHash, summary };
    const [draft] = await tx
      .insert(importDraft)
      .values({ ...kept, createdAt: at, appliedAt: null })
      .returning({ id: importDraft.id });
    if (draft === undefined) throw new Error('the preview was not written');
    await keepRows(tx, draft.id, inOrder(rows), pace);
    return ok({ value: { draftId: draft.id }, subject: fileName, after: { fileHash, ...summary.counts } });
  });
}

/**
 * Applies a preview, judged again by what holds now; gives the counts of that judgement.
 * Refuses another person's preview, one that was applied before, and what `write` refuses.
 */
export function applyDraft<J extends Judged>(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  writing: {
    kind: ImportKind;
    act: string;
    /** Writes the good rows; `detail` goes into the audit row. */
    write(
      tx: Tx,
      draft: DraftRow,
      at: number,
      pace: Pace,
    ): Promise<Result<{ judged: J; detail?: Record<string, unknown> }>>;
  },
  pace: Pace = unwatched,
): Promise<Answer<J['summary']['counts']>> {
  return command(services, actor, { act: writing.act, key, input: { draftId } }, async (tx, at, about) => {
    const mine = and(
      eq(importDraft.id, draftId),
      eq(importDraft.personId, actor.userId),
      eq(importDraft.kind, writing.kind),
    );
    const [draft] = await tx.select().from(importDraft).where(mine);
    if (draft === undefined) return refuse('not_found');
    about(draft.fileName);
    const claimed = await tx
      .update(importDraft)
      .set({ appliedAt: at })
      .where(and(mine, isNull(importDraft.appliedAt)))
      .returning({ id: importDraft.id });
    if (claimed.length === 0) return refuse('import_applied', { at: draft.appliedAt });
    const written = await writing.write(tx, draft, at, pace);
    if (!written.ok) return written;
    const { rows, summary } = written.value.judged;
    await keepRows(tx, draftId, inOrder(rows), pace);
    await tx.update(importDraft).set({ summary }).where(eq(importDraft.id, draftId));
    const after = { fileHash: draft.fileHash, ...summary.counts, ...written.value.detail };
    return ok({ value: summary.counts, subject: draft.fileName, after });
  });
}
