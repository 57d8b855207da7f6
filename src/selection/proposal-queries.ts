/** Scores that dated facts propose: a reviewer may give others, with a reason. */
import type { Db } from '../../db/database.ts';
import { factsOn } from '../catalogue/fact-queries.ts';
import { CRITERIA, halfByFact } from './criteria.ts';

export interface ProposedScore {
  criterion: string;
  half: number;
  /** The fact's value as it is stored. */
  fact: string;
}

/** What the facts of `day` say of the item; nothing for a product without an item. */
export async function proposedFor(db: Db, itemId: number | null, day: string): Promise<ProposedScore[]> {
  if (itemId === null) return [];
  const facts = (await factsOn(db, [itemId], day)).get(itemId);
  if (facts === undefined) return [];
  return CRITERIA.flatMap(({ id, fact }) => {
    const half = fact && halfByFact(fact, facts[fact]);
    return fact === undefined || half === undefined ? [] : [{ criterion: id, half, fact: facts[fact] }];
  });
}
