/** Entries of versions: a published one as it was frozen, the draft as it would be, items as they are. */
import type { Db } from '../../db/database.ts';
import { factsOn } from '../catalogue/fact-queries.ts';
import { FACT_TYPES, UNRECORDED } from '../catalogue/fact-rules.ts';
import type { FactType } from '../catalogue/facts.ts';
import { type PackColumns, packWordsOf, type TierColumns, tiersOf } from '../catalogue/pack-queries.ts';
import * as sql from './entry-statements.ts';
import { type Draft, openDraft, publishedVersions } from './queries.ts';
import type { Entry, Snapshot, SnapshotWords } from './snapshot.ts';

type TierBits = TierColumns & { item_id: number; use_until: string | null };

interface FrozenRow extends TierBits {
  snapshot: string | Snapshot;
}

interface LiveRow extends TierBits, PackColumns {
  kind: string;
  route: string;
  approval_number: string;
  therapeutic_class: string;
  product_id: number;
}

function standingOf(row: TierBits): Omit<Entry, 'snapshot'> {
  return { itemId: Number(row.item_id), ...tiersOf(row), useUntil: row.use_until };
}

/** What is published never changes: a few versions stay in memory, for each connection object its own. */
const MOST_KEPT = 6;
const memories = new WeakMap<Db, Map<number, readonly Entry[]>>();

/** The entries of a published version, leavers among them, by item id. */
export async function versionEntries(db: Db, versionId: number): Promise<readonly Entry[]> {
  const memory = memories.get(db) ?? new Map<number, readonly Entry[]>();
  memories.set(db, memory);
  const known = memory.get(versionId);
  if (known !== undefined) return known;
  const rows = await db.run<FrozenRow>(sql.entriesOfVersion, { versionId });
  const entries = rows.map((row) => ({ ...standingOf(row), snapshot: frozen(row.snapshot) }));
  const oldest = memory.keys().next().value;
  if (memory.size >= MOST_KEPT && oldest !== undefined) memory.delete(oldest);
  // A version without entries is not published yet, or not seen from here
  if (entries.length > 0) memory.set(versionId, entries);
  return entries;
}

/** PostgreSQL gives parsed JSON, SQLite its text. */
function frozen(stored: string | Snapshot): Snapshot {
  return typeof stored === 'string' ? (JSON.parse(stored) as Snapshot) : stored;
}

/** What the draft would publish: words as they are, facts as of `day`. */
export async function draftEntries(db: Db, draft: Pick<Draft, 'id' | 'basedOnId'>, day: string): Promise<Entry[]> {
  const where = { versionId: draft.id, basedOnId: draft.basedOnId };
  return withFacts(db, await db.run<LiveRow>(sql.entriesOfDraft, where), 'all', day);
}

/** Items as they are today, without any tier: what a page says of one that no version names. */
export async function itemsAsEntries(db: Db, itemIds: readonly number[], day: string): Promise<Entry[]> {
  const items = itemIds.map((id) => ({ id }));
  return withFacts(db, await db.run<LiveRow>(sql.itemsAsTheyAre, { items }), itemIds, day);
}

async function withFacts(
  db: Db,
  rows: readonly LiveRow[],
  whose: readonly number[] | 'all',
  day: string,
): Promise<Entry[]> {
  const facts = await factsOn(db, whose, day);
  return rows.map((row) => {
    const known = facts.get(Number(row.item_id)) ?? UNRECORDED;
    const ofDay = Object.fromEntries(FACT_TYPES.map((type) => [type, known[type]])) as Record<FactType, string>;
    return { ...standingOf(row), snapshot: { ...wordsOf(row), ...ofDay } };
  });
}

function wordsOf(row: LiveRow): SnapshotWords {
  return {
    ...packWordsOf(row),
    kind: row.kind,
    route: row.route,
    approvalNumber: row.approval_number,
    therapeuticClass: row.therapeutic_class,
    productId: Number(row.product_id),
    exception: null,
  };
}

/** What the next version is to hold as things stand: the draft's entries, or those of the latest version. */
export async function coming(db: Db, today: string): Promise<{ entries: readonly Entry[]; day: string }> {
  const draft = await openDraft(db);
  if (draft !== undefined) {
    const day = dayOfDraft(draft, today);
    return { entries: await draftEntries(db, draft, day), day };
  }
  const [latest] = await publishedVersions(db);
  if (latest === undefined) return { entries: [], day: today };
  return { entries: await versionEntries(db, latest.id), day: today };
}

/** Facts of a draft are those of its first day; of today while nobody has said one, or when it is past. */
export function dayOfDraft(draft: Pick<Draft, 'effectiveOn'>, today: string): string {
  return draft.effectiveOn !== null && draft.effectiveOn > today ? draft.effectiveOn : today;
}
