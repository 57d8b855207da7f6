/** Taking a supplier's list of boxes: preview first, then the good rows; and taking one box out again. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/database.ts';
import { tracePack } from '../../../db/schema/tracing.ts';
import { lockTable, rowset, statement } from '../../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../../audit/command.ts';
import { may, refuseWithout } from '../../auth/roles.ts';
import type { Actor } from '../../auth/viewer.ts';
import { chunked } from '../../catalogue/item-queries.ts';
import { applyDraft, type DraftRow, previewUpload, type Upload } from '../../imports/commands.ts';
import { type Pace, unwatched } from '../../imports/pace.ts';
import { allRows, draftOf } from '../../imports/queries.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { outerOf } from '../capture-statements.ts';
import { judgePacks, type PackEntry, type PackSummary, type ParsedPacks, parsePacks, summarisePacks } from './judge.ts';

/** Two lists that were judged at once could close a circle between them: they take turns. */
const takeTurn = statement(lockTable('trace_pack', 'exclusive'));

const usedInside = statement(
  `select scan.id from ${rowset('codes', { code: 'text' })} as given join trace_scan as scan on scan.code = given.code
   where scan.outer_code = :outer limit 1`,
);

const MOST_LEVELS = 8;

/** Everything around the codes of the rows, level by level outwards. */
async function knownAround(db: Db, entries: readonly PackEntry[]): Promise<Map<string, string>> {
  const around = new Map<string, string>();
  let asked = [...new Set(entries.flatMap((entry) => [entry.inner, entry.outer]))].filter((code) => code !== '');
  for (let level = 0; level < MOST_LEVELS && asked.length > 0; level += 1) {
    const next: string[] = [];
    for (const part of chunked(asked)) {
      const codes = part.map((code) => ({ code }));
      for (const row of await db.run<{ inner_code: string; outer_code: string }>(outerOf, { codes })) {
        around.set(row.inner_code, row.outer_code);
        next.push(row.outer_code);
      }
    }
    asked = [...new Set(next)].filter((code) => !around.has(code));
  }
  return around;
}

/** Reads a list and keeps what importing it would do. Refuses files that cannot be read. */
export function previewPacks(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const reading = {
    kind: 'trace_packs' as const,
    act: 'trace.preview_packs',
    parse: (sheet: Sheet) => parsePacks(sheet),
    judge: async (db: Db, parsed: ParsedPacks) => {
      const rows = judgePacks(parsed.entries, await knownAround(db, parsed.entries));
      return { rows, summary: summarisePacks(parsed, rows) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

/** Keeps the good rows of a preview, judged again by what is known now. Refuses what `applyDraft` refuses. */
export function applyPacks(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<PackSummary['counts']>> {
  const writing = {
    kind: 'trace_packs' as const,
    act: 'trace.import_packs',
    write: async (tx: Tx, draft: DraftRow, at: number) => {
      if (!may(actor.roles, 'receipt.inspect')) return refuseWithout('receipt.inspect');
      await tx.run(takeTurn, {});
      const kept = await allRows<PackEntry>(tx, draftId);
      const rows = judgePacks(kept, await knownAround(tx, kept));
      const made = { source: draft.fileName, recordedBy: actor.userId, recordedAt: at };
      const fresh = rows.filter((row) => row.verdict === 'new');
      for (const part of chunked(fresh)) {
        await tx
          .insert(tracePack)
          .values(part.map(({ inner, outer }) => ({ innerCode: inner, outerCode: outer, ...made })));
      }
      const summary = summarisePacks(draft.summary as PackSummary, rows);
      return ok({ judged: { rows, summary } });
    },
  };
  return applyDraft(services, actor, key, draftId, writing, pace);
}

export interface PackPreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: PackSummary;
}

/** A person's own preview. */
export async function packPreview(db: Db, personId: number, id: number): Promise<PackPreview | undefined> {
  const row = await draftOf(db, personId, 'trace_packs', id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as PackSummary };
}

/** Forgets what a box holds, when the list was wrong. Refuses a box that scans were expanded by, and no reason. */
export function removeBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { outer: string; reason: string },
): Promise<Answer<{ packs: number }>> {
  const request = { act: 'trace.remove_box', key, input, subject: input.outer };
  return command(services, actor, request, async (tx) => {
    if (!may(actor.roles, 'receipt.inspect')) return refuseWithout('receipt.inspect');
    if (input.reason.trim() === '') return refuse('reason_missing', {}, 'reason');
    await tx.run(takeTurn, {});
    const held = await tx.select().from(tracePack).where(eq(tracePack.outerCode, input.outer));
    if (held.length === 0) return refuse('trace_box_unknown', { code: input.outer });
    const codes = held.map((row) => ({ code: row.innerCode }));
    const used = await tx.run(usedInside, { codes, outer: input.outer });
    if (used.length > 0) return refuse('trace_box_used', { code: input.outer });
    await tx.delete(tracePack).where(eq(tracePack.outerCode, input.outer));
    const before = { packs: held.length, source: held[0]?.source ?? '' };
    return ok({ value: { packs: held.length }, subject: input.outer, before, after: { reason: input.reason } });
  });
}
