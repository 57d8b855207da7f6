/** Idle equipment for others: who may offer what, and how well an offer answers a demand. Pure. */
import type { AssetState } from '../assets/rules.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export const CONDITIONS = ['good', 'fair', 'repair'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Refuses what is in use, under way or gone. */
export function checkOffer(card: { number: string; status: AssetState }): Result<undefined> {
  return card.status === 'idle' ? ok() : refuse('asset_not_idle', { number: card.number });
}

export interface Offered {
  number: string;
  condition: Condition;
  expectedFen: number;
  words: string;
}

/** Words of a specification that stand in the words of an offer. */
function wordsMet(specification: string, words: string): number {
  const asked = specification
    .toLowerCase()
    .split(/[\s，、；,;]+/)
    .filter(Boolean);
  return asked.filter((word) => words.toLowerCase().includes(word)).length;
}

/** Offers of a class in the order in which they answer what is asked: more words met, sounder, cheaper, older card. */
export function rankOffers<O extends Offered>(specification: string, offers: readonly O[]): O[] {
  return [...offers].sort(
    (a, b) =>
      wordsMet(specification, b.words) - wordsMet(specification, a.words) ||
      CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition) ||
      a.expectedFen - b.expectedFen ||
      (a.number < b.number ? -1 : 1),
  );
}
