/** Acts on the catalogue: preview an upload, import what is good in it, import drafts that a seed has made. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { applyDraft, previewUpload, type Upload } from '../imports/commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { compareEntries, countVerdicts, summarise } from './import/compare.ts';
import { parseUpload } from './import/parse.ts';
import type { ParsedEntry, PreviewEntry, PreviewSummary, Verdict } from './import/report.ts';
import type { ItemDraft } from './item.ts';
import { addItems, changeItems } from './item-commands.ts';
import { knownFor } from './item-queries.ts';

export type ImportCounts = Record<Verdict, number>;

/** Reads an upload and keeps what importing it would do; the catalogue is not touched. Refuses unreadable files. */
export function previewCatalogueImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
): Promise<Answer<{ draftId: number }>> {
  return previewUpload(services, actor, key, upload, {
    kind: 'catalogue',
    act: 'catalogue.preview',
    parse: parseUpload,
    judge: async (tx, parsed) => {
      const rows = compareEntries(parsed.entries, await knownFor(tx, draftsOf(parsed.entries)));
      return { rows, summary: summarise(parsed, rows) };
    },
  });
}

/**
 * Imports the rows of a preview that are new or changed, judged again by what the catalogue is now.
 * Refuses another person's preview and one that was imported before.
 */
export function applyCatalogueImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
): Promise<Answer<ImportCounts>> {
  return applyDraft(services, actor, key, draftId, {
    kind: 'catalogue',
    act: 'catalogue.import',
    write: async (tx, draft, at) => {
      const written = await write(tx, draft.rows as PreviewEntry[], at);
      if (!written.ok) return written;
      const summary = { ...(draft.summary as PreviewSummary), counts: countVerdicts(written.value) };
      return ok({ judged: { rows: written.value, summary } });
    },
  });
}

/** Imports drafts that did not come from a file: seeds. Refuses them all when one may not be imported. */
export async function importItems(
  services: CommandServices,
  actor: Actor,
  drafts: readonly ItemDraft[],
): Promise<Answer<ImportCounts>> {
  const input = { items: drafts.length };
  return command(services, actor, { act: 'catalogue.import', key: null, input }, async (tx, at) => {
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

/** A stored preview without its old judgement: a refusal by an earlier state of the catalogue must not stick. */
function parsedPart(entry: ParsedEntry): ParsedEntry {
  const problems = entry.problems.filter((each) => each.reason !== 'item_unit_fixed');
  return { row: entry.row, source: entry.source, draft: entry.draft, problems, mergedInto: entry.mergedInto };
}

function draftsOf(entries: readonly ParsedEntry[]): ItemDraft[] {
  return entries.flatMap((entry) => (entry.draft === null ? [] : [entry.draft]));
}
