/** The suppliers' own pages: own orders from the day they were sent, answered, shipped lot by lot, and nothing more. */

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryLine } from '../../db/schema/orders.ts';
import { party } from '../../db/schema/parties.ts';
import { paths } from '../../src/paths.ts';
import { addMember, addOutside, addPerson, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty } from '../support/parties.ts';
import { key, type OrderWorld, openOrderWorld, ordered, orderRows } from './order-world.ts';

let world: OrderWorld;
let seller: Browser;
let rival: Browser;
let inner: Browser;
let buyer: Browser;
let receiver: Browser;

beforeAll(async () => {
  world = await openOrderWorld();
  const { services, head } = world;
  const company = await addOutside(services, { code: 'DUISHOU', name: '对手医药公司' });
  await addParty(services, { code: 'S777', name: '对手医药', organisationId: company.id });
  const member = await addMember(services, { kind: 'company', parent: head, code: 'YYGS', name: '县医药总公司' });
  await addParty(services, { code: 'S778', name: '县医药总公司', organisationId: member.id });
  seller = await signIn(world.app, world.seller.login);
  rival = await signIn(world.app, (await addPerson(services, company, 'supplier')).login);
  inner = await signIn(world.app, (await addPerson(services, member, 'supplier')).login);
  buyer = await signIn(world.app, world.buyer.login);
  receiver = await signIn(world.app, (await addPerson(services, head, 'storekeeper')).login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const fields = async (number: string, more: Record<string, string> = {}) => ({
  idempotency_key: key(),
  version: String((await orderRows(world, number)).document.version),
  ...more,
});

async function sent() {
  const made = await ordered(world);
  const answer = await buyer.post(paths.orderSending(made.number), await fields(made.number, { way: 'page' }));
  expect(answer.status).toBe(303);
  return made;
}

const note = (more: Record<string, string> = {}) => ({
  idempotency_key: key(),
  to: world.head.code,
  noteNumber: key().slice(-20),
  shippedOn: '2026-11-23',
  expectedOn: '2026-11-25',
  ...more,
});

const lot = (row: number, number: string, packs: string, expires = '2028-06-30') => ({
  [`lots.1.${row}.lot`]: number,
  [`lots.1.${row}.packs`]: packs,
  [`lots.1.${row}.expires`]: expires,
});

const pagesOf = (number: string) => [
  paths.portalOrder(number),
  paths.portalPaper(number),
  paths.portalLinesExport(number, 'csv'),
  paths.portalAnswer(number),
  paths.portalShipping(number),
];

describe('what a supplier sees', () => {
  it('is nothing before the order was sent, and then the own order alone', async () => {
    const { number } = await ordered(world);
    expect((await seller.get(paths.portal())).text).not.toContain(number);
    for (const path of pagesOf(number)) expect([path, (await seller.get(path)).status]).toEqual([path, 404]);
    await buyer.post(paths.orderSending(number), await fields(number, { way: 'page' }));
    expect((await seller.get(paths.portal())).text).toContain(number);
    for (const path of pagesOf(number)) {
      expect([path, (await seller.get(path)).status]).toEqual([path, 200]);
      for (const stranger of [rival, inner]) expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    for (const stranger of [rival, inner]) {
      expect((await stranger.get(paths.portal())).text).not.toContain(number);
      const act = await stranger.post(
        paths.portalAnswer(number),
        await fields(number, { all: '1', allOn: '2026-12-01' }),
      );
      expect(act.status).toBe(404);
      expect((await stranger.post(paths.portalShipping(number), note(lot(0, 'A1', '9')))).status).toBe(404);
    }
    expect((await buyer.get(paths.portalOrder(number))).status).toBe(403);
  });

  it('is no member stock, no need, no plan, no budget and no other price', async () => {
    const { number, item, planNumber } = await sent();
    await addStock(world.services, world.headStore, { item, quantityBase: 7770, organisationId: world.head.id });
    for (const path of [...pagesOf(number), paths.portal(), paths.home(), paths.portalStatement()]) {
      const { text } = await seller.get(path);
      for (const secret of [
        planNumber,
        '江背',
        '良村',
        '预算',
        '777盒',
        '价格依据',
        '合同',
        world.buyer.name,
        '对手',
      ]) {
        expect([path, secret, text.includes(secret)]).toEqual([path, secret, false]);
      }
    }
    expect((await seller.get(paths.portalOrder(number))).text).toContain('90.00');
  });

  it('stays so when it is crawled through every link of its pages', async () => {
    const { number } = await sent();
    const seen = new Set<string>([paths.portal()]);
    const queue = [paths.portal()];
    for (let path = queue.shift(); path !== undefined && seen.size < 80; path = queue.shift()) {
      const answer = await rival.get(path);
      expect([path, answer.status < 500, answer.text.includes(number)]).toEqual([path, true, false]);
      for (const [, href = ''] of answer.text.matchAll(/href="(\/[^"#]*)"/g)) {
        const next = href.replaceAll('&amp;', '&');
        if (!seen.has(next) && !next.startsWith('/assets') && !next.startsWith('/logout')) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(4);
  });
});

describe('shipping', () => {
  it('takes several lots a line, and more rows without script, and keeps what was typed', async () => {
    const { number } = await sent();
    const typed = note({ ...lot(0, 'A1', '4'), more: '1' });
    const more = await seller.post(paths.portalShippingFile(number), typed);
    expect(more.status).toBe(200);
    expect(more.text).toContain('name="lots.1.1.lot"');
    expect(more.text).toContain('value="A1"');
    const wrong = await seller.post(paths.portalShipping(number), note({ ...lot(0, 'A1', '4', '2020-01-01') }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('不能发货');
    expect(wrong.text).toContain('f-lots-1-0-expires-error');
    const two = { ...lot(0, 'A1', '4'), ...lot(1, 'A2', '6'), 'lots.1.1.maker': '别家药厂' };
    const done = await seller.post(paths.portalShipping(number), note(two));
    expect(done.location).toMatch(/^\/portal\/deliveries\/SH-/);
    const shown = await seller.follow(done);
    for (const part of ['A1', 'A2', '厂家改为别家药厂', '多发1盒']) expect(shown.text).toContain(part);
    const delivery = (done.location ?? '').split('/').at(-1) ?? '';
    const ours = await receiver.get(paths.delivery(delivery));
    expect(ours.text).toContain('厂家改为别家药厂');
    expect((await buyer.get(paths.order(number))).text).toContain('多发1盒');
    expect((await rival.get(paths.portalDelivery(delivery))).status).toBe(404);
    expect((await rival.post(paths.portalWithdrawal(delivery), { idempotency_key: key(), reason: '错' })).status).toBe(
      404,
    );
    const back = await seller.post(paths.portalWithdrawal(delivery), { idempotency_key: key(), reason: '发错了' });
    expect(back.status).toBe(303);
    expect((await orderRows(world, number)).line.shippedBase).toBe(0);
  });

  it('reads a sheet of lots into the form, names wrong rows, and announces after a look', async () => {
    const { number } = await sent();
    const sheet = (rows: string) => new File([`\ufeff行号,批号,生产日期,有效期至,本次数量\r\n${rows}`], 'lots.csv');
    const post = (rows: string) =>
      seller.post(paths.portalShippingFile(number), { idempotency_key: key(), to: world.head.code, file: sheet(rows) });
    const wrong = await post('9,B1,2026-01-01,2028-01-31,3\r\n');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('第2行');
    const read = await post('1,B1,2026-01-01,2028-01-31,3\r\n1,B2,,2028-02-28,2.5\r\n');
    expect(read.status).toBe(200);
    expect(read.text).toContain('已从表格读入2个批号');
    expect(read.text).toContain('value="B2"');
    const done = await seller.post(
      paths.portalShipping(number),
      note({ ...lot(0, 'B1', '3'), ...lot(1, 'B2', '2.5') }),
    );
    expect(done.status).toBe(303);
    const db = world.services.db.read;
    const { line } = await orderRows(world, number);
    const rows = await db.select().from(deliveryLine).where(eq(deliveryLine.orderLineId, line.id));
    expect(rows.map((row) => row.quantityBase)).toEqual([30, 25]);
  });

  it('keeps invoices with the delivery, told by content, and shows them to receivers alone', async () => {
    const { number } = await sent();
    const done = await seller.post(paths.portalShipping(number), note(lot(0, 'C1', '9')));
    const delivery = (done.location ?? '').split('/').at(-1) ?? '';
    const file = new File(['%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n'], 'invoice.pdf');
    const fieldsOf = { idempotency_key: key(), subject: `document ${delivery}`, title: '发票12345678 金额90.00', file };
    const kept = await seller.post(paths.attachments(), fieldsOf);
    expect(kept.location).toBe(paths.portalDelivery(delivery));
    expect((await seller.follow(kept)).text).toContain('发票12345678');
    expect((await receiver.get(paths.delivery(delivery))).text).toContain('发票12345678');
    const href = /href="(\/attachments\/\d+)"/.exec((await receiver.get(paths.delivery(delivery))).text)?.[1] ?? '';
    expect((await rival.get(href)).status).toBe(404);
  });
});

describe('a login without a party', () => {
  it('is told so and finds nothing', async () => {
    await world.services.db.transaction((tx) =>
      tx.update(party).set({ organisationId: null }).where(eq(party.code, 'S777')),
    );
    expect((await rival.get(paths.portal())).text).toContain('还没有对应的供应商');
    expect((await rival.get(paths.portalDeliveries())).status).toBe(404);
  });
});
