/** Equipment from a file: previewed, then written part by part, each in a transaction of its own; never twice. */
import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { applyDraft, previewUpload, type Upload } from '../imports/commands.ts';
import { type Pace, unwatched } from '../imports/pace.ts';
import { allRows, draftOf } from '../imports/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { lockDraft } from './card-statements.ts';
import { addCards, firstStatus, type NewCard } from './commands.ts';
import {
  type AssetEntry,
  type AssetSummary,
  type AssetVerdict,
  judgeAssets,
  type ParsedAsset,
  type ParsedAssets,
  parseAssets,
  summariseAssets,
} from './import-rows.ts';
import { assetWorld } from './world-queries.ts';

const KIND = 'assets' as const;
/** Rows that are written by one transaction: others have their turn between two. */
const PART = 500;

/** Numbers of the cards that rows of the file have made, by row. */
async function madeBy(db: Db, file: string): Promise<Map<number, string>> {
  const rows = await db
    .select({ row: asset.sourceRow, number: asset.number })
    .from(asset)
    .where(and(eq(asset.sourceFile, file)));
  return new Map(rows.flatMap(({ row, number }) => (row === null ? [] : [[row, number] as const])));
}

const inputsOf = (entries: readonly ParsedAsset[]) => entries.flatMap(({ input }) => (input === null ? [] : [input]));

/** Reads an upload and keeps what importing it would do; no card is made. Refuses unreadable files. */
export async function previewAssets(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const file = createHash('sha256').update(upload.content).digest('hex');
  const { scopePath } = actor;
  const reading = {
    kind: KIND,
    act: 'asset.preview',
    parse: parseAssets,
    judge: async (db: Db, parsed: ParsedAssets) => {
      const today = dayOf(services.clock.now());
      const world = await assetWorld(db, { inputs: inputsOf(parsed.entries), today, scopePath });
      const judged = await judgeAssets(parsed, world, await madeBy(db, file));
      const rows = judged.map(({ entry }) => entry);
      return { rows, summary: summariseAssets(parsed, rows) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

interface Part {
  draftId: number;
  file: string;
  places: ParsedAssets['places'];
  entries: readonly ParsedAsset[];
}

/** One part: rows that have their card are left alone, the others are judged again by what holds now. */
function writePart(services: CommandServices, actor: Actor, part: Part): Promise<Answer<{ cards: number }>> {
  const { draftId, file, places, entries } = part;
  const input = { draftId, from: entries[0]?.row ?? 0, rows: entries.length };
  return command(services, actor, { act: 'asset.import_part', key: null, input, subject: file }, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    await tx.run(lockDraft, { id: draftId });
    const { scopePath } = actor;
    const world = await assetWorld(tx, { inputs: inputsOf(entries), today: dayOf(at), scopePath });
    const judged = await judgeAssets({ entries: [...entries], places }, world, await madeBy(tx, file));
    const cards = judged.flatMap(({ entry, values }): NewCard[] => {
      if (values === null) return [];
      const source = { file, row: entry.row };
      return [{ values, act: 'import', status: firstStatus(values), source }];
    });
    const numbers = cards.length === 0 ? [] : await addCards(tx, actor, at, cards);
    const span = { first: numbers[0] ?? null, last: numbers.at(-1) ?? null };
    return ok({ value: { cards: numbers.length }, subject: file.slice(0, 16), after: { ...input, ...span } });
  });
}

/** What came of each row, after its cards were made. */
function outcome(entries: readonly AssetEntry[], made: ReadonlyMap<number, string>): AssetEntry[] {
  return entries.map((entry) => {
    const number = made.get(entry.row);
    if (number !== undefined) return { ...entry, verdict: entry.verdict === 'known' ? 'known' : 'added', number };
    const verdict: AssetVerdict = 'refused';
    return { ...entry, verdict, number: null };
  });
}

/**
 * Makes the cards of a preview, part by part. When it breaks off, what was written stays, and applying it again goes
 * on where it stopped. Refuses another person's preview and one that was applied before.
 */
export async function applyAssets(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<AssetSummary['counts']>> {
  const { db } = services;
  const draft = await draftOf(db.read, actor.userId, KIND, draftId);
  if (draft?.appliedAt === null) {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const { places } = draft.summary as AssetSummary;
    const wanted = (await allRows<AssetEntry>(db.read, draftId)).filter(({ verdict }) => verdict === 'added');
    for (let from = 0; from < wanted.length; from += PART) {
      await pace('writing', from, wanted.length);
      const entries = wanted.slice(from, from + PART);
      const written = await writePart(services, actor, { draftId, file: draft.fileHash, places, entries });
      if (!written.ok) return written;
    }
  }
  const write = async (tx: Db) => {
    const summary = draft?.summary as AssetSummary | undefined;
    if (draft === undefined || summary === undefined) return refuse('not_found');
    const kept = outcome(await allRows<AssetEntry>(tx, draftId), await madeBy(tx, draft.fileHash));
    const parsed = { ...summary, entries: kept };
    return ok({ judged: { rows: kept, summary: summariseAssets(parsed, kept) } });
  };
  return applyDraft(services, actor, key, draftId, { kind: KIND, act: 'asset.import', write }, pace);
}

export interface AssetPreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: AssetSummary;
}

/** A person's own preview. */
export async function assetPreview(db: Db, personId: number, id: number): Promise<AssetPreview | undefined> {
  const row = await draftOf(db, personId, KIND, id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as AssetSummary };
}
