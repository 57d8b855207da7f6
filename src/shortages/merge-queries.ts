/** Requests that look like one need asked twice, and what was merged with what. */
import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { shortage, shortageMerge } from '../../db/schema/shortages.ts';
import { type MergeSide, mergeOrder } from './merge-rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

const MOST = 10;

export interface Duplicate {
  number: string;
  quantityBase: number;
  /** The one that would be given up, with the version of its document, and the one that would be kept. */
  absorbed: string;
  version: number;
  kept: string;
}

/** Open requests of the same member for the same item that can be merged with this one. */
export async function duplicatesOf(db: Db, record: ShortageRecord): Promise<Duplicate[]> {
  const { document: own, shortage: asked } = record;
  if (asked.itemId === null || !['registered', 'accepted', 'matched'].includes(own.status)) return [];
  const rows = await db
    .select({ document, shortage })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .where(
      and(
        eq(shortage.organisationId, asked.organisationId),
        eq(shortage.itemId, asked.itemId),
        inArray(document.status, ['registered', 'accepted', 'matched']),
        ne(document.id, own.id),
      ),
    )
    .orderBy(asc(document.id))
    .limit(MOST);
  const sideOf = (row: Pick<ShortageRecord, 'document' | 'shortage'>): MergeSide => {
    return { ...row.shortage, id: row.document.id, status: row.document.status };
  };
  return rows.flatMap((row): Duplicate[] => {
    const order = mergeOrder(sideOf(record), sideOf(row));
    if (order === undefined) return [];
    const [gone, stays] = order.absorbed.id === own.id ? [own, row.document] : [row.document, own];
    const { number } = row.document;
    const { quantityBase } = row.shortage;
    return [{ number, quantityBase, absorbed: gone.number, version: gone.version, kept: stays.number }];
  });
}

export interface Merged {
  /** The other request of the merge. */
  number: string;
  way: 'into' | 'from';
  addedBase: number;
}

/** Where this request went, and what came into it; merges that were undone are told by the history alone. */
export async function mergesOf(db: Db, shortageId: number): Promise<Merged[]> {
  const rows = await db
    .select()
    .from(shortageMerge)
    .where(
      and(
        isNull(shortageMerge.undoneAt),
        or(eq(shortageMerge.shortageId, shortageId), eq(shortageMerge.intoId, shortageId)),
      ),
    )
    .orderBy(asc(shortageMerge.id));
  const others = rows.map((row) => (row.shortageId === shortageId ? row.intoId : row.shortageId));
  if (others.length === 0) return [];
  const names = await db
    .select({ id: document.id, number: document.number })
    .from(document)
    .where(inArray(document.id, others));
  const numbers = new Map(names.map((row) => [row.id, row.number]));
  return rows.map((row, at) => ({
    number: numbers.get(others[at] ?? 0) ?? '',
    way: row.shortageId === shortageId ? ('into' as const) : ('from' as const),
    addedBase: row.addedBase,
  }));
}
