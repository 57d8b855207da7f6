/** The acts on a plan: the buyer's changes, approval by amount with budgets, returns, races; each refusal by name. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetHold } from '../../db/schema/budgets.ts';
import { demand } from '../../db/schema/demand.ts';
import { planLine } from '../../db/schema/plans.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { budgetedShares } from '../../src/plans/budget-queries.ts';
import { abandonPlan, closePlan, recallPlan, reopenPlan, repricePlan, submitPlan } from '../../src/plans/commands.ts';
import { cutLine, decidePlan, escalatePlan, returnLine } from '../../src/plans/decide-commands.ts';
import { dropLine } from '../../src/plans/drop-commands.ts';
import { addLine, changeLine, type LineInput } from '../../src/plans/line-commands.ts';
import { returnMember } from '../../src/plans/member-commands.ts';
import { acceptTransfer, declineTransfer } from '../../src/plans/transfer-commands.ts';
import { closeDemand } from '../../src/requisitions/demand-commands.ts';
import { demandTrace, openDemand } from '../../src/requisitions/demand-queries.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accepted, addItem, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';
import { addParty } from '../support/parties.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem, stocked } from './plan-world.ts';

let world: PlanWorld;
beforeAll(async () => {
  world = await openPlanWorld();
  for (const member of [world.head, world.north, world.south]) await grant(member, 100_000_00);
});
afterAll(() => world.drop());

async function grant(member: TestMember, amountFen: number) {
  const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, amountFen, reason: '年初下达' };
  accepted(await grantBudget(world.services, world.accountant, { key: key(), input }));
}

type Outcome = Promise<{ ok: true } | { ok: false; reason: string }>;
async function outcome(answer: Outcome): Promise<string> {
  const given = await answer;
  return given.ok ? 'accepted' : given.reason;
}

const seen = async (number: string) => ({ number, version: (await rowsOf(world, number)).document.version });

async function openOf(item: TestItem): Promise<number> {
  const rows = await openDemand(world.services.db.read, { itemIds: [item.id] });
  return rows.reduce((sum, row) => sum + row.openBase, 0);
}

async function change(number: string, line: number, more: Partial<LineInput>, actor: TestPerson = world.buyer) {
  const input: LineInput = {
    ...(await seen(number)),
    line,
    quantityBase: 0,
    reason: '',
    party: world.supplier.code,
    channel: null,
    channelReason: '',
    pricePack: null,
    delivery: 'hub',
    ...more,
  };
  return changeLine(world.services, actor, key(), input);
}

const submit = async (number: string, actor: TestPerson = world.buyer) =>
  submitPlan(world.services, actor, key(), await seen(number));
const decide = async (number: string, actor: TestPerson, more: object = {}) =>
  decidePlan(world.services, actor, key(), {
    ...(await seen(number)),
    decision: 'approve',
    note: '',
    grant: false,
    ...more,
  });

/** A plan of one item that a branch asks 60 of and another 30, not submitted yet. */
async function draft(): Promise<{ number: string; item: TestItem; north: number; south: number }> {
  const item = await soldItem(world);
  const north = await asks(world, world.north, item, 60, { urgent: true });
  const south = await asks(world, world.south, item, 30);
  return { number: await planned(world), item, north, south };
}

