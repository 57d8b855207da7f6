/** Acts that wait side by side share a commit on SQLite: each still stands or falls alone, and is answered after it. */
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { datedRule } from '../../db/schema/index.ts';
import { refuse } from '../../src/kernel/result.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

async function addRule(tx: Tx, code: string): Promise<string> {
  await tx.insert(datedRule).values({ code, value: {}, legalBasis: 'test', effectiveFrom: '2026-01-01' });
  return code;
}

async function addAndRefuse(tx: Tx, code: string) {
  await addRule(tx, code);
  return refuse('not_enough');
}

async function addAndFail(tx: Tx, code: string): Promise<string> {
  await addRule(tx, code);
  throw new Error('boom');
}

async function kept(prefix: string): Promise<string[]> {
  const rows = await test.db.read.select().from(datedRule);
  return rows
    .map((row) => row.code)
    .filter((code) => code.startsWith(prefix))
    .sort();
}

describe('acts side by side', () => {
  it('undo their own writes alone, wherever they stand in the turn', async () => {
    const { db } = test;
    const answers = await Promise.allSettled([
      db.transaction((tx) => addRule(tx, 'side-1')),
      db.transaction((tx) => addAndRefuse(tx, 'side-2')),
      db.transaction((tx) => addRule(tx, 'side-3')),
      db.transaction((tx) => addAndFail(tx, 'side-4')),
      db.transaction((tx) => addRule(tx, 'side-5')),
    ]);
    expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      'side-1',
      { ok: false, reason: 'not_enough', detail: {} },
      'side-3',
      'Error: boom',
      'side-5',
    ]);
    expect(await kept('side-')).toEqual(['side-1', 'side-3', 'side-5']);
  });

  it('go on when the first of them is undone', async () => {
    const { db } = test;
    await Promise.allSettled([
      db.transaction((tx) => addAndFail(tx, 'first-1')),
      db.transaction((tx) => addRule(tx, 'first-2')),
      db.transaction((tx) => addAndRefuse(tx, 'first-3')),
      db.transaction((tx) => addRule(tx, 'first-4')),
    ]);
    expect(await kept('first-')).toEqual(['first-2', 'first-4']);
  });

  it('are answered when the file holds them, and not before', async () => {
    const { file } = test.db;
    if (engine !== 'sqlite' || file === undefined) return;
    const other = new Sqlite(file, { readonly: true });
    const inFile = (code: string) => other.prepare('select count(*) from dated_rule where code = ?').pluck().get(code);
    const codes = ['told-1', 'told-2', 'told-3'];
    const seen = codes.map((code) => test.db.transaction((tx) => addRule(tx, code)).then(inFile));
    expect(await Promise.all(seen)).toEqual([1, 1, 1]);
    other.close();
  });

  it('all fail when their commit fails, and the next act begins anew', async () => {
    if (engine !== 'sqlite') return;
    const { db } = test;
    // As a full disk would: the transaction ends under the act, with whoever went before in the same turn
    const answers = await Promise.allSettled([
      db.transaction((tx) => addRule(tx, 'lost-1')),
      db.transaction(async (tx) => {
        await addRule(tx, 'lost-2');
        await tx.run({ name: 'end', text: 'rollback', order: [] }, {});
        throw new Error('disk full');
      }),
    ]);
    expect(answers.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await db.transaction((tx) => addRule(tx, 'lost-3'));
    expect(await kept('lost-')).toEqual(['lost-3']);
  });
});
