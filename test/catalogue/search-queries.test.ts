/** The search over a database: the same rows in one order on every engine, and never older than the last commit. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { concept, item, itemChange, itemCode, product } from '../../db/schema/catalogue.ts';
import { importItems } from '../../src/catalogue/commands.ts';
import { searchItems } from '../../src/catalogue/queries.ts';
import { findItems, idsMatching } from '../../src/catalogue/search/search-queries.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actor, seedPeople } from './people.ts';
import { draft } from './sample.ts';

let test: TestDatabase;
const clock = new SettableClock(Date.parse('2026-11-23T01:40:00Z'));

const CORPUS = [
  draft('C01', '阿莫西林', {
    form: '胶囊剂',
    aliases: ['Amoxicillin'],
    codes: [
      { type: 'gtin', value: '6901234567892' },
      { type: 'base_code', value: '86901110000020' },
    ],
  }),
  draft('C02', '阿莫西林', { form: '颗粒剂', strength: '0.125g', townshipTier: false, countyTier: false }),
  draft('C03', '阿莫西林克拉维酸钾', { form: '片剂', manufacturer: '华北制药' }),
  draft('C04', '氨氯地平', { form: '片剂', manufacturer: '阿莫制药' }),
  draft('C05', '苯磺酸氨氯地平', { form: '片剂' }),
  draft('C06', '重组人胰岛素', { form: '注射液' }),
  draft('c07', '盐酸二甲双胍', { form: '缓释片', levels: { brand: '格华止', holder: '默克' } }),
  draft('C08', '阿莫西林', { form: '胶囊剂', strength: '0.5g', active: false }),
  draft('C10', '氨氯地平', { form: '片剂', strength: '10mg' }),
  draft('C09', '氨氯地平', { form: '片剂', strength: '5mg' }),
].map((one) => ({ ...one, code: one.code?.toUpperCase() ?? null }));

beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
  const answer = await importItems({ db: test.db, clock }, actor, CORPUS);
  expect(answer).toMatchObject({ ok: true, value: { new: CORPUS.length } });
});
afterAll(() => test.drop());

const codesIn = async (db: Database, q: string) =>
  (await searchItems(db.read, q, { limit: 20 })).map((each) => each.code);
const codes = (q: string) => codesIn(test.db, q);
const write = (work: Parameters<Database['transaction']>[0]) => test.db.transaction(work);
const idOf = async (code: string) => {
  const [row] = await test.db.read.select().from(item).where(eq(item.code, code));
  return row?.id ?? 0;
};

describe('one order on every engine', () => {
  it.each([
    ['阿莫西林', ['C01', 'C03', 'C02']],
    ['amxl', ['C01', 'C03', 'C02']],
    ['amoxilin', ['C01', 'C03', 'C02']],
    ['anoxilin', ['C01', 'C03', 'C02']],
    ['amoxicillin', ['C01']],
    ['amo', ['C01', 'C03', 'C02', 'C04']],
    ['阿莫', ['C01', 'C03', 'C02', 'C04']],
    ['aldp', ['C04', 'C09', 'C10', 'C05']],
    ['氨氯地平 10 mg', ['C10']],
    ['86901110000020', ['C01']],
    ['(01)06901234567892(17)270114(10)A2401', ['C01']],
    ['zzryds', ['C06']],
    ['格华止', ['C07']],
    ['moke', ['C07']],
    ['c0', ['C04', 'C09', 'C01', 'C07', 'C06', 'C05', 'C03', 'C02']],
    ['nothing at all', []],
  ])('%s', async (q, expected) => expect(await codes(q)).toEqual(expected));

  it('says why an item was found', async () => {
    expect(await searchItems(test.db.read, 'anoxilin', { limit: 1 })).toMatchObject([
      { code: 'C01', rank: 'misspelt' },
    ]);
    expect(await searchItems(test.db.read, '华北', { limit: 1 })).toMatchObject([{ code: 'C03', field: 'maker' }]);
  });

  it('keeps to a tier, finds retired items when asked, and is no filter when nothing is typed', async () => {
    const village = await searchItems(test.db.read, '阿莫西林', { tier: 'village', limit: 5 });
    expect(village).toEqual([]);
    const ids = await idsMatching(test.db.read, '阿莫西林', { retired: true });
    expect(ids).toHaveLength(4);
    expect(await idsMatching(test.db.read, '  ', {})).toBeUndefined();
  });
});

describe('what was committed is found at once', () => {
  it('however it was written', async () => {
    expect(await codes('xinmingcheng')).toEqual([]);
    const id = await idOf('C06');
    await write((tx) => tx.update(item).set({ genericName: '新名称' }).where(eq(item.id, id)));
    expect(await codes('xinmingcheng')).toEqual(['C06']);
    const code = { itemId: id, type: 'gtin' as const, value: '6900000000014' };
    await write((tx) => tx.insert(itemCode).values(code));
    expect(await codes('6900000000014')).toEqual(['C06']);
    await write((tx) => tx.update(itemCode).set({ validTo: '2026-01-01' }).where(eq(itemCode.value, code.value)));
    expect(await searchItems(test.db.read, code.value, { limit: 1 })).toMatchObject([{ rank: 'part' }]);
    await write((tx) => tx.delete(itemCode).where(eq(itemCode.value, code.value)));
    expect(await codes('6900000000014')).toEqual([]);
    await write((tx) => tx.update(item).set({ active: false }).where(eq(item.id, id)));
    expect(await codes('xinmingcheng')).toEqual([]);
  });

  it('in the levels above, for every pack below', async () => {
    await write((tx) => tx.update(product).set({ brand: '络活喜' }).where(eq(product.manufacturer, '阿莫制药')));
    expect(await codes('lhx')).toEqual(['C04']);
    await write((tx) =>
      tx
        .update(concept)
        .set({ aliases: ['Amlodipine'] })
        .where(eq(concept.genericName, '氨氯地平')),
    );
    expect(await codes('amlodip')).toEqual(['C04', 'C09', 'C10']);
  });

  it('by an import that knows a further name of a concept that exists', async () => {
    const more = draft('C11', '盐酸二甲双胍', { form: '缓释片', strength: '1g', aliases: ['Metformin'] });
    expect(await importItems({ db: test.db, clock }, actor, [more])).toMatchObject({ ok: true });
    expect(await codes('metformin')).toEqual(['C07', 'C11']);
  });

  it('and what was undone is not', async () => {
    const id = await idOf('C05');
    const undone = write(async (tx) => {
      await tx.update(item).set({ genericName: '没有写成' }).where(eq(item.id, id));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await codes('没有写成')).toEqual([]);
    await write((tx) => tx.update(item).set({ genericName: '写成了' }).where(eq(item.id, id)));
    expect(await codes('写成了')).toEqual(['C05']);
    expect(await codes('没有写成')).toEqual([]);
  });

  it('by everyone who asks while it is being read', async () => {
    const id = await idOf('C03');
    await write((tx) => tx.update(item).set({ genericName: '同时问' }).where(eq(item.id, id)));
    const answers = await Promise.all(Array.from({ length: 20 }, () => codes('tsw')));
    expect(answers.every((answer) => answer.join() === 'C03')).toBe(true);
  });

  it('refuses to be asked inside a transaction', async () => {
    const reading = test.db.read;
    await expect(write(() => findItems(reading, 'amxl', { limit: 1 }))).rejects.toThrow('inside a transaction');
  });

  it.runIf(engine !== 'pglite')('through another connection to the same data', async () => {
    const other = await openDatabase(test.address);
    expect(await codesIn(other, 'waimianxiede')).toEqual([]);
    const id = await idOf('C10');
    await other.transaction((tx) => tx.update(item).set({ genericName: '外面写的' }).where(eq(item.id, id)));
    expect(await codes('waimianxiede')).toEqual(['C10']);
    await write((tx) => tx.update(item).set({ genericName: '这里又改过' }).where(eq(item.id, id)));
    expect(await codesIn(other, 'zheliyougaiguo')).toEqual(['C10']);
    expect(await codesIn(other, 'waimianxiede')).toEqual([]);
    await other.close();
  });

  it('with a row for each item that was touched, of the revision that touched it', async () => {
    const [row] = await test.db.read
      .select({ items: sql<number>`cast(count(*) as integer)`.mapWith(Number) })
      .from(itemChange);
    expect(row?.items).toBe(CORPUS.length + 1);
  });
});