describe('the buyer changes lines', () => {
  it('gives back what is cut, the least pressing first, and takes it along again', async () => {
    const { number, item, north, south } = await draft();
    expect(await outcome(change(number, 1, { quantityBase: 70 }))).toBe('plan_change_reason');
    expect(await outcome(change(number, 1, { quantityBase: 75, reason: '够了' }))).toBe('plan_whole_packs');
    accepted(await change(number, 1, { quantityBase: 70, reason: '够了' }));
    const cut = await rowsOf(world, number);
    expect(cut.served.find((one) => one.demandId === north)?.quantityBase).toBe(60);
    expect(cut.served.find((one) => one.demandId === south)?.quantityBase).toBe(10);
    expect(cut.plan.amountFen).toBe(7000);
    expect(await openOf(item)).toBe(20);
    accepted(await change(number, 1, { quantityBase: 120, reason: '多备' }));
    const raised = await rowsOf(world, number);
    expect(raised.lines[0]).toMatchObject({ quantityBase: 120, askedBase: 90, toBuyBase: 90, amountFen: 12_000 });
    expect(await openOf(item)).toBe(0);
  });
  it('needs evidence for exceptional channels, keeps gifts free, and refuses who does not sell it', async () => {
    const { number, item } = await draft();
    const filed = { quantityBase: 90, channel: 'filed' as const, pricePack: 90_000 };
    expect(await outcome(change(number, 1, filed))).toBe('plan_channel_reason');
    expect(await outcome(change(number, 1, { ...filed, channelReason: '断供' }))).toBe('plan_evidence_short');
    const evidence = { ...filed, channelReason: '两家配送企业书面断供，附回函' };
    expect(await outcome(change(number, 1, { ...evidence, pricePack: 110_000 }))).toBe('price_above_listed');
    accepted(await change(number, 1, evidence));
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({ channel: 'filed', amountFen: 8100 });
    const gift = { quantityBase: 90, channel: 'donation' as const, channelReason: '省红会捐赠' };
    expect(await outcome(change(number, 1, { ...gift, pricePack: 5 }))).toBe('plan_donation_priced');
    accepted(await change(number, 1, gift));
    const stranger = await addParty(world.services);
    expect(await outcome(change(number, 1, { quantityBase: 90, party: stranger.code }))).toBe('plan_not_sold');
    expect(await outcome(change(number, 1, { quantityBase: 90, party: 'NOPE' }))).toBe('plan_party_unknown');
    expect(await outcome(change(number, 9, { quantityBase: 90 }))).toBe('plan_line_gone');
    expect(await outcome(change(number, 1, { quantityBase: 90 }, world.auditor))).toBe('forbidden');
  });
  it('drops a line with a reason and adds one by hand, with its open demand', async () => {
    const { number, item } = await draft();
    const drop = async (reason: string) =>
      dropLine(world.services, world.buyer, key(), { ...(await seen(number)), line: 1, reason });
    expect(await outcome(drop(' '))).toBe('reason_missing');
    accepted(await drop('换规格'));
    expect(await openOf(item)).toBe(90);
    const add = async (itemCode: string, quantityBase: number, reason = '补采') =>
      addLine(world.services, world.buyer, key(), { ...(await seen(number)), itemCode, quantityBase, reason });
    expect(await outcome(add('NOPE', 10))).toBe('item_unknown');
    const narcotic = await addItem(world.services, { controlClass: 'narcotic' });
    expect(await outcome(add(narcotic.code, 24))).toBe('plan_item_controlled');
    expect(await outcome(add(item.code, 100, ''))).toBe('plan_change_reason');
    accepted(await add(item.code, 100));
    expect(await outcome(add(item.code, 100))).toBe('plan_item_there');
    const rows = await rowsOf(world, number);
    expect(rows.lines).toMatchObject([{ lineNumber: 1, askedBase: 90, toBuyBase: 90, quantityBase: 100 }]);
    expect(await openOf(item)).toBe(0);
  });
  it('buys what a declined transfer would have met', async () => {
    const item = await soldItem(world);
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    await stocked(world, there, item, { quantityBase: 100, use30: 10 });
    await asks(world, world.north, item, 45);
    const number = await planned(world);
    const [transfer] = (await rowsOf(world, number)).transfers;
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({ fromNeighboursBase: 40, quantityBase: 10 });
    const decline = async (reason: string) => {
      const input = { ...(await seen(number)), transfer: transfer?.id ?? 0, reason };
      return declineTransfer(world.services, world.buyer, key(), input);
    };
    expect(await outcome(decline(''))).toBe('reason_missing');
    accepted(await decline('对方另有用处'));
    expect(await outcome(decline('再退'))).toBe('plan_transfer_answered');
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({
      askedBase: 45,
      fromNeighboursBase: 0,
      toBuyBase: 45,
      quantityBase: 50,
    });
  });
});

