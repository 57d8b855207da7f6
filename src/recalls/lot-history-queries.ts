/** Which recalls froze a lot, since when and until when: for the page of the lot. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { recall, recallLot } from '../../db/schema/recalls.ts';

export interface LotRecall {
  number: string;
  /** UTC ms; a lot that was confirmed later is frozen from then on. */
  since: number;
  until: number | null;
  reason: string;
}

/** The recalls that froze the lot, drills left out, the newest first. */
export async function recallsOfLot(db: Db, lotId: number): Promise<LotRecall[]> {
  const rows = await db
    .select({
      number: document.number,
      frozenAt: recall.frozenAt,
      confirmedAt: recallLot.confirmedAt,
      until: recallLot.releasedAt,
      reason: recallLot.releasedReason,
    })
    .from(recallLot)
    .innerJoin(recall, eq(recall.documentId, recallLot.recallId))
    .innerJoin(document, eq(document.id, recallLot.recallId))
    .where(and(eq(recallLot.lotId, lotId), eq(recall.drill, false), isNotNull(recall.frozenAt)))
    .orderBy(desc(recallLot.recallId))
    .limit(50);
  return rows.map(({ number, frozenAt, confirmedAt, until, reason }) => {
    return { number, since: Math.max(frozenAt ?? 0, confirmedAt), until, reason };
  });
}
