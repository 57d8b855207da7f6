/** For which goods a supplier may not be ordered from today, told on its page before anybody tries. */
import type { Refusal } from '../kernel/result.ts';
import { GOODS, type Goods, type HeldLicence, needsScope, requirementsFor, unmet } from './rules.ts';

export interface Block {
  /** The kinds of goods that the same paper blocks. */
  goods: Goods[];
  refusal: Refusal;
}

/** What blocks orders of the goods that its licences name or once named; a party without such licences has no goods. */
export function blocksOf(party: string, held: readonly HeldLicence[], day: string): Block[] {
  const named = new Set(held.filter((licence) => needsScope(licence.kind)).flatMap((licence) => licence.scope));
  const blocks = new Map<string, Block>();
  for (const goods of GOODS.filter((each) => named.has(each))) {
    for (const requirement of requirementsFor([goods])) {
      const refusal = unmet(party, held, requirement, { day, item: '' });
      if (refusal === undefined) continue;
      const key = JSON.stringify([refusal.reason, refusal.detail.licence, refusal.detail.number]);
      const known = blocks.get(key) ?? { goods: [], refusal };
      blocks.set(key, { ...known, goods: [...known.goods, goods] });
      break;
    }
  }
  return [...blocks.values()];
}
