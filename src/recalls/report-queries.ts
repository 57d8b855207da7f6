/** The report of a recall: each batch from coming in to its end, who answered in time, how much was got hold of. */
import type { Db } from '../../db/database.ts';
import { lotsOf, noticesOf, type RecallHead } from './record-queries.ts';
import { differenceOf } from './rules.ts';
import { destroyedOfLots, flowsOfLots, placesOfLots } from './standing-queries.ts';
import { type LotSums, type Recovery, recoveryOf, sumLot } from './sums.ts';

export interface ReportedLot extends LotSums {
  itemCode: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  number: string;
  expiresOn: string;
  origin: string;
  releasedAt: number | null;
  releasedReason: string;
}

export interface RecallReport {
  lots: ReportedLot[];
  told: number;
  answered: number;
  late: number;
  patients: number;
  /** Found more or less than the books had, base units of all members. */
  differenceBase: number;
  /** Of lots that nobody released. */
  leftBase: number;
  recovery: Recovery;
  receivedAt: number;
  registeredAt: number;
  frozenAt: number | null;
  lastAnswerAt: number | null;
  closedAt: number | null;
  why: string;
}

/** The report as it would be now. */
export async function reportOf(
  db: Db,
  head: RecallHead,
  closing: { closedAt: number | null; why: string },
): Promise<RecallReport> {
  const { recall, document } = head;
  const lots = await lotsOf(db, document.id);
  const ids = lots.map(({ lot }) => lot.id);
  const since = recall.frozenAt ?? Number.MAX_SAFE_INTEGER;
  const [places, flows] = [await placesOfLots(db, ids), await flowsOfLots(db, ids, since)];
  const destroyed = await destroyedOfLots(db, ids);
  const notices = (await noticesOf(db, document.id)).map(({ notice }) => notice);
  const answers = notices.filter((notice) => notice.answeredAt !== null);
  const shown = lots.map(({ lot, item, recalled }): ReportedLot => {
    const { code: itemCode, genericName, strength, manufacturer, packSize, packUnit, baseUnit, scale } = item;
    const { number, expiresOn, origin } = lot;
    return {
      ...sumLot(lot.id, flows, places, destroyed.get(lot.id) ?? 0),
      ...{ itemCode, genericName, strength, manufacturer, packSize, packUnit, baseUnit, scale },
      ...{ number, expiresOn, origin },
      releasedAt: recalled.releasedAt,
      releasedReason: recalled.releasedReason,
    };
  });
  const held = shown.filter((lot) => lot.releasedAt === null);
  const moments = answers.map((notice) => notice.answeredAt ?? 0);
  return {
    lots: shown,
    told: notices.length,
    answered: answers.length,
    late: notices.filter((notice) => (notice.answeredAt ?? closing.closedAt ?? 0) > notice.dueAt).length,
    patients: answers.reduce((sum, notice) => sum + (notice.answer?.patients ?? 0), 0),
    differenceBase: answers.reduce((sum, notice) => sum + differenceOf(notice.answer), 0),
    leftBase: held.reduce((sum, lot) => sum + lot.onHandBase + lot.inTransitBase, 0),
    recovery: recoveryOf(shown),
    receivedAt: recall.receivedAt,
    registeredAt: document.createdAt,
    frozenAt: recall.frozenAt,
    lastAnswerAt: moments.length === 0 ? null : Math.max(...moments),
    ...closing,
  };
}

/** The report of a closed recall as it was kept, or as it is now. */
export async function reportFor(db: Db, head: RecallHead): Promise<RecallReport> {
  const kept = head.document.status === 'closed' ? head.recall.report : null;
  return kept === null ? reportOf(db, head, { closedAt: null, why: '' }) : (kept as unknown as RecallReport);
}