describe('an accepted transfer', () => {
  it('keeps lots of the giver on a dispatch, once, and stays when the plan is given up', async () => {
    const item = await soldItem(world);
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    await stocked(world, there, item, { quantityBase: 100, use30: 10 });
    const id = await asks(world, world.north, item, 45, await paper());
    const number = await planned(world);
    const transfer = (await rowsOf(world, number)).transfers[0]?.id ?? 0;
    const accept = async (actor = world.buyer) =>
      acceptTransfer(world.services, actor, key(), { ...(await seen(number)), transfer });
    expect(await outcome(accept(world.auditor))).toBe('forbidden');
    accepted(await accept());
    expect(await outcome(accept())).toBe('plan_transfer_answered');
    const [row] = (await rowsOf(world, number)).transfers;
    expect(row?.status).toBe('sent');
    expect(row?.dispatchId).not.toBeNull();
    const drop = { ...(await seen(number)), line: 1, reason: '不采' };
    expect(await outcome(dropLine(world.services, world.buyer, key(), drop))).toBe('plan_line_sent');
    const [trace] = await demandTrace(world.services.db.read, [id]);
    expect(trace?.dispatchedBase).toBe(40);
    accepted(await abandonPlan(world.services, world.buyer, key(), { ...(await seen(number)), reason: '重做' }));
    const [after] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
    expect(after?.plannedBase).toBe(40);
  });
});

/** A paper of the branch that asks: a dispatch serves one. */
async function paper() {
  const given = { kind: 'requisition' as const, status: 'submitted', act: 'submit', counterpartId: null };
  const opened = await world.services.db.transaction((tx) =>
    openDocument(tx, { ...given, organisationId: world.north.id, actor: world.buyerTwo, at: world.clock.now() }),
  );
  return { documentId: opened.id };
}

describe('approval', () => {
  it('refuses to submit without suppliers or at prices that changed, and prices again', async () => {
    const unsold = await soldItem(world, { sold: false });
    const wish = await asks(world, world.north, unsold, 20);
    const number = await planned(world);
    expect(await outcome(submit(number))).toBe('plan_no_supplier');
    accepted(await change(number, 1, { quantityBase: 0, party: null, reason: '改用同类药' }));
    const closed = await world.services.db.transaction((tx) => closeDemand(tx, [{ demandId: wish, quantityBase: 20 }]));
    expect(closed.ok).toBe(true);
    const { number: priced, item } = await draft();
    await world.services.db.transaction(async (tx) => {
      await tx.update(planLine).set({ pricePack: 95_000 }).where(eq(planLine.itemId, item.id));
    });
    expect(await outcome(submit(priced))).toBe('plan_price_changed');
    accepted(await repricePlan(world.services, world.buyer, key(), await seen(priced)));
    expect(await outcome(submit(priced, world.auditor))).toBe('forbidden');
    expect(await outcome(submit(priced))).toBe('accepted');
    expect(await outcome(change(priced, 1, { quantityBase: 90 }))).toBe('plan_locked');
  });
  it('goes up the tiers, holds budgets at the end, and frees them when it is opened again', async () => {
    const { number } = await draft();
    accepted(await submit(number));
    const buyer = { ...world.buyer, roles: ['supply_head' as const] };
    expect(await outcome(decide(number, buyer))).toBe('approval_own');
    expect(await outcome(decide(number, world.auditor))).toBe('forbidden');
    accepted(await decide(number, world.supplyHead));
    const rows = await rowsOf(world, number);
    const last = rows.document.status === 'approved' ? number : await finish(number);
    const done = await rowsOf(world, last);
    expect(done.document.status).toBe('approved');
    const held = await world.services.db.read
      .select()
      .from(budgetHold)
      .where(eq(budgetHold.documentId, done.document.id));
    expect(held.reduce((sum, row) => sum + row.openFen, 0)).toBe(9000);
    expect(held).toHaveLength(2);
    const input = { ...(await seen(number)), reason: '改供应商' };
    accepted(await reopenPlan(world.services, world.buyer, key(), input));
    const freed = await world.services.db.read
      .select()
      .from(budgetHold)
      .where(eq(budgetHold.documentId, done.document.id));
    expect(freed.every((row) => row.openFen === 0)).toBe(true);
  });
  it('lets the approver whose turn it is cut a line or send one back, and nobody else', async () => {
    const one = await draft();
    const other = await soldItem(world);
    await asks(world, world.north, other, 40);
    const number = await planned(world);
    accepted(await submit(one.number));
    const cut = async (actor: TestPerson, quantityBase: number, reason = '先保一个月') =>
      cutLine(world.services, actor, key(), { ...(await seen(one.number)), line: 1, quantityBase, reason });
    expect(await outcome(cut(world.buyer, 50))).toBe('approval_own');
    expect(await outcome(cut(world.president, 50))).toBe('forbidden');
    expect(await outcome(cut(world.supplyHead, 50, ''))).toBe('reason_missing');
    expect(await outcome(cut(world.supplyHead, 90))).toBe('plan_cut_only');
    accepted(await cut(world.supplyHead, 50));
    expect((await rowsOf(world, one.number)).plan.amountFen).toBe(5000);
    expect(await openOf(one.item)).toBe(40);
    const back = async () =>
      returnLine(world.services, world.supplyHead, key(), { ...(await seen(one.number)), line: 1, reason: '不采' });
    expect(await outcome(back())).toBe('plan_last_line');
    accepted(await abandonPlan(world.services, world.buyer, key(), { ...(await seen(number)), reason: '重做' }));
    expect(await openOf(other)).toBe(40);
  });
  it('goes back with a reason, and comes again in a new round', async () => {
    const { number } = await draft();
    accepted(await submit(number));
    const back = { decision: 'return' as const };
    expect(await outcome(decide(number, world.supplyHead, back))).toBe('reason_missing');
    accepted(await decide(number, world.supplyHead, { ...back, note: '数量偏大' }));
    expect((await rowsOf(world, number)).document.status).toBe('draft');
    accepted(await submit(number));
    accepted(await recallPlan(world.services, world.buyer, key(), { ...(await seen(number)), reason: '漏了一家' }));
    expect((await rowsOf(world, number)).document.status).toBe('draft');
  });
  it('refuses who asked for what stands on the plan', async () => {
    const item = await soldItem(world);
    const chief = { ...world.pharmacist, roles: ['chief_pharmacist' as const, 'supply_head' as const] };
    const input = {
      organisationCode: world.north.code,
      itemCode: item.code,
      wishName: null,
      wishDetail: null,
      wishUnit: null,
      quantityBase: 20,
      urgency: 'routine' as const,
      reason: 'patient_need' as const,
      neededBy: '2026-11-26',
      daysOfUse: null,
      patients: null,
      patientReference: null,
      substituteAcceptable: false,
      note: null,
      again: false,
    };
    const asked = accepted(await registerShortage(world.services, chief, key(), input)).number;
    const document = await documentByNumber(world.services.db.read, 'shortage', asked);
    await asks(world, world.north, item, 20, { origin: 'shortage', documentId: document?.id ?? null });
    const number = await planned(world);
    accepted(await submit(number));
    expect(await outcome(decide(number, chief))).toBe('approval_own');
    expect(await outcome(decide(number, world.supplyHead))).toBe('accepted');
  });
});

