/** A file of use whose posting is killed in the middle of its parts goes on after a restart: every row exactly once. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { and, count, eq, sum } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../db/root.ts';
import { issue, issueLine, useFile, useRow } from '../../db/schema/issues.ts';
import { balance } from '../../db/schema/ledger.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { takeFile } from '../../src/issues/use/file-commands.ts';
import { PART_ROWS, startFile } from '../../src/issues/use/post-commands.ts';
import { dayOf, systemClock } from '../../src/kernel/clock.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted, addItem, addMember, addPerson, addStock, addStore, type TestPerson } from '../support/build.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import type { PosterOrders } from './poster.ts';

const ROWS = PART_ROWS * 2 + 60;
const RUNS = 2;
const STOCK = 20_000;

let test: TestDatabase;
let actor: TestPerson;
let code: string;
let lotId: number;
const services = () => ({ db: test.db, clock: systemClock });

beforeAll(async () => {
  test = await openTestDatabase();
  await seedReference(test.db, systemClock);
  const head = await addMember(services(), { kind: 'head' });
  const branch = await addMember(services(), { kind: 'branch', parent: head });
  const store = await addStore(services(), branch);
  actor = await addPerson(services(), branch, 'branch_pharmacist');
  const item = await addItem(services());
  code = item.code;
  const earlier = { db: test.db, clock: { now: () => systemClock.now() - 3 * 86_400_000 } };
  lotId = await addStock(earlier, store, { item, quantityBase: STOCK, organisationId: branch.id });
}, 120_000);
afterAll(() => test.drop());

async function taken(run: number): Promise<number> {
  const day = dayOf(systemClock.now() - 86_400_000);
  const rows = Array.from({ length: ROWS }, (_, n) => `${day},${code},1,片,R${run}-${n},C${run}-${n >> 2}`);
  const content = new TextEncoder().encode(['日期,药品编码,数量,单位,流水号,处方号', ...rows].join('\n'));
  const upload = { fileName: `use-${run}.csv`, content, columns: {}, unit: 'base' as const };
  const { fileId } = accepted(await takeFile(services(), actor, `take-${run}`, upload));
  accepted(await startFile(services(), actor, `start-${run}`, fileId));
  return fileId;
}

/** Starts a poster; kills it `ms` after it has said a line that begins so, or lets it end. Gives what it said. */
async function post(fileId: number, kill?: { after: RegExp; ms: number }): Promise<string> {
  const orders: PosterOrders = { address: test.address, actor, fileId };
  const program = join(projectRoot, 'dist', 'test', 'crash', 'poster.js');
  const env = { ...process.env, DATABASE_URL: test.address.databaseUrl ?? '' };
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let due = false;
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (due || kill === undefined || !kill.after.test(said)) return;
    due = true;
    setTimeout(() => child.kill('SIGKILL'), kill.ms);
  });
  await new Promise<void>((resolve) => child.on('close', () => resolve()));
  return said;
}

/** What is there of a file: how far it is, its posted rows, and what its papers carry. */
async function standing(fileId: number) {
  const db = test.db.read;
  const [file] = await db.select().from(useFile).where(eq(useFile.id, fileId));
  const through = and(eq(useRow.fileId, fileId), eq(useRow.verdict, 'posted'));
  const [rows] = await db.select({ all: count() }).from(useRow).where(through);
  const [lines] = await db
    .select({ base: sum(issueLine.quantityBase).mapWith(Number) })
    .from(issueLine)
    .innerJoin(issue, eq(issue.documentId, issueLine.issueId))
    .where(eq(issue.fileId, fileId));
  return { status: file?.status, told: file?.postedRows, rows: rows?.all ?? 0, base: lines?.base ?? 0 };
}

async function left(): Promise<number> {
  const [kept] = await test.db.read
    .select({ base: sum(balance.onHand).mapWith(Number) })
    .from(balance)
    .where(eq(balance.lotId, lotId));
  return kept?.base ?? 0;
}

describe('SIGKILL while a file of use is posted', () => {
  it('leaves whole parts, and the file goes on to its end with every row once', async () => {
    const stood = await left();
    let cut = 0;
    for (let run = 1; run <= RUNS; run += 1) {
      const fileId = await taken(run);
      const said = await post(fileId, { after: /^posted [1-9]/m, ms: run * 7 });
      const half = await standing(fileId);
      // What it said is done; nothing is there of a part that was cut
      expect(half.told).toBe(half.rows);
      expect(half.base).toBe(half.rows);
      const told = [...said.matchAll(/^posted (\d+)$/gm)].at(-1)?.[1];
      expect(half.rows, said).toBeGreaterThanOrEqual(Number(told ?? ROWS));
      if (half.rows < ROWS) cut += 1;
      expect(half.rows < ROWS ? half.status : 'posting', said).toBe('posting');
      if (half.status === 'posting') expect(await post(fileId)).toContain('posted all');
      expect(await standing(fileId)).toEqual({ status: 'done', told: ROWS, rows: ROWS, base: ROWS });
      expect(await left()).toBe(stood - run * ROWS);
    }
    expect(cut, 'no run was cut in the middle').toBeGreaterThan(0);
    expect((await verifyAll(test.db.read)).filter((one) => !one.ok)).toEqual([]);
  }, 120_000);
});
