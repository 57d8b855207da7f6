/** The database contract: what both engines promise to every command. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { datedRule } from '../../db/schema/index.ts';
import { rowset, statement } from '../../db/statement.ts';
import { refuse } from '../../src/kernel/result.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

async function addRule(tx: Tx, code: string): Promise<void> {
  await tx.insert(datedRule).values({ code, value: { days: 30 }, legalBasis: 'test', effectiveFrom: '2026-01-01' });
}

async function rulesNamed(code: string) {
  return test.db.read.select().from(datedRule).where(eq(datedRule.code, code));
}

describe('transaction', () => {
  it('keeps what was written, with JSON as given', async () => {
    await test.db.transaction((tx) => addRule(tx, 'kept'));
    expect((await rulesNamed('kept'))[0]?.value).toEqual({ days: 30 });
  });

  it('undoes everything on a thrown error', async () => {
    const work = test.db.transaction(async (tx) => {
      await addRule(tx, 'thrown');
      throw new Error('boom');
    });
    await expect(work).rejects.toThrow('boom');
    expect(await rulesNamed('thrown')).toEqual([]);
  });

  it('undoes everything on a returned refusal, and gives it back', async () => {
    const answer = await test.db.transaction(async (tx) => {
      await addRule(tx, 'refused');
      return refuse('not_enough');
    });
    expect(answer).toEqual({ ok: false, reason: 'not_enough', detail: {} });
    expect(await rulesNamed('refused')).toEqual([]);
  });

  it('throws when opened inside another', async () => {
    const nested = test.db.transaction(() => test.db.transaction(async () => 1));
    await expect(nested).rejects.toThrow('pass tx down');
  });

  it('refuses the outer reader inside a transaction', async () => {
    await expect(test.db.transaction(async () => test.db.read.select().from(datedRule))).rejects.toThrow('through tx');
  });

  it('hides an unfinished transaction from readers', async () => {
    if (test.db.engine === 'pglite') return;
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let writing: Promise<void> = Promise.resolve();
    await new Promise<void>((written) => {
      writing = test.db.transaction(async (tx) => {
        await addRule(tx, 'hidden');
        written();
        await gate;
      });
    });
    expect(await rulesNamed('hidden')).toEqual([]);
    release();
    await writing;
    expect(await rulesNamed('hidden')).toHaveLength(1);
  });

  it('lets many writers come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => test.db.transaction((tx) => addRule(tx, `many-${n}`))));
    const counted = await test.db.read.select().from(datedRule);
    expect(counted.filter((rule) => rule.code.startsWith('many-'))).toHaveLength(20);
  });
});

describe('statement', () => {
  const sum = statement(
    `select given.code as code, cast(sum(given.n) as bigint) as total
     from ${rowset('rows', { code: 'text', n: 'int' })} as given
     where given.n > :least group by given.code order by given.code`,
  );

  it('takes a set of rows as one parameter, several times over', async () => {
    const rows = [
      { code: 'b', n: 2 },
      { code: 'a', n: 5 },
      { code: 'b', n: 9_007_199_254 },
      { code: 'a', n: 0 },
    ];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await test.db.read.run(sum, { rows, least: 1 })).toEqual([
        { code: 'a', total: 5 },
        { code: 'b', total: 9_007_199_256 },
      ]);
    }
  });

  it('gives the texts of a set back as they were, and none for a field that is missing', async () => {
    const given = statement(
      `select code, n from ${rowset('rows', { position: 'int', code: 'text', n: 'int' })} as given order by position`,
    );
    const codes = ['a,b', '{}', '"quoted"', 'back\\slash', "it's", '', 'NULL', '片 ☃', 'two\nlines'];
    const rows = codes.map((code, position) => ({ position, code, n: position === 0 ? 7 : null }));
    const answer = await test.db.read.run(given, { rows: [...rows, { position: codes.length }] });
    const expected = [...codes, null].map((code, position) => ({ code, n: position === 0 ? 7 : null }));
    expect(answer).toEqual(expected);
    expect(await test.db.read.run(given, { rows: [] })).toEqual([]);
    await expect(test.db.read.run(given, { rows: JSON.stringify(rows) })).rejects.toThrow('takes rows');
  });
});