/** Approves every step that is still open, each by the next role. */
async function finish(number: string): Promise<string> {
  for (const actor of [world.pharmacist, world.accountant, world.president]) {
    const answer = await decide(number, actor);
    if (!answer.ok && answer.reason !== 'approval_none') throw new Error(answer.reason);
    if ((await rowsOf(world, number)).document.status === 'approved') return number;
  }
  return number;
}

describe('budgets', () => {
  it('shares a line among members and the hub to the fen', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 7);
    await asks(world, world.south, item, 6);
    const number = await planned(world);
    const rows = await rowsOf(world, number);
    const ask = { planId: rows.document.id, hubId: world.head.id, year: 2026 };
    const shares = await budgetedShares(world.services.db.read, ask);
    expect(shares.map((share) => [share.organisationId, share.quantityBase])).toEqual([
      [world.north.id, 7],
      [world.south.id, 6],
      [world.head.id, 7],
    ]);
    expect(shares.reduce((sum, share) => sum + share.amountFen, 0)).toBe(rows.plan.amountFen);
  });
  it('adds the vice president when an approver asks for it', async () => {
    const item = await soldItem(world);
    await asks(world, world.neighbour, item, 60_000);
    await asks(world, world.north, item, 100);
    const number = await planned(world, { members: [world.neighbour.code, world.north.code] });
    accepted(await submit(number));
    accepted(await decide(number, world.supplyHead));
    accepted(await decide(number, world.pharmacist));
    const plan = (await rowsOf(world, number)).plan;
    expect(plan.amountFen).toBe(6_010_000);
    const escalate = async (actor: TestPerson) =>
      escalatePlan(world.services, actor, key(), { ...(await seen(number)), reason: '社富预算不足' });
    expect(await outcome(escalate(world.pharmacist))).toBe('approval_twice');
    accepted(await escalate(world.accountant));
    const first = await decide(number, world.accountant);
    expect(first.ok).toBe(true);
    expect(await outcome(decide(number, world.president))).toBe('accepted');
    expect((await rowsOf(world, number)).document.status).toBe('approved');
  });
  it('refuses a short budget at the last step by name, and goes on without the lines of that member', async () => {
    const { number, item } = await tooDear();
    const refused = await decide(number, world.accountant);
    expect(refused).toMatchObject({ ok: false, reason: 'budget_short', detail: { count: 1 } });
    if (!refused.ok) expect(String(refused.detail.short)).toContain('良村');
    expect((await rowsOf(world, number)).document.status).toBe('submitted');
    expect(await outcome(decide(number, world.accountant, { grant: true, note: '追加' }))).toBe('plan_grant_role');
    const back = async (member: string) =>
      returnMember(world.services, world.accountant, key(), { ...(await seen(number)), member, reason: '预算不足' });
    expect(await outcome(back(world.neighbour.code))).toBe('plan_member_nothing');
    accepted(await back(world.south.code));
    expect((await rowsOf(world, number)).lineOf(item).quantityBase).toBe(100);
    expect(await openOf(item)).toBe(2_000_000);
    accepted(await decide(number, world.accountant));
    expect((await rowsOf(world, number)).document.status).toBe('approved');
  });
  it('goes up to the vice president, who grants what is short with a note', async () => {
    const { number } = await tooDear();
    const reason = '良村预算不足';
    accepted(await escalatePlan(world.services, world.accountant, key(), { ...(await seen(number)), reason }));
    accepted(await decide(number, world.accountant));
    expect(await outcome(decide(number, world.president))).toBe('budget_short');
    expect(await outcome(decide(number, world.president, { grant: true }))).toBe('reason_missing');
    accepted(await decide(number, world.president, { grant: true, note: '同意追加' }));
    expect((await rowsOf(world, number)).document.status).toBe('approved');
  });
});

