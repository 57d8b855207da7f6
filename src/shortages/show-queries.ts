/** One request with everything its page tells: timeline, what serves it, what stands beside it. */
import { and, asc, eq, inArray, like, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { partsServing, type ServingPart } from '../dispatches/serving-queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type NeighbourTransfer, transfersForShortage } from '../transfers/shortage-queries.ts';
import { linesByIds, type ShortageLine } from './board-queries.ts';
import { type Duplicate, duplicatesOf, type Merged, mergesOf } from './merge-queries.ts';
import type { Side } from './message-commands.ts';
import { type Message, type Messages, messagesOf, unreadOf } from './message-queries.ts';
import { type GoodsLine, goodsLines, type Part, partsOf } from './part-queries.ts';
import type { ShortageRecord } from './shortage-queries.ts';

export interface ShortageShow {
  record: ShortageRecord;
  /** Oldest first. */
  timeline: ActRow[];
  parts: ServingPart[];
  /** What neighbours were asked for. */
  transfers: NeighbourTransfer[];
  messages: Messages;
  /** Of the other side, not yet read by the reader's. */
  unread: Message[];
  /** The parts with answers and ends of their own, and what dispatches carry or brought. */
  answers: Part[];
  goods: GoodsLine[];
  duplicates: Duplicate[];
  merges: Merged[];
  sameItem: ShortageLine[];
  sameDestination: ShortageLine[];
}

/** Written out, for parameters would hide from the planner that the partial index serves. */
const unserved = sql`${document.status} in ('registered', 'accepted', 'matched')`;
/**
 * Of one item: the expression hides the status, so that the item's requests are read and not all that wait. Their kind
 * is not asked for either, or SQLite would walk all requests there ever were.
 */
const unservedAnywhere = sql`coalesce(${document.status}, '') in ('registered', 'accepted', 'matched')`;
const MOST_BESIDE = 6;

async function beside(db: Db, scopePath: string, record: ShortageRecord, what: 'item' | 'destination') {
  const { itemId, organisationId, documentId } = record.shortage;
  if (what === 'item' && itemId === null) return [];
  // Of the whole county nobody need be ruled out, and PostgreSQL would begin with the members and not with the item
  const members = db
    .select({ id: organisation.id })
    .from(organisation)
    .where(like(organisation.path, `${scopePath}%`));
  const within = scopePath === '/' ? undefined : inArray(shortage.organisationId, members);
  const same = what === 'item' ? eq(shortage.itemId, itemId ?? 0) : eq(document.organisationId, organisationId);
  const rows = await db
    .select({ id: document.id })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .where(and(same, what === 'item' ? unservedAnywhere : unserved, ne(shortage.documentId, documentId), within))
    .orderBy(asc(shortage.answerBy), asc(document.id))
    .limit(MOST_BESIDE);
  return linesByIds(
    db,
    rows.map((row) => row.id),
  );
}

/** What the page of one request shows besides its own row. */
export async function showShortage(
  db: Db,
  record: ShortageRecord,
  scopePath: string,
  side?: Side,
): Promise<ShortageShow> {
  // Asked side by side: where several connections read, they do not wait for each other
  const [timeline, parts, answers, transfers, messages, duplicates, merges, sameItem, sameDestination] =
    await Promise.all([
      timelineOf(db, record.document.id),
      partsServing(db, record.document.id),
      partsOf(db, record.document.id),
      transfersForShortage(db, record.document.id),
      messagesOf(db, record.document.id),
      duplicatesOf(db, record),
      mergesOf(db, record.document.id),
      beside(db, scopePath, record, 'item'),
      beside(db, scopePath, record, 'destination'),
    ]);
  const unread = side === undefined ? [] : unreadOf(messages, side);
  const goods = goodsLines(record.shortage, parts, answers);
  const own = { record, timeline, parts, answers, goods, transfers, messages, unread };
  return { ...own, duplicates, merges, sameItem, sameDestination };
}
