/** Brings facts dated ahead into force: on their first day the copies that stand on items change. */
import type { Tx } from '../../db/database.ts';
import { ok } from '../kernel/result.ts';
import { refreshCopies } from './fact-rows-commands.ts';

/** The daily job of the facts. Its audit row names every item whose copy changed. */
export const factsInForce = {
  act: 'catalogue.facts_in_force',
  async run(tx: Tx, at: number, day: string) {
    const copied = await refreshCopies(tx, 'all', day, at);
    const value = { changed: copied.length };
    return ok({ value, subject: day, after: { ...value, items: copied } });
  },
};
