/** Pages of plans through requests: made, opened, changed, refused with what was typed, approved, printed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantBudget } from '../../src/budgets/commands.ts';
import { paths } from '../../src/paths.ts';
import { activeContract } from '../prices/price-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { ORIGIN } from '../support/app.ts';
import { accepted, type TestItem } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem, stocked } from './plan-world.ts';

let world: PlanWorld;
let buyer: Browser;
let head: Browser;
beforeAll(async () => {
  world = await openPlanWorld();
  buyer = await signIn(world.app, world.buyer.login);
  head = await signIn(world.app, world.supplyHead.login);
  for (const member of [world.head, world.north, world.south]) {
    const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, reason: '年初下达' };
    accepted(
      await grantBudget(world.services, world.accountant, { key: key(), input: { ...input, amountFen: 5_000_000 } }),
    );
  }
});
afterAll(() => world.drop());

/** A plan of a contracted item with a neighbour's surplus and of one that nobody sells. */
async function made(): Promise<{ number: string; item: TestItem; need: number }> {
  const item = await soldItem(world, { item: { genericName: '盐酸二甲双胍片' } });
  const contract = { partyId: world.supplier.id, itemId: item.id, pricePack: 80_000, agreedUnits: 1000 };
  await activeContract(world, contract);
  const there = { storeId: world.neighbourStore, member: world.neighbour };
  await stocked(world, there, item, { quantityBase: 100, use30: 10 });
  const need = await asks(world, world.north, item, 75);
  const unsold = await soldItem(world, { sold: false, item: { genericName: '地高辛片' } });
  await asks(world, world.south, unsold, 20);
  return { number: await planned(world), item, need };
}

const html = async (answer: ReturnType<Browser['get']>) => (await answer).text;
const version = async (number: string) => String((await rowsOf(world, number)).document.version);

describe('making a plan', () => {
  it('shows the pool, keeps what was typed when refused, and opens the plan', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 20);
    expect(await html(buyer.get(paths.newPlan()))).toContain('需求池现有1条');
    const fields = { idempotency_key: key(), title: '试计划', neededBy: '2026-11-01' };
    const refused = await buyer.post(paths.plans(), fields);
    expect(refused.status).toBe(422);
    const again = refused.text;
    expect(again).toContain('试计划');
    expect(again).toContain('已经过去');
    const done = await buyer.post(paths.plans(), { ...fields, idempotency_key: key(), neededBy: '2026-12-10' });
    expect(done.status).toBe(303);
    const page = await html(buyer.get(done.location ?? ''));
    expect(page).toContain('试计划');
    expect(page).toContain(item.genericName);
    expect(await html(buyer.get(paths.plans()))).toContain('试计划');
  });
});

