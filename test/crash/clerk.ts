/**
 * A process of its own that works without pause and says on stdout what was acknowledged, until it is killed.
 * Started by kill.test.ts: `node clerk.js <json>`.
 */
import { openDatabase } from '../../db/open.ts';
import { command } from '../../src/audit/command.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { reserve } from '../../src/ledger/reserve.ts';

export interface ClerkOrders {
  address: { dataDir: string; databaseUrl: string | undefined };
  actor: Actor;
  lots: { lotId: number; itemId: number }[];
  storeId: number;
  transitId: number;
  /** Distinguishes the keys of this run from those of other runs. */
  run: number;
}

/** Reserves one unit of each lot for a made-up document, or sends ten of each away: several rows in every act. */
async function work(orders: ClerkOrders): Promise<never> {
  const db = await openDatabase(orders.address);
  const { actor, lots, storeId, transitId } = orders;
  for (let turn = 0; ; turn += 1) {
    const key = `kill-${orders.run}-${turn}`;
    const request = { act: turn % 2 === 0 ? 'test.reserve' : 'test.post', key, input: { turn } };
    const answer = await command({ db, clock: systemClock }, actor, request, async (tx, at) => {
      if (turn % 2 === 0) {
        const lines = lots.map((lot) => ({ ...lot, lineId: null, locationId: storeId, quantityBase: 1 }));
        const held = await reserve(tx, { documentId: orders.run, at, lines });
        return held.ok ? ok({ value: { turn }, subject: key }) : held;
      }
      const lines = lots.map(({ lotId }) => ({ lotId, fromId: storeId, toId: transitId, quantityBase: 10 }));
      const header = { kind: 'dispatch' as const, documentId: null, actor, occurredAt: at, postedAt: at };
      const posted = await postGoods(tx, { ...header, key, lines });
      return posted.ok ? ok({ value: { turn }, subject: key }) : posted;
    });
    process.stdout.write(`${answer.ok ? 'done' : `refused ${answer.reason}`} ${key}\n`);
  }
}

await work(JSON.parse(process.argv[2] ?? '{}') as ClerkOrders);
