/** A process killed between any two statements of an act of buying leaves everything as it was, or all of it done. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../db/root.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { asks, key, scopeOf, soldItem } from '../plans/plan-world.ts';
import { concluded, decideLine, seenOf } from '../receiving/receiving-world.ts';
import { approvedPlan, type BuyingCounty, openBuyingCounty } from '../security/buying-county.ts';
import { half, looked } from '../security/receiving-papers.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { ALL_TABLES, digestOf } from '../support/digest.ts';
import { statementText } from '../support/money-world.ts';
import { type BuyerOrders, type BuyersAct, perform } from './buyer.ts';

/** Each time so many statements later: the last one of any act is far below the end. */
const GROWTH = 3;
const FAR = 100_000;

let county: BuyingCounty;
beforeAll(async () => {
  county = await openBuyingCounty();
}, 120_000);
afterAll(() => county.drop());

/** Starts a process that dies at that statement. Gives the signal that ended it, and what it complained of. */
async function killedAt(orders: BuyerOrders): Promise<{ signal: string | null; said: string }> {
  const program = join(projectRoot, 'dist', 'test', 'crash', 'buyer.js');
  const env = { ...process.env, DATABASE_URL: orders.address.databaseUrl ?? '' };
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return new Promise((resolve) => child.on('close', (_code, signal) => resolve({ signal, said })));
}

interface Case {
  name: string;
  by: () => TestPerson;
  /** Makes what the act needs; it is well-formed and would succeed. */
  make: () => Promise<BuyersAct>;
}

const CASES: Case[] = [
  {
    name: 'consolidating the demand',
    by: () => county.buyer,
    make: async () => {
      for (let items = 0; items < 5; items += 1) {
        const item = await soldItem(county);
        for (const member of [county.north, county.south, county.west]) await asks(county, member, item, 33);
      }
      return { act: 'consolidation', scope: scopeOf() };
    },
  },
  {
    name: 'placing the orders of a plan',
    by: () => county.buyer,
    make: async () => ({ act: 'orders', planNumber: (await approvedPlan(county)).number }),
  },
  {
    name: 'concluding an inspection',
    by: () => county.keeper,
    make: async () => {
      const number = await half(county);
      accepted(await decideLine(county, number, 1));
      accepted(await decideLine(county, number, 2, { decision: 'rejected', reasonCode: 'damaged', reason: '水浸' }));
      return { act: 'inspection', input: { ...(await seenOf(county, number)), scans: 0, endsDelivery: true } };
    },
  },
  {
    name: 'taking in a bank statement',
    by: () => county.people.accountant,
    make: async () => {
      const rows = Array.from({ length: 30 }, (_, index) => ({ amountFen: 100 + index, memo: `利息${index}` }));
      return { act: 'statement', text: statementText(rows, '2026-11-20') };
    },
  },
  {
    name: "closing the members' month",
    by: () => county.people.chiefAccountant,
    make: async () => ({ act: 'month', month: '2026-10' }),
  },
];

const everything = () => digestOf(county.services.db, new Set());

describe.each(CASES)('SIGKILL while $name', ({ by, make }) => {
  it('leaves nothing of it, or after the commit all of it, which the same form then answers', async () => {
    const what = await make();
    const before = await everything();
    const orders = { address: county.database.address, actor: by(), now: county.clock.now(), key: key(), what };
    let killed = 0;
    let after = before;
    for (let dieAt = 1; JSON.stringify(after) === JSON.stringify(before) && dieAt < FAR; dieAt *= GROWTH) {
      const { signal, said } = await killedAt({ ...orders, dieAt });
      expect([signal, said]).toEqual(['SIGKILL', '']);
      after = await everything();
      killed += 1;
    }
    // Some died on the way, and the last one after its commit
    expect(killed).toBeGreaterThan(2);
    expect(after.request_key).not.toBe(before.request_key);
    const again = await perform(county.services, by(), orders.key, what);
    expect(again).toMatchObject({ ok: true, repeated: true });
    expect(await everything()).toEqual(after);
  }, 180_000);
});

describe('after all of them', () => {
  it('verification finds nothing, and work goes on', async () => {
    expect(ALL_TABLES.length).toBeGreaterThan(80);
    const number = await looked(county);
    accepted(await decideLine(county, number, 1));
    accepted(await decideLine(county, number, 2));
    accepted(await concluded(county, number));
    const results = await verifyAll(county.services.db.read);
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });
});
