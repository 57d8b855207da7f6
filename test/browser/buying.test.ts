/**
 * The road of buying: clinics ask, one plan is approved by three people and ordered from two suppliers; one ships
 * short, a lot is refused, the rest is shared, sent, owed, paid and booked, and nothing is left unexplained.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn, type Width } from './browser.ts';
import { dispatchTo, type Wanted, wantedOf } from './buying-goods.ts';
import {
  addToPlan,
  approve,
  askByRequisition,
  askByShortage,
  confirmOrder,
  declineTransfers,
  makePlan,
  placeOrders,
  said,
  send,
  sendOrder,
  shipLots,
} from './buying-steps.ts';
import { dayFromNow } from './candidates.ts';
import { lookBothWays } from './formulary-steps.ts';
import {
  actOnRun,
  closeNextMonth,
  findPayable,
  importStatement,
  openEveryNumber,
  prepareRun,
  recordInvoice,
} from './paying-steps.ts';
import {
  beginInspection,
  conclude,
  judgeLot,
  pickAndPost,
  receiveAll,
  sendOn,
  shareUnevenly,
} from './receiving-steps.ts';
import { expectCalm, look, press } from './steps.ts';

/** Packs that each clinic asks for; together more than comes. */
const EACH = 40;
/** Yuan from which the chief accountant decides too. */
const THIRD_TIER = 50_000;
const CLINICS = ['XG1801', 'XG1401'];
const APPROVERS = ['xiaozhuren', 'linzongyaoshi', 'huangkuaiji'];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(['desktop', 'phone'] as Width[])('the road of buying, %s', (width) => {
  const people = new Map<string, Person>();
  let asked: Wanted;
  let stocked: Wanted;
  let requisition: string;
  let shortage: string;
  let plan: string;
  let order: string;
  let delivery: string;
  let receipt: string;
  const lot = `G${width}01`;

  /** Village doctors have a phone; the others have what this road is about. */
  async function as(login: string): Promise<Person> {
    const known = people.get(login);
    if (known !== undefined) return known;
    const person = await signIn(browser, login, login.endsWith('yisheng') ? 'phone' : width);
    people.set(login, person);
    return person;
  }

  beforeAll(() => {
    asked = wantedOf('S001');
    stocked = wantedOf('S002');
  });
  afterAll(async () => {
    for (const person of people.values()) await person.context.close();
  });

  it('two clinics ask on a phone: one by a requisition, one through the shortage desk', async () => {
    requisition = await askByRequisition(await as('laiyisheng'), asked, EACH);
    await lookBothWays(await as('laiyisheng'), paths.requisition(requisition));
    await picture((await as('laiyisheng')).page, `buying-requisition-${width}`);
    const wanted = { packs: EACH, neededBy: dayFromNow(20) };
    shortage = await askByShortage(await as('zengyisheng'), await as('liuyaoshi'), asked, wanted);
    await lookBothWays(await as('liuyaoshi'), paths.demandPool());
    expect(await said(await as('liuyaoshi'))).toContain(`${EACH * 2}${asked.packUnit}`);
    await lookBothWays(await as('liuyaoshi'), paths.poolItem(asked.code));
    await picture((await as('liuyaoshi')).page, `buying-pool-${width}`);
  });

  it('the buyer makes one plan of both, buys what neighbours keep, and stocks up the hub', async () => {
    const buyer = await as('yecaigou');
    plan = await makePlan(buyer, CLINICS, `${width === 'phone' ? '手机' : '电脑'}采购计划`);
    await declineTransfers(buyer, plan, 1);
    expect(await said(buyer)).toContain(`${EACH * 2}${asked.packUnit}`);
    await addToPlan(buyer, plan, stocked, Math.ceil(THIRD_TIER / stocked.price) + 1);
    await picture(buyer.page, `buying-plan-${width}`);
    await buyer.page.locator(`main form[action="${paths.planAct(plan, 'submission')}"] button`).click();
    await lookBothWays(buyer, paths.plan(plan));
    expect(await said(buyer)).toContain('审批中');
  });

  it('three people approve it, each in turn, and the clinics see how far it is', async () => {
    for (const login of APPROVERS) await approve(await as(login), plan, '同意');
    const buyer = await as('yecaigou');
    await lookBothWays(buyer, paths.plan(plan));
    expect(await said(buyer)).toContain('已批准');
    await lookBothWays(await as('laiyisheng'), paths.requisition(requisition));
    expect(await said(await as('laiyisheng'))).toContain(plan);
    await lookBothWays(await as('zengyisheng'), paths.shortage(shortage));
  });

  it('two orders go to two suppliers; the first ships short, in two lots', async () => {
    const buyer = await as('yecaigou');
    const orders = await placeOrders(buyer, plan);
    await picture(buyer.page, `buying-ordered-${width}`);
    const suppliers = [await as('guojingli'), await as('pengjingli')];
    for (const [index, number] of orders.entries()) {
      await sendOrder(buyer, number);
      const supplier = suppliers[index] as Person;
      await confirmOrder(supplier, number);
      await lookBothWays(supplier, paths.portalOrder(number));
    }
    order = orders[0] ?? '';
    const lots = [
      { lot, packs: EACH, expires: dayFromNow(700) },
      { lot: `G${width}02`, packs: 10, expires: dayFromNow(640) },
    ];
    delivery = await shipLots(suppliers[0] as Person, order, `ZG-${width}`, lots);
    await picture((suppliers[0] as Person).page, `buying-shipped-${width}`);
    await lookBothWays(buyer, paths.order(order));
    expect(await said(buyer)).toContain(delivery);
  });

  it('one lot is accepted, one refused; what came is shared unevenly with a word, and sent on', async () => {
    const [keeper, hub, doctor] = [await as('zhongkuguan'), await as('liuyaoshi'), await as('laiyisheng')];
    receipt = await beginInspection(keeper, delivery);
    await send(keeper, '/counted');
    await judgeLot(keeper, receipt, 1, true);
    await judgeLot(keeper, receipt, 2, false);
    await picture(keeper.page, `buying-inspected-${width}`);
    await conclude(keeper, receipt);
    const given = await shareUnevenly(keeper, receipt, requisition, 5);
    const dispatches = await sendOn(keeper, receipt);
    expect(dispatches).toHaveLength(CLINICS.length);
    await lookBothWays(keeper, paths.receipt(receipt));
    await picture(keeper.page, `buying-shared-${width}`);
    const first = dispatchTo('XG1801', dispatches);
    await pickAndPost(keeper, hub, first, lot);
    await receiveAll(doctor, first, lot, given);
    await lookBothWays(doctor, paths.requisition(requisition));
    expect(await said(doctor), 'sent and received').toContain(`${given}${asked.packUnit}`.repeat(2));
    await look(await as('guojingli'), paths.portalOrder(order));
  });

  it('it is owed, invoiced, paid by a run that another approves, and the bank says so', async () => {
    const [accountant, chief] = [await as('zhoukuaiji'), await as('huangkuaiji')];
    const payable = await findPayable(accountant, receipt);
    const yuan = (EACH * asked.price).toFixed(2);
    const [party, number, day] = ['S001', `2536200000${width.length}${Date.now() % 100_000}`, dayFromNow(0)];
    await recordInvoice(accountant, { party, payable, number, yuan, day });
    await lookBothWays(accountant, paths.payable(payable));
    await picture(accountant.page, `buying-payable-${width}`);
    const run = await prepareRun(accountant, payable);
    expect(await accountant.page.locator('main form[action$="/approval"]').count(), 'not by who prepared it').toBe(0);
    await actOnRun(chief, paths.paymentApproval(run), run);
    await actOnRun(accountant, paths.paymentSending(run), run);
    const bank = { name: '赣州章贡医药有限公司', account: '1510200209000123457' };
    await importStatement(accountant, { run, day, yuan, ...bank });
    await lookBothWays(accountant, paths.payment(run));
    await picture(accountant.page, `buying-paid-${width}`);
    await lookBothWays(accountant, paths.payable(payable));
    await lookBothWays(chief, paths.account());
    await picture(chief.page, `buying-account-${width}`);
    expect(await openEveryNumber(chief)).toBe(8);
  });

  it('the month that is over is closed, the current one not; and all of it can be recomputed', async () => {
    const [chief, auditor] = [await as('huangkuaiji'), await as('luoshenji')];
    expect(await closeNextMonth(chief)).toBe(width === 'desktop');
    expect(await closeNextMonth(chief), 'the current month').toBe(false);
    await lookBothWays(chief, paths.books());
    await look(auditor, paths.verification());
    await press(auditor.page, auditor.page.locator(`main form[action="${paths.verification()}"] button`));
    await auditor.page.locator('main .notice', { hasText: '全部一致' }).waitFor({ timeout: 60_000 });
    await expectCalm(auditor);
  });
});