describe('the page of a plan', () => {
  it('says what needs attention and opens a line into its members and the sum', async () => {
    const { number, need } = await made();
    const page = await html(buyer.get(paths.plan(number)));
    expect(page).toContain('没有供应商1');
    expect(page).toContain('集采进度落后1');
    expect(page).toContain('完成0.0%');
    expect(page).toContain('1条富余调剂待答复');
    const lines = (await rowsOf(world, number)).lines;
    const line = lines.find((one) => one.partyId !== null)?.lineNumber ?? 0;
    const open = await html(buyer.get(paths.plan(number, { open: line })));
    expect(open).toContain('申报7盒5片 ＝ 总院库存0盒 ＋ 在途0盒 ＋ 调剂7盒 ＋ 采购5片');
    expect(open).toContain('江背分院');
    expect(open).toContain(paths.demandTrace(need));
    expect(open).toContain('社富分院 调给 江背分院 7盒');
    const flagged = await html(buyer.get(paths.plan(number, { rows: 'volume' })));
    expect(flagged).toContain('盐酸二甲双胍片');
    expect(flagged).not.toContain('地高辛片');
    expect(await html(buyer.get(paths.plan(number, { q: 'yseejsgp' })))).not.toContain('>地高辛片<');
    expect(await html(buyer.get(paths.demandTrace(need)))).toContain(number);
  });
  it('keeps what was typed in a refused line, saves it when it is whole, and drops it', async () => {
    const { number } = await made();
    const { lines } = await rowsOf(world, number);
    const line = lines.find((one) => one.partyId !== null)?.lineNumber ?? 0;
    const fields = async (more: object) => ({
      idempotency_key: key(),
      version: await version(number),
      packs: '9',
      reason: '',
      party: world.supplier.code,
      channel: '',
      channelReason: '',
      price: '',
      delivery: 'direct',
      ...more,
    });
    const refused = await buyer.post(paths.planLine(number, line), await fields({}));
    expect(refused.status).toBe(422);
    const page = refused.text;
    expect(page).toContain('value="9"');
    expect(page).toContain('请写理由');
    const saved = await buyer.post(paths.planLine(number, line), await fields({ reason: '备货' }));
    expect(saved.status).toBe(303);
    expect((await rowsOf(world, number)).lines.find((one) => one.lineNumber === line)).toMatchObject({
      quantityBase: 90,
      delivery: 'direct',
    });
    const decline = (await rowsOf(world, number)).transfers[0]?.id ?? 0;
    const declined = await buyer.post(paths.planTransferDecline(number, decline), {
      idempotency_key: key(),
      version: await version(number),
      reason: '对方要用',
    });
    expect(declined.status).toBe(303);
    // None waits any more: the act for all of them is gone from the page, and refused by name
    expect(await html(buyer.get(paths.plan(number)))).not.toContain(paths.planAct(number, 'declination'));
    const none = await buyer.post(paths.planAct(number, 'declination'), {
      idempotency_key: key(),
      version: await version(number),
      reason: '都不调',
    });
    expect(none.status).toBe(422);
    const other = lines.find((one) => one.partyId === null)?.lineNumber ?? 0;
    const drop = { idempotency_key: key(), version: await version(number), reason: '不采' };
    expect((await buyer.post(paths.planLineRemoval(number, other), drop)).status).toBe(303);
    const log = await html(buyer.get(paths.plan(number)));
    expect(log).toContain('不采');
    expect(log).toContain('备货');
  });
  it('is submitted, decided by whose turn it is, exported and printed', async () => {
    const { number } = await made();
    const { lines } = await rowsOf(world, number);
    const unsold = lines.filter((one) => one.partyId === null).map((one) => one.lineNumber);
    const early = await buyer.post(paths.planAct(number, 'submission'), {
      idempotency_key: key(),
      version: await version(number),
    });
    expect(early.status).toBe(422);
    expect(early.text).toContain('没有供应商');
    for (const line of unsold) {
      const drop = { idempotency_key: key(), version: await version(number), reason: '不采' };
      await buyer.post(paths.planLineRemoval(number, line), drop);
    }
    const submit = { idempotency_key: key(), version: await version(number) };
    expect((await buyer.post(paths.planAct(number, 'submission'), submit)).status).toBe(303);
    expect(await html(head.get(paths.plan(number)))).toContain('审核通过');
    expect(await html(head.get('/'))).toContain(number);
    const decide = async (more: object) => ({ idempotency_key: key(), version: await version(number), ...more });
    const returned = await head.post(paths.planAct(number, 'decision'), await decide({ decision: 'return' }));
    expect(returned.status).toBe(422);
    const agreed = await head.post(paths.planAct(number, 'decision'), await decide({ decision: 'approve' }));
    expect(agreed.status).toBe(303);
    const csv = await html(buyer.get(paths.planExport(number, 'csv')));
    for (const column of ['计划号', '近3月均耗', '安全库存', '审核量（总药师）', '预算余额'])
      expect(csv).toContain(column);
    expect((await buyer.get(paths.planExport(number, 'xlsx'))).status).toBe(200);
    const cookie = [...buyer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const pdf = await world.app.request(`${ORIGIN}${paths.planPaper(number)}`, { headers: { Cookie: cookie } });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const text = readPages(Buffer.from(await pdf.arrayBuffer())).join(' ');
    expect(text).toContain(number);
    expect(text).toContain('盐酸二甲双胍片');
  });
  it('answers 404 for what is not there', async () => {
    for (const path of ['/plans/JH-20200101-0001', '/plans/JH-20200101-0001/lines/1', '/demands/99999999']) {
      expect((await buyer.get(path)).status).toBe(404);
    }
  });
});