/** A plan beyond the budget of one branch, agreed to by all but the chief accountant. */
async function tooDear(): Promise<{ number: string; item: TestItem }> {
  const item = await soldItem(world);
  await asks(world, world.south, item, 2_000_000);
  await asks(world, world.north, item, 100);
  const number = await planned(world);
  accepted(await submit(number));
  for (const actor of [world.supplyHead, world.pharmacist]) accepted(await decide(number, actor));
  return { number, item };
}

describe('what is ordered first', () => {
  it('sets budgets aside when it is submitted, is locked for approvers, and is given back whole', async () => {
    const item = await soldItem(world);
    const id = await asks(world, world.north, item, 20, { urgent: true });
    const number = await planned(world, { urgent: true, urgentReason: '抢救用药' });
    accepted(await submit(number));
    const rows = await rowsOf(world, number);
    const held = await world.services.db.read
      .select()
      .from(budgetHold)
      .where(eq(budgetHold.documentId, rows.document.id));
    expect(held.reduce((sum, row) => sum + row.openFen, 0)).toBe(2000);
    const cut = { ...(await seen(number)), line: 1, quantityBase: 10, reason: '减' };
    expect(await outcome(cutLine(world.services, world.supplyHead, key(), cut))).toBe('plan_urgent_locked');
    accepted(await decide(number, world.supplyHead, { decision: 'return', note: '不急' }));
    accepted(await abandonPlan(world.services, world.buyer, key(), { ...(await seen(number)), reason: '不急' }));
    const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
    expect(row?.plannedBase).toBe(0);
    expect(await outcome(closePlan(world.services, world.buyer, key(), await seen(number)))).toBe('plan_wrong_state');
  });
});

describe('races', () => {
  it('lets one of submit and abandon win, and tells the other', async () => {
    const { number, item } = await draft();
    const input = await seen(number);
    const answers = await Promise.all([
      submitPlan(world.services, world.buyer, key(), input),
      abandonPlan(world.services, world.buyerTwo, key(), { ...input, reason: '重做' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'stale' });
    const { status } = (await rowsOf(world, number)).document;
    expect(await openOf(item)).toBe(status === 'abandoned' ? 90 : 0);
  });
  it('keeps one of two changes of one line', async () => {
    const { number } = await draft();
    const answers = await Promise.all([
      change(number, 1, { quantityBase: 50, reason: '减' }),
      change(number, 1, { quantityBase: 40, reason: '再减' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});
