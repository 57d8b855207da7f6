/** Everything that ever barred a lot or held it where it lay: by which case, since when, and when it was let go. */
import type { Db } from '../../db/database.ts';
import { recallsOfLot } from '../recalls/lot-history-queries.ts';
import { casesOfLot } from '../storage/lot-history-queries.ts';
import { problemsOfLot } from '../upkeep/lot-history-queries.ts';

export interface LotFreeze {
  kind: 'recall' | 'excursion' | 'upkeep';
  /** The case that froze it. */
  number: string;
  /** Empty where the lot was frozen wherever it was. */
  place: string;
  /** UTC ms. */
  since: number;
  /** Null while it is held. */
  until: number | null;
  /** Quality found that it is not to be used. */
  rejected: boolean;
  /** What was found, and why it was let go or not. */
  reason: string;
}

const said = (...texts: string[]) => texts.filter((text) => text !== '').join(' → ');

/** The history of the lot's freezes within the scope, the newest first. */
export async function freezesOfLot(db: Db, asked: { lotId: number; scopePath: string }): Promise<LotFreeze[]> {
  // Asked side by side: where several connections read, they do not wait for each other
  const [recalls, cases, problems] = await Promise.all([
    recallsOfLot(db, asked.lotId),
    casesOfLot(db, asked),
    problemsOfLot(db, asked),
  ]);
  const freezes: LotFreeze[] = [
    ...recalls.map((one) => ({ ...one, kind: 'recall' as const, place: '', rejected: false })),
    ...cases.map((one) => ({ ...one, kind: 'excursion' as const })),
    ...problems.map(({ problem, reason, ...one }) => {
      return { ...one, kind: 'upkeep' as const, rejected: false, reason: said(problem, reason) };
    }),
  ];
  return freezes.sort((a, b) => b.since - a.since || (a.number < b.number ? 1 : -1));
}
