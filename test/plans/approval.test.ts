/** Approval of plans by amount with budgets, returns, what is ordered first, and races; each refusal by name. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetHold } from '../../db/schema/budgets.ts';
import { demand } from '../../db/schema/demand.ts';
import { planLine } from '../../db/schema/plans.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { budgetedShares } from '../../src/plans/budget-queries.ts';
import { abandonPlan, closePlan, recallPlan, reopenPlan, repricePlan } from '../../src/plans/commands.ts';
import { cutLine, escalatePlan, returnLine } from '../../src/plans/decide-commands.ts';
import { returnMember } from '../../src/plans/member-commands.ts';
import { closeDemand } from '../../src/requisitions/demand-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accepted, type TestItem, type TestPerson } from '../support/build.ts';
import { actIn, change, decide, draft, grant, openOf, outcome, seen, submit } from './plan-acts.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem } from './plan-world.ts';

let world: PlanWorld;
beforeAll(async () => {
  world = await openPlanWorld();
  actIn(world);
  for (const member of [world.head, world.north, world.south]) await grant(member, 100_000_00);
});
afterAll(() => world.drop());

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
