/**
 * A process of its own that does one act of buying and is killed by its own hand before a certain statement, or after
 * the commit and before it could answer. Started by buying.test.ts: `node buyer.js <json>`.
 */
import type { Database, Tx } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { type Clock, SettableClock } from '../../src/kernel/clock.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { openPlan, type PlanScope } from '../../src/plans/consolidate-commands.ts';
import { type ConcludeInput, concludeReceipt } from '../../src/receiving/conclude-commands.ts';

/** What is done, with what its form would say. */
export type BuyersAct =
  | { act: 'consolidation'; scope: PlanScope }
  | { act: 'orders'; planNumber: string }
  | { act: 'inspection'; input: ConcludeInput }
  | { act: 'statement'; text: string }
  | { act: 'month'; month: string };

export interface BuyerOrders {
  address: { dataDir: string; databaseUrl: string | undefined };
  actor: Actor;
  now: number;
  key: string;
  /** The statement of the transaction that is never asked; beyond the last one the process dies after the commit. */
  dieAt: number;
  what: BuyersAct;
}

/** Does the act under the key of its form. */
export async function perform(services: { db: Database; clock: Clock }, actor: Actor, key: string, what: BuyersAct) {
  switch (what.act) {
    case 'consolidation':
      return openPlan(services, actor, key, what.scope);
    case 'orders':
      return placeOrders(services, actor, { key, planNumber: what.planNumber });
    case 'inspection':
      return concludeReceipt(services, actor, { key, input: what.input, second: null });
    case 'statement': {
      const file = { fileName: 'a.csv', content: Buffer.from(what.text), openingFen: null, closingFen: null };
      return importStatement(services, actor, { key, file });
    }
    default:
      return closeBooks(services, actor, key, { month: what.month });
  }
}

const die = () => process.kill(process.pid, 'SIGKILL');

/** A connection that asks so many statements and no more. */
function mortal(tx: Tx, dieAt: number): Tx {
  let asked = 0;
  return new Proxy(tx, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...given: unknown[]): unknown => {
        asked += 1;
        if (asked === dieAt) die();
        return Reflect.apply(found, target, given);
      };
    },
  });
}

async function work({ address, actor, now, key, dieAt, what }: BuyerOrders): Promise<void> {
  const db = await openDatabase(address);
  const doomed: Database = {
    engine: db.engine,
    get read() {
      return db.read;
    },
    async transaction(act) {
      const answer = await db.transaction((tx) => act(mortal(tx, dieAt)));
      die();
      return answer;
    },
    close: () => db.close(),
  };
  await perform({ db: doomed, clock: new SettableClock(now) }, actor, key, what);
}

const given = process.argv[2];
if (given?.startsWith('{')) await work(JSON.parse(given) as BuyerOrders);
