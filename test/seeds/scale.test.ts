/** The synthetic county must satisfy everything that verification recomputes, and be the same each time. */

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { document } from '../../db/schema/documents.ts';
import { balance, movementLine } from '../../db/schema/ledger.ts';
import { makeScale, NotEmptyError } from '../../seeds/scale/main.ts';
import { shapeOf } from '../../seeds/scale/shape.ts';
import { versionEntries } from '../../src/formulary/entry-queries.ts';
import { versionInForce } from '../../src/formulary/queries.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const SIZES = { organisations: 20, items: 60, movements: 2000, seed: 7, day: '2026-11-21' };

function quiet(): void {
  /* Progress is for the command line */
}

async function fingerprint(one: TestDatabase): Promise<unknown> {
  const total = sql<number>`cast(sum(${movementLine.quantityBase} * ${movementLine.lineNumber}) as bigint)`;
  const [lines] = await one.db.read.select({ total }).from(movementLine);
  const [stock] = await one.db.read
    .select({ total: sql<number>`cast(sum(${balance.onHand} * 3 + ${balance.reserved}) as bigint)` })
    .from(balance);
  const papers = await one.db.read
    .select({ status: document.status, count: sql<number>`cast(count(*) as bigint)` })
    .from(document)
    .groupBy(document.status)
    .orderBy(document.status);
  return { lines, stock, papers };
}

describe('scale data', () => {
  let one: TestDatabase;

  beforeAll(async () => {
    one = await openTestDatabase();
    await makeScale(one.db, SIZES, quiet);
  });

  afterAll(() => one.drop());

  test('has the lines asked for, and every kind of work open', async () => {
    const [count] = await one.db.read.select({ lines: sql<number>`cast(count(*) as bigint)` }).from(movementLine);
    expect(count?.lines).toBeGreaterThanOrEqual(SIZES.movements);
    expect(count?.lines).toBeLessThan(SIZES.movements * 1.1);
    const states = await one.db.read.selectDistinct({ kind: document.kind, status: document.status }).from(document);
    const found = states.map((row) => `${row.kind} ${row.status}`);
    expect(found).toEqual(
      expect.arrayContaining(['shortage registered', 'shortage accepted', 'dispatch picking', 'dispatch in_transit']),
    );
  });

  test('has one version of the formulary in force, with every item', async () => {
    const version = await versionInForce(one.db.read, SIZES.day);
    expect(version?.edition).toBe(1);
    expect(await versionEntries(one.db.read, version?.id ?? 0)).toHaveLength(SIZES.items);
  });

  test('satisfies every rule that verification knows', async () => {
    const results = await verifyAll(one.db.read);
    expect(results.flatMap((result) => result.findings)).toEqual([]);
  });

  test('is the same for the same seed, and another for another', async () => {
    const same = await openTestDatabase();
    const other = await openTestDatabase();
    try {
      await makeScale(same.db, SIZES, quiet);
      await makeScale(other.db, { ...SIZES, seed: 8 }, quiet);
      expect(await fingerprint(same)).toEqual(await fingerprint(one));
      expect(await fingerprint(other)).not.toEqual(await fingerprint(one));
    } finally {
      await same.drop();
      await other.drop();
    }
  });

  test('keeps the numbering and the indexes of the tables it loaded', async () => {
    const [last] = await one.db.read.select({ id: sql<number>`max(${document.id})` }).from(document);
    const values = { kind: 'count' as const, number: 'PD-20261121-0001', status: 'open', organisationId: 1 };
    const times = { createdBy: 1, createdAt: 1, changedAt: 1 };
    const add = () =>
      one.db.transaction((tx) =>
        tx
          .insert(document)
          .values({ ...values, ...times })
          .returning(),
      );
    const [added] = await add();
    expect(added?.id).toBeGreaterThan(last?.id ?? 0);
    await expect(add()).rejects.toThrow();
  });

  test('refuses a database in use, and sizes that make no county', async () => {
    await expect(makeScale(one.db, SIZES, quiet)).rejects.toThrow(NotEmptyError);
    expect(() => shapeOf({ ...SIZES, organisations: 2 })).toThrow(/organisations/);
  });
});

test('a county of several years is as true as one of one year, and has as much in stock', async () => {
  const [short, long] = [await openTestDatabase(), await openTestDatabase()];
  await makeScale(short.db, SIZES, quiet);
  const { lines } = await makeScale(long.db, { ...SIZES, years: 3 }, quiet);
  expect(lines).toBeGreaterThan(SIZES.movements * 3);
  const stock = (made: TestDatabase) =>
    made.db.read
      .select({ fen: sql<number>`cast(sum(${balance.valueFen}) as bigint)` })
      .from(balance)
      .where(sql`${balance.onHand} > 0`);
  expect(await stock(long)).toEqual(await stock(short));
  const wrong = (await verifyAll(long.db.read)).filter((result) => !result.ok);
  expect(wrong.flatMap((result) => result.findings.slice(0, 3))).toEqual([]);
  await Promise.all([short.drop(), long.drop()]);
});
