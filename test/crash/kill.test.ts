/** A process killed at any moment leaves nothing half-done, and nothing that it acknowledged is lost. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../db/root.ts';
import { movement } from '../../db/schema/ledger.ts';
import { requestKey } from '../../db/schema/users.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { addItem, addMember, addPerson, addStock, addStore } from '../support/build.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import type { ClerkOrders } from './clerk.ts';

const RUNS = 6;
const CLERKS = 2;
const LOTS = 8;

let test: TestDatabase;
let orders: Omit<ClerkOrders, 'run'>;

beforeAll(async () => {
  test = await openTestDatabase();
  const services = { db: test.db, clock: systemClock };
  await seedReference(test.db, systemClock);
  const head = await addMember(services, { kind: 'head' });
  const campus = await addMember(services, { kind: 'campus', parent: head });
  const storeId = await addStore(services, head);
  const lots: ClerkOrders['lots'] = [];
  for (let n = 0; n < LOTS; n += 1) {
    const item = await addItem(services);
    const lotId = await addStock(services, storeId, { item, quantityBase: 10_000_000, organisationId: head.id });
    lots.push({ lotId, itemId: item.id });
  }
  const person = await addPerson(services, head, 'hub_pharmacist');
  orders = { address: test.address, actor: person, lots, storeId, transitId: campus.transitId };
});
afterAll(() => test.drop());

/** Starts clerks, kills them without warning after `ms`, and gives the keys they said were done. */
async function killAfter(run: number, ms: number): Promise<{ done: string[]; other: string }> {
  const program = join(projectRoot, 'dist', 'test', 'crash', 'clerk.js');
  const env = { ...process.env, DATABASE_URL: orders.address.databaseUrl ?? '' };
  const clerks = Array.from({ length: CLERKS }, (_, n) => {
    const given = JSON.stringify({ ...orders, run: run * CLERKS + n });
    const child = spawn(process.execPath, [program, given], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let failed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      failed += chunk.toString();
    });
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    return { child, ended, said: () => said, failed: () => failed };
  });
  const until = Date.now() + 60_000;
  while (clerks.some((clerk) => clerk.said() === '' && clerk.failed() === '') && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, ms));
  for (const clerk of clerks) clerk.child.kill('SIGKILL');
  await Promise.all(clerks.map((clerk) => clerk.ended));
  const whole = clerks.flatMap((clerk) => clerk.said().split('\n').slice(0, -1));
  return {
    done: whole.filter((line) => line.startsWith('done ')).map((line) => line.slice('done '.length)),
    other:
      whole.filter((line) => !line.startsWith('done ')).join('\n') + clerks.map((clerk) => clerk.failed()).join(''),
  };
}

describe('SIGKILL at a random moment', () => {
  it('leaves every balance, chain and acknowledged act whole', async () => {
    let acknowledged = 0;
    for (let run = 1; run <= RUNS; run += 1) {
      const { done, other } = await killAfter(run, 40 + Math.random() * 200);
      expect(other).toBe('');
      acknowledged += done.length;
      expect(await verifyLedger(test.db.read)).toEqual([]);
      expect(await verifyAudit(test.db.read)).toEqual([]);
      const kept = await test.db.read
        .select({ key: requestKey.key })
        .from(requestKey)
        .where(inArray(requestKey.key, done));
      expect(kept).toHaveLength(done.length);
      const posted = done.filter((key) => Number(key.split('-')[2]) % 2 === 1);
      const moved = await test.db.read
        .select({ key: movement.key })
        .from(movement)
        .where(inArray(movement.key, posted));
      expect(moved).toHaveLength(posted.length);
    }
    expect(acknowledged).toBeGreaterThan(RUNS);
  }, 120_000);
});
