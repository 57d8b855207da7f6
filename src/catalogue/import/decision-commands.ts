/** Answers the questions of a preview: is this row the item it looks like, or one of its own? */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { importDraft } from '../../../db/schema/imports.ts';
import { type Answer, type CommandServices, command } from '../../audit/command.ts';
import type { Actor } from '../../auth/viewer.ts';
import { unwatched } from '../../imports/pace.ts';
import { countRows, rowsOf } from '../../imports/queries.ts';
import { keepRows } from '../../imports/row-commands.ts';
import { dayOf } from '../../kernel/clock.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { datedFor } from './dated.ts';
import { judgeAll } from './judge.ts';
import { entryKey, type MergeAnswer, type PreviewEntry, type PreviewSummary } from './report.ts';
import { byVerdict } from './summary.ts';
import { worldFor } from './world-queries.ts';

export interface Decision {
  draftId: number;
  /** The row; null decides every question that is open. */
  row: number | null;
  answer: MergeAnswer;
}

/**
 * Keeps the answer with the preview, which then shows what it comes to. It may be changed until the import. Refuses
 * another person's preview, one that was imported, and a row that asks nothing.
 */
export function decideImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Decision,
): Promise<Answer<{ decided: number }>> {
  return command(services, actor, { act: 'catalogue.decide_import', key, input }, async (tx, at) => {
    const mine = and(
      eq(importDraft.id, input.draftId),
      eq(importDraft.personId, actor.userId),
      eq(importDraft.kind, 'catalogue'),
    );
    const [draft] = await tx.select().from(importDraft).where(mine);
    if (draft === undefined) return refuse('not_found');
    if (draft.appliedAt !== null) return refuse('import_applied', { at: draft.appliedAt });
    const which = input.row === null ? { verdict: 'asked' } : { row: input.row };
    const found = await rowsOf<PreviewEntry>(tx, { draftId: draft.id, ...which });
    const placed = found.filter(({ entry }) => entry.question !== undefined);
    const asked = placed.map(({ entry }) => entry);
    if (asked.length === 0) return refuse('import_not_asked');
    const kept = draft.summary as PreviewSummary;
    const decided = await decidedAs(tx, asked, kept, input.answer, dayOf(at));
    const rows = placed.map(({ position, entry }) => ({ position, entry: decided.get(entry) ?? entry }));
    await keepRows(tx, draft.id, rows, unwatched);
    const counted = await countRows(tx, { draftId: draft.id });
    const counts = byVerdict((verdict) => counted.get(verdict) ?? 0);
    const answers = { ...kept.answers };
    for (const entry of asked) answers[entryKey(entry)] = input.answer;
    const summary: PreviewSummary = { ...kept, counts, answers };
    const written = await tx
      .update(importDraft)
      .set({ summary })
      .where(and(mine, isNull(importDraft.appliedAt)))
      .returning({ id: importDraft.id });
    if (written.length === 0) return refuse('import_applied', { at });
    const after = { answer: input.answer, rows: asked.map((entry) => entry.row) };
    return ok({ value: { decided: asked.length }, subject: draft.fileName, after });
  });
}

/** The entries as the answer makes them; those that become an item's are judged by that item. */
async function decidedAs(
  tx: Tx,
  asked: readonly PreviewEntry[],
  kept: PreviewSummary,
  answer: MergeAnswer,
  today: string,
): Promise<Map<PreviewEntry, PreviewEntry>> {
  const decided = new Map<PreviewEntry, PreviewEntry>();
  for (const entry of asked) {
    const { question, draft } = entry;
    if (question === undefined || draft === null) continue;
    const base = { ...entry, changes: [], mergedInto: null, itemCode: draft.code, question: { ...question, answer } };
    if (answer === 'new') decided.set(entry, { ...base, verdict: 'new' });
    else if (question.with.kind === 'row') {
      decided.set(entry, { ...base, verdict: 'merged', mergedInto: question.with.row });
    }
  }
  const intoItems = asked.filter((entry) => !decided.has(entry) && entry.draft !== null);
  const codes = intoItems.flatMap(({ question }) => (question?.with.kind === 'item' ? [question.with.code] : []));
  const drafts = intoItems.flatMap((entry) => (entry.draft === null ? [] : [entry.draft]));
  if (drafts.length === 0) return decided;
  const world = await worldFor(tx, { drafts, codes, today, searching: true });
  const answers = Object.fromEntries(intoItems.map((entry) => [entryKey(entry), answer]));
  const { effectiveFrom: day } = kept.dated ?? datedFor(kept.layout, {}, today);
  const judged = await judgeAll(intoItems, { world, day, answers, asks: true }, unwatched);
  for (const [index, entry] of intoItems.entries()) decided.set(entry, judged[index]?.entry ?? entry);
  return decided;
}
