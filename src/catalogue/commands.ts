/** Acts on the catalogue: preview an upload, import what is good in it, import drafts that a seed has made. */
import type { Db, Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { applyDraft, type DraftRow, previewUpload, type Upload } from '../imports/commands.ts';
import { type Pace, unwatched } from '../imports/pace.ts';
import { allRows } from '../imports/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { compareEntries } from './import/compare.ts';
import { type Asked, datedFor, IMPORTED } from './import/dated.ts';
import { type Judgement, judgeAll, summaryOf } from './import/judge.ts';
import { parseUpload } from './import/parse.ts';
import type { Dated, ParsedEntry, ParsedUpload, PreviewEntry, PreviewSummary, Verdict } from './import/report.ts';
import { countVerdicts } from './import/summary.ts';
import { worldFor } from './import/world-queries.ts';
import { writeJudged } from './import/write-commands.ts';
import type { ItemDraft } from './item.ts';
import { addItems, changeItems } from './item-commands.ts';
import { knownFor } from './item-queries.ts';
import { lockCatalogue } from './lock-commands.ts';

export type ImportCounts = Record<Verdict, number>;

/** Reads an upload and keeps what importing it would do; the catalogue is not touched. Refuses unreadable files. */
export function previewCatalogueImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  asked: Asked = {},
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const today = dayOf(services.clock.now());
  const reading = {
    kind: 'catalogue' as const,
    act: 'catalogue.preview',
    asked,
    parse: (sheet: Sheet) => parseUpload(sheet, datedFor('national_list', asked, today), pace),
    judge: async (db: Db, parsed: ParsedUpload) => {
      const dated = datedFor(parsed.layout, asked, today);
      const { judged, published } = await judge(db, parsed.entries, { ...parsed, dated }, today, pace);
      return { rows: judged.map((each) => each.entry), summary: summaryOf(parsed, judged, { dated }, published) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

/** Judges rows by what the catalogue is now. */
async function judge(
  db: Db,
  entries: readonly ParsedEntry[],
  of: Pick<PreviewSummary, 'layout' | 'answers'> & { dated: Dated },
  today: string,
  pace: Pace,
) {
  const asks = of.layout === 'template';
  const codes = entries.flatMap((entry) => mergeTarget(entry));
  const world = await worldFor(db, { drafts: draftsOf(entries), codes, today, searching: asks });
  const given = { world, day: of.dated.effectiveFrom, answers: of.answers ?? {}, asks };
  const judged: Judgement[] = await judgeAll(entries, given, pace);
  return { judged, world, published: world.published };
}

/** The item that a stored preview's row may be merged into: its own rows are loaded too. */
function mergeTarget(entry: ParsedEntry & Partial<PreviewEntry>): string[] {
  const { question } = entry;
  return question?.with.kind === 'item' ? [question.with.code] : [];
}

/**
 * Imports the rows of a preview that are new or changed, judged again by what the catalogue is now.
 * Refuses another person's preview, one that was imported before, and one with open questions.
 */
export function applyCatalogueImport(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<ImportCounts>> {
  const writing = {
    kind: 'catalogue' as const,
    act: 'catalogue.import',
    write: async (tx: Tx, draft: DraftRow, at: number) => {
      const kept = draft.summary as PreviewSummary;
      const today = dayOf(at);
      const dated = kept.dated ?? datedFor(kept.layout, {}, today);
      // Other writers wait: what is judged here must be what is written over
      await lockCatalogue(tx);
      const of = { ...kept, dated };
      const { judged, world, published } = await judge(tx, await allRows<PreviewEntry>(tx, draft.id), of, today, pace);
      const open = judged.filter((each) => each.entry.verdict === 'asked').length;
      if (open > 0) return refuse('import_undecided', { count: open });
      const legalBasis = dated.legalBasis;
      const reason = `${draft.fileName} ${legalBasis === IMPORTED ? '' : legalBasis}`.trim();
      const written = await writeJudged(tx, judged, { actor, at, world, legalBasis, reason }, pace);
      if (!written.ok) return written;
      const rows = judged.map((each) => each.entry);
      const summary = summaryOf(kept, judged, { dated, ...(kept.answers && { answers: kept.answers }) }, published);
      return ok({ judged: { rows, summary }, detail: { dated, ...written.value } });
    },
  };
  return applyDraft(services, actor, key, draftId, writing, pace);
}

/** Imports drafts that did not come from a file: seeds. Refuses them all when one may not be imported. */
export async function importItems(
  services: CommandServices,
  actor: Actor,
  drafts: readonly ItemDraft[],
): Promise<Answer<ImportCounts>> {
  const input = { items: drafts.length };
  return command(services, actor, { act: 'catalogue.import', key: null, input }, async (tx, at) => {
    await lockCatalogue(tx);
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
  const entries = compareEntries(given, known);
  const fresh = entries.filter((entry) => entry.verdict === 'new');
  const codes = await addItems(tx, draftsOf(fresh), at);
  if (!codes.ok) return codes;
  for (const [index, entry] of fresh.entries()) entry.itemCode = codes.value[index] ?? null;
  const changed = entries.filter((entry) => entry.verdict === 'changed');
  await changeItems(tx, draftsOf(changed), known, at);
  return ok(entries);
}

function draftsOf(entries: readonly ParsedEntry[]): ItemDraft[] {
  return entries.flatMap((entry) => (entry.draft === null ? [] : [entry.draft]));
}
