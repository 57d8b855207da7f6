/** Acts on the formulary: preview an upload, import what is good in it, import drafts that a seed has made. */
import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { importDraft } from '../../db/schema/imports.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { compareEntries, countVerdicts, summarise } from './import/compare.ts';
import { parseUpload } from './import/parse.ts';
import type { ParsedEntry, PreviewEntry, PreviewSummary, Verdict } from './import/report.ts';
import type { ItemDraft } from './item.ts';
import { addItems, changeItems } from './item-commands.ts';
import { knownFor } from './item-queries.ts';

export interface Upload {
  fileName: string;
  content: Uint8Array;
}

export type ImportCounts = Record<Verdict, number>;

const LONGEST_FILE_NAME = 200;

/** Reads an upload and keeps what importing it would do; the formulary is not touched. Refuses unreadable files. */
export async function previewFormularyImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
): Promise<Answer<{ draftId: number }>> {
  const fileHash = createHash('sha256').update(upload.content).digest('hex');
  const fileName = upload.fileName.slice(-LONGEST_FILE_NAME);
  const sheet = await readSpreadsheet(upload.content);
  const parsed = sheet.ok ? parseUpload(sheet.value) : sheet;
  const request = { act: 'formulary.preview', key, input: { fileName, fileHash } };
  return command(services, actor, request, async (tx, at) => {
    if (!parsed.ok) return parsed;
    const rows = compareEntries(parsed.value.entries, await knownFor(tx, draftsOf(parsed.value.entries)));
    const summary = summarise(parsed.value, rows);
    const kept = { kind: 'formulary' as const, personId: actor.userId, fileName, fileHash, rows, summary };
    const [draft] = await tx
      .insert(importDraft)
      .values({ ...kept, createdAt: at, appliedAt: null })
      .returning({ id: importDraft.id });
    if (draft === undefined) throw new Error('the preview was not written');
    return ok({ value: { draftId: draft.id }, subject: fileName, after: { fileHash, ...summary.counts } });
  });
}

/**
 * Imports the rows of a preview that are new or changed, judged again by what the formulary is now.
 * Refuses another person's preview and one that was imported before.
 */
export async function applyFormularyImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
): Promise<Answer<ImportCounts>> {
  return command(services, actor, { act: 'formulary.import', key, input: { draftId } }, async (tx, at) => {
    const mine = and(
      eq(importDraft.id, draftId),
      eq(importDraft.personId, actor.userId),
      eq(importDraft.kind, 'formulary'),
    );
    const [draft] = await tx.select().from(importDraft).where(mine);
    if (draft === undefined) return refuse('not_found');
    const claimed = await tx
      .update(importDraft)
      .set({ appliedAt: at })
      .where(and(mine, isNull(importDraft.appliedAt)))
      .returning({ id: importDraft.id });
    if (claimed.length === 0) return refuse('import_applied', { at: draft.appliedAt });
    const written = await write(tx, draft.rows as PreviewEntry[], at);
    if (!written.ok) return written;
    const entries = written.value;
    const counts = countVerdicts(entries);
    const summary = { ...(draft.summary as PreviewSummary), counts };
    await tx.update(importDraft).set({ rows: entries, summary }).where(eq(importDraft.id, draftId));
    return ok({ value: counts, subject: draft.fileName, after: { fileHash: draft.fileHash, ...counts } });
  });
}

/** Imports drafts that did not come from a file: seeds. Refuses them all when one may not be imported. */
export async function importItems(
  services: CommandServices,
  actor: Actor,
  drafts: readonly ItemDraft[],
): Promise<Answer<ImportCounts>> {
  const input = { items: drafts.length };
  return command(services, actor, { act: 'formulary.import', key: null, input }, async (tx, at) => {
    const given = drafts.map((draft, index) => ({
      row: index + 1,
      source: draft.genericName,
      draft,
      problems: [],
      mergedInto: null,
    }));
    const written = await write(tx, given, at);
    if (!written.ok) return written;
    const entries = written.value;
    const refused = entries.find((entry) => entry.verdict === 'refused');
    const why = refused?.problems[0];
    if (why !== undefined) return refuse(why.reason, why.detail);
    const counts = countVerdicts(entries);
    return ok({ value: counts, subject: 'items', after: counts });
  });
}

/** Writes what is new or changed; answers with the entries as they were judged, new ones with their codes. */
async function write(tx: Tx, given: readonly ParsedEntry[], at: number): Promise<Result<PreviewEntry[]>> {
  const known = await knownFor(tx, draftsOf(given));
  const entries = compareEntries(given.map(parsedPart), known);
  const fresh = entries.filter((entry) => entry.verdict === 'new');
  const codes = await addItems(tx, draftsOf(fresh), at);
  if (!codes.ok) return codes;
  for (const [index, entry] of fresh.entries()) entry.itemCode = codes.value[index] ?? null;
  const changed = entries.filter((entry) => entry.verdict === 'changed');
  await changeItems(tx, draftsOf(changed), known, at);
  return ok(entries);
}

/** A stored preview without its old judgement: a refusal by an earlier state of the formulary must not stick. */
function parsedPart(entry: ParsedEntry): ParsedEntry {
  const problems = entry.problems.filter((each) => each.reason !== 'item_unit_fixed');
  return { row: entry.row, source: entry.source, draft: entry.draft, problems, mergedInto: entry.mergedInto };
}

function draftsOf(entries: readonly ParsedEntry[]): ItemDraft[] {
  return entries.flatMap((entry) => (entry.draft === null ? [] : [entry.draft]));
}
