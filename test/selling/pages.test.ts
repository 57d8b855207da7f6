/** The pages of selling prices: the list with its filters and files, proposing, deciding, and what repricing shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import { addItem, addPerson, addStock, addStore, nextNumber, type TestItem } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let world: PriceWorld;
let buyer: Browser;
let chief: Browser;
let drug: TestItem;
let pieces: TestItem;
const key = () => `selling-test-${nextNumber()}`;

beforeAll(async () => {
  world = await openPriceWorld();
  buyer = await signIn(world.app, world.buyer.login);
  chief = await signIn(world.app, (await addPerson(world.services, world.head, 'chief_accountant')).login);
  drug = await addItem(world.services, { genericName: '氨氯地平' });
  pieces = await addItem(world.services, { kind: 'decoction_piece', genericName: '黄芪' });
  const store = await addStore(world.services, world.head);
  for (const item of [drug, pieces]) {
    await addStock(world.services, store, { item, quantityBase: 48, organisationId: world.head.id });
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

describe('the list', () => {
  it('shows goods without a price, lets the buyer take over what was paid, and finds by pinyin', async () => {
    const before = await buyer.get(paths.selling({ state: 'missing' }));
    expect(before.text).toContain('氨氯地平');
    expect(before.text).toContain('有库存没有销售价');
    expect((await buyer.get(paths.home())).text).toContain('2个在库品种没有销售价');
    const done = await buyer.post(paths.sellingTakeover(), { idempotency_key: key() });
    expect(done.status).toBe(303);
    const again = await buyer.post(paths.sellingTakeover(), { idempotency_key: key() });
    expect(again.status).toBe(422);
    expect(again.text).toContain('没有可补齐的');
    const found = await buyer.get(paths.selling({ q: 'aldp' }));
    expect(found.text).toContain('12.5000');
    expect(found.text).toContain('沿用进价');
    expect(found.text).not.toContain('黄芪');
    expect((await buyer.get(paths.selling({ on: '2026-11-01', q: 'aldp' }))).text).not.toContain('沿用进价</');
    const csv = await buyer.get(paths.sellingExport('csv', { kind: 'drug' }));
    expect(csv.text).toContain('零差率');
    expect(csv.text).toContain('12.5');
  });

  it('is there in English too', async () => {
    await buyer.post('/preferences', { language: 'en', next: '/' });
    expect((await buyer.get(paths.selling())).text).toContain('zero markup');
    expect((await buyer.get(paths.itemSelling(pieces.code))).text).toContain('Propose a price');
    await buyer.post('/preferences', { language: 'zh', next: '/' });
  });
});

describe('setting a price', () => {
  const propose = (fields: Record<string, string>) =>
    buyer.post(paths.sellingProposals(pieces.code), {
      idempotency_key: key(),
      price: '15',
      validFrom: '2026-11-23',
      reason: '成本核算',
      ...fields,
    });

  it.each([
    ['price', '16', '加成最多25%'],
    ['price', 'x', '不是价格'],
    ['validFrom', '2026-11-22', '执行日已过'],
    ['reason', '', ''],
  ])('refuses %s %s and keeps what was typed', async (field, value, said) => {
    const answer = await propose({ [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
    expect(answer.text).toContain(field === 'reason' ? 'value="15"' : '成本核算');
  });

  it('is proposed, waits for another person, and is approved with all of it on the page', async () => {
    expect((await propose({})).status).toBe(303);
    const waiting = await chief.get(paths.itemSelling(pieces.code));
    expect((await chief.get(paths.home())).text).toContain('黄芪的销售价待批准');
    const [path = ''] = /\/prices\/selling\/items\/[^"]+\/approval/.exec(waiting.text) ?? [];
    expect(path).not.toBe('');
    expect((await buyer.get(paths.itemSelling(pieces.code))).text).not.toContain(path);
    expect((await buyer.post(path, { idempotency_key: key() })).status).toBe(403);
    expect((await chief.post(path.replace('approval', 'refusal'), { idempotency_key: key() })).status).toBe(422);
    expect((await chief.post(path, { idempotency_key: key() })).status).toBe(303);
    const page = await chief.get(paths.itemSelling(pieces.code));
    expect(page.text).toContain('15.0000');
    expect(page.text).toContain('20%');
    expect((await chief.get(paths.item(pieces.code))).text).toContain('15.0000');
    expect((await buyer.get(paths.itemPrices(pieces.code))).text).toContain('15.0000');
  });

  it('is not offered for what follows the price paid', async () => {
    const page = await buyer.get(paths.itemSelling(drug.code));
    expect(page.text).not.toContain(paths.sellingProposals(drug.code));
    expect(page.text).toContain('改价请做调价单');
    expect((await buyer.get(paths.itemSelling('NOPE'))).status).toBe(404);
  });
});

it('shows in a repricing what patients will pay, and what does not change', async () => {
  const opened = await buyer.post(paths.newRepricing(), { idempotency_key: key(), reason: '下调', legalBasis: '公告' });
  const number = /TJ-[0-9]{8}-[0-9]{4}/.exec(opened.location ?? '')?.[0] ?? '';
  for (const item of [drug, pieces]) {
    await buyer.post(paths.repricingLines(number), { idempotency_key: key(), item: item.code, price: '11' });
  }
  const page = await buyer.get(paths.repricing(number));
  expect(page.text).toContain('调后销售价');
  expect(page.text).toMatch(/12\.5000[\s\S]*11\.0000/);
  expect(page.text).toContain('加成不超过25%，不随调价单变');
});
