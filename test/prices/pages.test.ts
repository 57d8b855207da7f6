/** The pages of prices: the list of a day, recording and correcting, terms, and the import with its preview. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { priceOn, pricesOn } from '../../src/prices/applicable-queries.ts';
import { addItem, addPerson, nextNumber, type TestItem } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addSupplier, listed, openPriceWorld, type PriceWorld, sells } from './price-world.ts';

let world: PriceWorld;
let buyer: Browser;
let item: TestItem;
const TODAY = '2026-11-23';
const key = () => `prices-test-${nextNumber()}`;

beforeAll(async () => {
  world = await openPriceWorld();
  buyer = await signIn(world.app, world.buyer.login);
  item = await addItem(world.services, { genericName: '氨氯地平' });
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const record = (code: string, fields: Record<string, string>) =>
  buyer.post(paths.listedPrices(code), {
    idempotency_key: key(),
    price: '12.5',
    validFrom: TODAY,
    source: '省平台公告',
    ...fields,
  });

describe('a listed price', () => {
  it('is recorded, corrected on the same day, and changed by a new row that closes the old one', async () => {
    expect((await record(item.code, { price: '125' })).status).toBe(303);
    expect((await record(item.code, { price: '12.5' })).status).toBe(303);
    expect((await record(item.code, { price: '11', validFrom: '2026-12-01' })).status).toBe(303);
    const page = await buyer.get(paths.itemPrices(item.code));
    expect(page.text).toContain('12.5000');
    expect(page.text).toContain('2026-11-30');
    expect(page.text).not.toContain('125.0000');
  });

  it.each([
    ['price', 'free', '不是价格'],
    ['price', '0', '不是价格'],
    ['price', '1.23456', '不是价格'],
    ['validFrom', '2026-02-30', '日期'],
    ['validFrom', '2026-11-24', '请从那天以后改'],
    ['validFrom', '2029-01-01', '一年以后'],
    ['source', '', ''],
  ])('is refused with %s %s, keeping what was typed', async (field, value, said) => {
    const answer = await record(item.code, { price: '10', [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
    expect(answer.text).toContain('省平台公告'.slice(0, field === 'source' ? 0 : 5));
  });

  it('of an earlier day cannot be changed any more', async () => {
    const old = await addItem(world.services);
    await listed(world, old.id, 90_000, '2026-11-20');
    world.clock.set(world.clock.now() + 3 * DAY_MS);
    buyer = await signIn(world.app, world.buyer.login);
    const late = await record(old.code, { validFrom: '2026-11-20', price: '8' });
    world.clock.set(world.clock.now() - 3 * DAY_MS);
    buyer = await signIn(world.app, world.buyer.login);
    expect(late.status).toBe(422);
    expect(late.text).toContain('以前录入的');
  });
});

describe('terms of supply', () => {
  const term = (fields: Record<string, string>) =>
    buyer.post(paths.supplyTerms(item.code), {
      idempotency_key: key(),
      leastPacks: '10',
      stepPacks: '5',
      leadDays: '2',
      preference: '1',
      active: '1',
      ...fields,
    });

  it('make the listed price one that can be bought at, with its reason', async () => {
    const seller = await addSupplier(world);
    expect((await term({ party: String(seller.id) })).status).toBe(303);
    const price = await priceOn(world.services.db.read, { itemId: item.id, day: TODAY });
    expect(price).toMatchObject({ partyId: seller.id, pricePack: 125_000, leastPacks: 10, stepPacks: 5, leadDays: 2 });
    const page = await buyer.get(paths.prices({ q: '氨氯地平' }));
    expect(page.text).toContain('首选供应商');
    expect(page.text).toContain(seller.shortName);
    expect((await buyer.get(paths.itemPrices(item.code, { on: '2026-01-01' }))).text).toContain('这天没有供货条件');
  });

  it('are refused with a least order between two steps, and from a party that only makes', async () => {
    const seller = await addSupplier(world);
    const maker = await addSupplier(world, { kind: 'maker' });
    expect((await term({ party: String(seller.id), leastPacks: '7' })).text).toContain('倍数');
    expect((await term({ party: String(maker.id) })).status).toBe(422);
  });
});

describe('the import', () => {
  const upload = (csv: string) =>
    buyer.post(paths.priceImport(), {
      idempotency_key: key(),
      source: '第11批公告',
      file: new File([csv], 'prices.csv', { type: 'text/csv' }),
    });

  it('shows row by row what it would do, changes nothing, and then records the good rows', async () => {
    const [first, second] = [await addItem(world.services), await addItem(world.services)];
    await listed(world, second.id, 70_000, '2026-01-01');
    const rows = [
      `${first.code},5.5,2026-11-20`,
      `${second.code},7,`,
      'NOPE,1,',
      `${first.code},6,`,
      `${second.code},x,`,
    ];
    const preview = await upload(`药品编码,挂网价,执行日期\n${rows.join('\n')}\n`);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('录入1行，不变1行，不录入3行');
    expect(preview.text).toContain('没有编码或条码NOPE的品种');
    expect((await buyer.get(paths.itemPrices(first.code))).text).toContain('没有人供应');
    const typed = /name="rows" value="([^"]+)"/.exec(preview.text)?.[1] ?? '';
    const fields = { idempotency_key: key(), source: '第11批公告', rows: typed };
    expect((await buyer.post(paths.priceApplication(), fields)).status).toBe(303);
    expect((await buyer.post(paths.priceApplication(), fields)).status).toBe(303);
    const page = await buyer.get(paths.itemPrices(first.code));
    expect(page.text).toContain('5.5000');
    expect(page.text).toContain('第11批公告');
  });

  it.each(['', '一列\n1\n', '药品编码,价格外\nA,1\n'])('refuses %j in words', async (csv) => {
    const answer = await upload(csv);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('data-error-summary');
  });

  it('refuses rows that were meddled with', async () => {
    const rows = `${item.id},0,2026-11-24`;
    const answer = await buyer.post(paths.priceApplication(), { idempotency_key: key(), source: 'x', rows });
    expect(answer.status).toBe(422);
    const nonsense = { idempotency_key: key(), source: 'x', rows: "1,2,3'; drop table item" };
    expect((await buyer.post(paths.priceApplication(), nonsense)).status).toBe(422);
  });
});

describe('who may', () => {
  it('read and not write: an auditor', async () => {
    const auditor = await addPerson(world.services, world.head, 'auditor');
    const browser = await signIn(world.app, auditor.login);
    const page = await browser.get(paths.itemPrices(item.code));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(paths.listedPrices(item.code));
    expect((await browser.get(paths.pricesExport('csv'))).text).toContain(item.code);
    expect((await browser.post(paths.listedPrices(item.code), {})).status).toBe(403);
  });

  it('ask for many items at once', async () => {
    const seller = await addSupplier(world);
    const ids: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const one = await addItem(world.services);
      await sells(world, seller.id, one.id);
      ids.push(one.id);
    }
    const prices = await pricesOn(world.services.db.read, { itemIds: ids, day: TODAY });
    expect(prices.size).toBe(20);
  });
});

describe('the side navigation', () => {
  it.each([
    ['prices', paths.prices()],
    ['contracts', paths.contracts()],
    ['volumes', paths.volumeProgress()],
    ['negotiations', paths.negotiations()],
    ['repricings', paths.repricings()],
  ])('has one place for prices and what they come from, and is there on the page of %s', async (_, path) => {
    const { text } = await buyer.get(path);
    const [aside] = /<nav class="nav".*?<\/nav>/s.exec(text) ?? [''];
    expect(aside).toContain('data-go="prices" aria-current="page"');
    expect(aside.match(/aria-current="page"/g)).toHaveLength(1);
    for (const tab of [paths.contracts(), paths.negotiations(), paths.repricings()]) {
      expect(aside).not.toContain(`href="${tab}"`);
      expect(text).toContain(`href="${tab}"`);
    }
  });
});
