/** Pages of orders: placed from a plan, found, opened down to who asked, sent, answered, given up, printed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAll } from '../../src/kernel/finding.ts';
import { capitalAmount } from '../../src/kernel/money.ts';
import { listOrders } from '../../src/orders/list-queries.ts';
import { orderChecks } from '../../src/orders/verify.ts';
import { paths } from '../../src/paths.ts';
import { asks, planned, soldItem } from '../plans/plan-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { addMember, addPerson, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { approve, key, type OrderWorld, openOrderWorld, ordered, orderRows } from './order-world.ts';

let world: OrderWorld;
let buyer: Browser;
let auditor: Browser;
let branch: Browser;
let other: Browser;
let clinic: TestMember;
let doctor: Browser;

beforeAll(async () => {
  world = await openOrderWorld();
  const { services, north, neighbour } = world;
  buyer = await signIn(world.app, world.buyer.login);
  auditor = await signIn(world.app, world.auditor.login);
  clinic = await addMember(services, { kind: 'clinic', parent: north, name: '江背村卫生室' });
  branch = await signIn(world.app, (await addPerson(services, north, 'branch_pharmacist')).login);
  doctor = await signIn(world.app, (await addPerson(services, clinic, 'village_doctor')).login);
  other = await signIn(world.app, (await addPerson(services, neighbour, 'branch_head')).login);
});
afterAll(async () => {
  expect(await findAll(orderChecks, world.services.db.read)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});

const version = async (number: string) => String((await orderRows(world, number)).document.version);
const fields = async (number: string, more: Record<string, string> = {}) => ({
  idempotency_key: key(),
  version: await version(number),
  ...more,
});
const send = async (number: string) => buyer.post(paths.orderSending(number), await fields(number, { way: 'page' }));

describe('placing orders', () => {
  it('shows what will be made, makes it once, and leads to the order', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 60);
    const plan = await planned(world);
    expect((await buyer.get(paths.planOrders(plan))).text).toContain('还没有批完');
    await approve(world, plan);
    expect((await buyer.get(paths.plan(plan))).text).toContain(paths.planOrders(plan));
    const shown = await buyer.get(paths.planOrders(plan));
    expect(shown.text).toContain('下1张订单');
    expect(shown.text).toContain('60.00');
    const placed = await buyer.post(paths.planOrders(plan), { idempotency_key: key() });
    expect(placed.location).toMatch(/^\/orders\/CG-/);
    expect((await buyer.follow(placed)).text).toContain('已下单');
    const again = await buyer.post(paths.planOrders(plan), { idempotency_key: key() });
    expect(again.status).toBe(422);
    expect(again.text).toContain('已经下过单');
    expect((await auditor.get(paths.planOrders(plan))).status).toBe(403);
  });
});

describe('the list', () => {
  it('finds orders by number, supplier and item, and exports them', async () => {
    const { number, item } = await ordered(world);
    const finds = async (q: string) => (await buyer.get(paths.orders({ q }))).text.includes(number);
    expect(await finds(number)).toBe(true);
    expect(await finds('章贡')).toBe(true);
    expect(await finds(item.code)).toBe(true);
    expect(await finds('没有这个')).toBe(false);
    expect((await buyer.get(paths.ordersExport('csv', { q: number }))).text).toContain(number);
    expect((await buyer.get(paths.orders({ late: '1' }))).text).not.toContain(number);
    const ask = { scope: { scopePath: '/' }, filter: { late: true, q: number }, limit: 9 };
    const [late] = await listOrders(world.services.db.read, { ...ask, today: '2026-12-20' });
    expect(late).toMatchObject({ number, late: 1, lateSince: '2026-12-10' });
  });

  it('shows members only what serves them, without amounts, and nothing to others', async () => {
    const { number, item } = await ordered(world);
    expect((await branch.get(paths.orders())).text).toContain(number);
    expect((await other.get(paths.orders())).text).not.toContain(number);
    expect((await other.get(paths.order(number))).status).toBe(404);
    const record = await branch.get(paths.order(number, { line: 1 }));
    expect(record.status).toBe(200);
    expect(record.text).toContain(item.genericName);
    expect(record.text).toContain('江背分院');
    expect(record.text).not.toContain('良村分院');
    expect(record.text).not.toContain('预算占用');
    expect(record.text).not.toContain('订单金额');
    const cells = async (reader: Browser) => (await reader.get(paths.ordersExport('csv'))).text.split(/[\r\n,]+/);
    expect(await cells(buyer)).toContain('90');
    expect(await cells(branch)).not.toContain('90');
    expect((await doctor.get(paths.order(number))).status).toBe(404);
  });

  it('shows a village doctor the line that brings what was asked for, without prices', async () => {
    const [mine, foreign] = [await soldItem(world), await soldItem(world)];
    await asks(world, clinic, mine, 30);
    await asks(world, world.south, foreign, 50);
    const plan = await planned(world);
    await approve(world, plan);
    const placed = await buyer.post(paths.planOrders(plan), { idempotency_key: key() });
    const path = placed.location ?? '';
    const { text } = await doctor.get(`${path}?line=1`);
    expect(text).toContain(mine.genericName);
    expect(text).toContain('江背村卫生室');
    for (const hidden of [foreign.genericName, '30.00', '10.0000', plan]) expect(text).not.toContain(`>${hidden}`);
    expect((await branch.get(path)).text).toContain(mine.genericName);
  });
});

describe('the record', () => {
  it('opens a line into every member it serves, with plan, price, budgets and the one account', async () => {
    const { number, planNumber } = await ordered(world);
    const { text } = await buyer.get(paths.order(number, { line: 1 }));
    for (const part of [planNumber, '江背分院', '良村分院', '采购账户', '预算占用', '90.00', '急']) {
      expect(text).toContain(part);
    }
  });

  it('tells a stale page who did what, keeps what was typed, and says of a late act what came before it', async () => {
    const { number } = await ordered(world);
    const stale = await fields(number, { way: 'page' });
    expect((await send(number)).status).toBe(303);
    const told = await buyer.post(paths.orderSending(number), { ...stale, idempotency_key: key() });
    expect(told.status).toBe(409);
    expect(told.text).toMatch(/\d\d:\d\d发出了它。什么都没有改/);
    const rest = { which: 'all', reason: '对方已停产' };
    const late = await buyer.post(paths.orderRemainder(number), { ...stale, ...rest, idempotency_key: key() });
    expect(late.status).toBe(409);
    expect(late.text).toContain('发出了它');
    expect(late.text).toContain('对方已停产');
  });

  it('is sent, answered by telephone with the field of each mistake, and waits as a task', async () => {
    const { number } = await ordered(world);
    expect((await buyer.get(paths.home())).text).toContain(`订单${number}待发送`);
    expect((await send(number)).status).toBe(303);
    const wrong = await buyer.post(
      paths.orderAnswer(number),
      await fields(number, { 'line.1.answer': 'changed', 'line.1.packs': '4', 'line.1.on': '2026-12-01' }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('要写理由');
    expect(wrong.text).toMatch(/name="line\.1\.packs"[^>]*value="4"|value="4"[^>]*name="line\.1\.packs"/);
    const said = {
      'line.1.answer': 'changed',
      'line.1.packs': '4',
      'line.1.on': '2026-12-01',
      'line.1.reason': '缺货',
    };
    const answered = await buyer.post(paths.orderAnswer(number), await fields(number, said));
    expect(answered.location).toBe(paths.order(number));
    const { line } = await orderRows(world, number);
    expect(line).toMatchObject({ answer: 'changed', answeredBase: 40, promisedOn: '2026-12-01', answerReason: '缺货' });
    expect((await buyer.get(paths.home())).text).toContain(`订单${number}供应商有拒绝或改动`);
  });

  it('confirms all lines with one day', async () => {
    const { number } = await ordered(world);
    await send(number);
    const refused = await buyer.post(
      paths.orderAnswer(number),
      await fields(number, { all: '1', allOn: '2020-01-01' }),
    );
    expect(refused.status).toBe(422);
    await buyer.post(paths.orderAnswer(number), await fields(number, { all: '1', allOn: '2026-12-02' }));
    expect((await orderRows(world, number)).line).toMatchObject({ answer: 'confirmed', promisedOn: '2026-12-02' });
  });

  it('says what giving up frees, asks for lines and a reason, and frees it', async () => {
    const { number } = await ordered(world);
    const page = await buyer.get(paths.orderRemainder(number));
    expect(page.text).toContain('不能撤销');
    expect(page.text).toContain('90.00');
    const none = await buyer.post(
      paths.orderRemainder(number),
      await fields(number, { which: 'some', reason: '停产' }),
    );
    expect(none.status).toBe(422);
    expect(none.text).toContain('没有勾选');
    const { line } = await orderRows(world, number);
    const some = { which: 'some', line: String(line.id), reason: '停产' };
    expect((await buyer.post(paths.orderRemainder(number), await fields(number, some))).status).toBe(303);
    expect((await orderRows(world, number)).document.status).toBe('cancelled');
    expect((await auditor.get(paths.orderRemainder(number))).status).toBe(403);
  });
});

describe('the paper', () => {
  it('names number, account, supplier, lines, and the total in capitals', async () => {
    const { number, item } = await ordered(world);
    const answer = await buyer.get(paths.orderPaper(number));
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const response = await world.app.request(`http://localhost${paths.orderPaper(number)}`, {
      headers: { Cookie: [...buyer.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    const text = JSON.stringify(await readPages(Buffer.from(await response.arrayBuffer())));
    for (const part of [
      '采购订单',
      number,
      item.code,
      '章贡医药',
      '90.00',
      capitalAmount((await orderRows(world, number)).order.amountFen),
      '10.0000',
    ])
      expect(text).toContain(part);
    expect((await branch.get(paths.orderPaper(number))).status).toBe(403);
    expect((await buyer.get(paths.orderLinesExport(number, 'csv'))).text).toContain(item.code);
  });
});
