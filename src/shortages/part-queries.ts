/** The parts of a request as they stand and as they went, and what dispatches brought of it that nobody has ended. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { shortagePart } from '../../db/schema/shortages.ts';
import type { ServingPart } from '../dispatches/serving-queries.ts';
import type { ShortageRow } from './shortage-queries.ts';

export type PartRow = typeof shortagePart.$inferSelect;

export interface Part extends PartRow {
  /** The order, dossier, dispatch or request it names, and where that stands. */
  source: { kind: string; number: string; status: string } | null;
  /** Of a substitute: the other item. */
  item: typeof item.$inferSelect | null;
}

/** Every part there ever was of the request, the first given first. */
export async function partsOf(db: Db, shortageId: number): Promise<Part[]> {
  const rows = await db
    .select({ part: shortagePart, kind: document.kind, number: document.number, status: document.status, item })
    .from(shortagePart)
    .leftJoin(document, eq(document.id, shortagePart.sourceId))
    .leftJoin(item, eq(item.id, shortagePart.itemId))
    .where(eq(shortagePart.shortageId, shortageId))
    .orderBy(asc(shortagePart.id));
  return rows.map(({ part, kind, number, status, item: other }) => {
    const source = kind === null || number === null || status === null ? null : { kind, number, status };
    return { ...part, source, item: other };
  });
}

/** What one dispatch carries or brought; of what a supplier brought straight, no dispatch tells. */
export interface GoodsLine {
  /** Number of the dispatch; null for what was brought straight. */
  dispatch: string | null;
  status: ServingPart['dispatchStatus'] | null;
  quantityBase: number;
  arrivedBase: number;
  /** Of what arrived: ended by a part of its own, and still to be told how it ended. */
  settledBase: number;
  toSettleBase: number;
}

const GONE = ['cancelled', 'reversed'];

/** One line a dispatch that stands, and one for what came straight, less what is ended of each. */
export function goodsLines(
  shortage: Pick<ShortageRow, 'arrivedBase'>,
  serving: readonly ServingPart[],
  parts: readonly Part[],
): GoodsLine[] {
  const lines = new Map<string, GoodsLine>();
  for (const { dispatchNumber, dispatchStatus, quantityBase, fulfilledBase } of serving) {
    if (GONE.includes(dispatchStatus) || quantityBase === 0) continue;
    const none = { quantityBase: 0, arrivedBase: 0, settledBase: 0, toSettleBase: 0 };
    const line = lines.get(dispatchNumber) ?? { dispatch: dispatchNumber, status: dispatchStatus, ...none };
    line.quantityBase += quantityBase;
    line.arrivedBase += fulfilledBase;
    lines.set(dispatchNumber, line);
  }
  const all = [...lines.values()];
  const straight = shortage.arrivedBase - all.reduce((sum, line) => sum + line.arrivedBase, 0);
  if (straight > 0) {
    const whole = { quantityBase: straight, arrivedBase: straight, settledBase: 0, toSettleBase: 0 };
    all.push({ dispatch: null, status: null, ...whole });
  }
  const ended = parts.filter((part) => part.kind === 'ending' && part.endedAt === null);
  return all.map((line) => {
    const own = ended.filter((part) => (part.source?.number ?? null) === line.dispatch);
    const settledBase = own.reduce((sum, part) => sum + part.quantityBase, 0);
    return { ...line, settledBase, toSettleBase: line.arrivedBase - settledBase };
  });
}
