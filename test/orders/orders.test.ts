/** Orders: issued once from an approved plan, sent, answered, announced, accepted, given up; money to the fen. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetHold } from '../../db/schema/budgets.ts';
import { partyLicence } from '../../db/schema/parties.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { budgetChecks } from '../../src/budgets/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { answerOrder } from '../../src/orders/answer-commands.ts';
import { cancelRest, sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery, type Shipping, withdrawDelivery } from '../../src/orders/delivery-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { progressOrder } from '../../src/orders/progress-commands.ts';
import { asks, planned, rowsOf, soldItem } from '../plans/plan-world.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { approve, key, needOf, type OrderWorld, openOrderWorld, ordered, orderRows } from './order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.drop());

const seen = async (number: string) => ({ number, version: (await orderRows(world, number)).document.version });
const send = async (number: string) =>
  sendOrder(world.services, world.buyer, { key: key(), ...(await seen(number)), way: 'page' });

async function found() {
  const db = world.services.db.read;
  return [...(await findAll(budgetChecks, db)), ...(await verifyAccount(db))];
}

/** What all budgets hold for an order, in fen. */
async function held(number: string): Promise<number> {
  const { document } = await orderRows(world, number);
  const db = world.services.db.read;
  const rows = await db.select().from(budgetHold).where(eq(budgetHold.documentId, document.id));
  return rows.reduce((sum, row) => sum + row.openFen, 0);
}

async function accept(number: string, acceptedBase: number, rejectedBase = 0) {
  const { document, line } = await orderRows(world, number);
  const at = world.clock.now();
  const header = { actor: world.buyerTwo, at, key: `accept-${nextNumber()}` };
  const parts = [{ orderLineId: line.id, acceptedBase, rejectedBase }];
  return world.services.db.transaction((tx) => progressOrder(tx, header, document.id, parts));
}

describe('issuing', () => {
  it('makes one order a supplier and channel on the one account, with needs, budgets and links', async () => {
    const { planNumber, number, north, south } = await ordered(world);
    const { order, line, needs, shares, document } = await orderRows(world, number);
    expect(order).toMatchObject({ procurementAccountId: 1, partyId: world.supplier.id, amountFen: 90_00 });
    expect(line).toMatchObject({ quantityBase: 90, amountFen: 90_00, deliverToId: world.head.id });
    expect(needs.map((need) => [need.demandId, need.quantityBase]).sort()).toEqual(
      [
        [north, 60],
        [south, 30],
      ].sort(),
    );
    expect(shares.map((share) => share.amountFen).sort()).toEqual([30_00, 60_00]);
    expect(document.status).toBe('issued');
    expect((await rowsOf(world, planNumber)).document.status).toBe('ordered');
    expect(await held(number)).toBe(90_00);
    const plan = (await rowsOf(world, planNumber)).document.id;
    const db = world.services.db.read;
    const left = await db.select().from(budgetHold).where(eq(budgetHold.documentId, plan));
    expect(left.every((row) => row.openFen === 0)).toBe(true);
    expect(await found()).toEqual([]);
  });

  it('is refused without approval, twice, and for people who do not order', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 20);
    const planNumber = await planned(world);
    const request = { planNumber };
    const place = (actor = world.buyer) => placeOrders(world.services, actor, { key: key(), ...request });
    expect(await place()).toMatchObject({ reason: 'plan_not_approved' });
    await approve(world, planNumber);
    expect(await place(world.pharmacist)).toMatchObject({ reason: 'forbidden' });
    const both = await Promise.all([place(), place(world.buyerTwo)]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await place()).toMatchObject({ reason: 'plan_ordered' });
    expect(await found()).toEqual([]);
  });

  it('is refused when the papers of the supplier have lapsed meanwhile', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 20);
    const planNumber = await planned(world);
    await approve(world, planNumber);
    const { db } = world.services;
    const own = eq(partyLicence.partyId, world.supplier.id);
    const [before] = await db.read.select().from(partyLicence).where(own);
    await db.transaction((tx) =>
      tx.update(partyLicence).set({ validTo: '2026-01-01', validFrom: '2025-01-01' }).where(own),
    );
    const refused = await placeOrders(world.services, world.buyer, { key: key(), planNumber });
    expect(refused.ok).toBe(false);
    const restored = { validTo: before?.validTo ?? null, validFrom: before?.validFrom ?? '2026-01-01' };
    await db.transaction((tx) => tx.update(partyLicence).set(restored).where(own));
    expect(await placeOrders(world.services, world.buyer, { key: key(), planNumber })).toMatchObject({ ok: true });
  });
});

describe('the supplier', () => {
  it('sees nothing before it was sent, and nothing of another', async () => {
    const { number } = await ordered(world);
    const lines = [
      { lineNumber: 1, answer: 'confirmed' as const, answeredBase: null, promisedOn: '2026-12-01', reason: '' },
    ];
    const answer = async (actor = world.seller) =>
      answerOrder(world.services, actor, { key: key(), ...(await seen(number)), lines });
    expect(await answer()).toMatchObject({ reason: 'not_found' });
    accepted(await send(number));
    const stranger = { ...world.seller, organisationId: world.north.id };
    expect(await answer(stranger)).toMatchObject({ reason: 'not_found' });
    expect(await answer()).toMatchObject({ ok: true });
    expect((await orderRows(world, number)).document.status).toBe('confirmed');
  });

  it('confirms, changes and refuses with reasons and days that make sense', async () => {
    const { number } = await ordered(world);
    accepted(await send(number));
    const answer = async (more: object) => {
      const line = {
        lineNumber: 1,
        answer: 'changed',
        answeredBase: 50,
        promisedOn: '2026-12-01',
        reason: '缺货',
        ...more,
      };
      const given = await answerOrder(world.services, world.seller, {
        key: key(),
        ...(await seen(number)),
        lines: [line as never],
      });
      return given.ok ? 'ok' : given.reason;
    };
    expect(await answer({ reason: '' })).toBe('order_answer_reason');
    expect(await answer({ answeredBase: 91 })).toBe('order_answer_quantity');
    expect(await answer({ answeredBase: 0 })).toBe('order_answer_quantity');
    expect(await answer({ promisedOn: null })).toBe('order_promise_missing');
    expect(await answer({ promisedOn: '2020-01-01' })).toBe('order_promise_past');
    expect(await answer({ lineNumber: 9 })).toBe('not_found');
    expect(await answer({})).toBe('ok');
    expect((await orderRows(world, number)).line).toMatchObject({ answer: 'changed', answeredBase: 50 });
    expect(await answer({ answer: 'refused', promisedOn: null })).toBe('ok');
    const stale = { key: key(), number, version: 1, lines: [] };
    expect(await answerOrder(world.services, world.seller, stale)).toMatchObject({ reason: 'stale' });
  });

  it('announces lots on the way, once a note, and takes an announcement back', async () => {
    const { number } = await ordered(world);
    accepted(await send(number));
    const input = (more: Partial<Shipping> = {}, lot: object = {}): Shipping => ({
      number,
      deliverToId: world.head.id,
      noteNumber: `SX-${nextNumber()}`,
      shippedOn: '2026-11-20',
      expectedOn: '2026-11-25',
      carrier: '',
      vehicle: '赣B·A0076',
      coldChain: false,
      lots: [
        {
          lineNumber: 1,
          lotNumber: 'L1',
          producedOn: '2026-01-01',
          expiresOn: '2028-01-31',
          quantityBase: 40,
          substituteMaker: '',
          ...lot,
        },
      ],
      ...more,
    });
    const announce = (given: Shipping) => announceDelivery(world.services, world.seller, { key: key(), input: given });
    const reasonOf = async (given: Shipping) => {
      const answer = await announce(given);
      return answer.ok ? 'ok' : answer.reason;
    };
    expect(await reasonOf(input({}, { quantityBase: 0 }))).toBe('delivery_quantity');
    expect(await reasonOf(input({}, { expiresOn: '2026-01-31' }))).toBe('delivery_expired');
    expect(await reasonOf(input({}, { producedOn: '2029-01-31' }))).toBe('delivery_produced');
    expect(await reasonOf(input({}, { lotNumber: ' ' }))).toBe('delivery_lot_missing');
    expect(await reasonOf(input({}, { lineNumber: 7 }))).toBe('delivery_line');
    expect(await reasonOf(input({ lots: [] }))).toBe('delivery_empty');
    expect(await reasonOf(input({ shippedOn: '2027-01-01' }))).toBe('delivery_shipped_ahead');
    expect(await reasonOf(input({ expectedOn: '2026-11-01' }))).toBe('delivery_expected');
    const good = input();
    const done = accepted(await announce(good));
    expect(done.number).toMatch(/^SH-/);
    expect((await orderRows(world, number)).line.shippedBase).toBe(40);
    expect(await reasonOf({ ...input(), noteNumber: good.noteNumber })).toBe('delivery_note_used');
    const back = { key: key(), number: done.number, reason: '写错批号' };
    expect(await withdrawDelivery(world.services, world.seller, back)).toMatchObject({ ok: true });
    expect((await orderRows(world, number)).line.shippedBase).toBe(0);
    expect(await withdrawDelivery(world.services, world.seller, { ...back, key: key() })).toMatchObject({ ok: false });
  });
});

describe('acceptance and giving up', () => {
  it('uses budgets part by part and adds up to the order to the fen', async () => {
    const { number } = await ordered(world);
    expect(accepted(await accept(number, 33)).amountsFen).toEqual([33_00]);
    expect((await orderRows(world, number)).document.status).toBe('partly_received');
    expect(await held(number)).toBe(57_00);
    expect(await accept(number, 58)).toMatchObject({ reason: 'order_over', detail: { open: 57, asked: 58 } });
    accepted(await accept(number, 57));
    const { document, line } = await orderRows(world, number);
    expect(document.status).toBe('received');
    expect(line).toMatchObject({ acceptedBase: 90, acceptedFen: 90_00 });
    expect(await held(number)).toBe(0);
    expect(await accept(number, 1)).toMatchObject({ ok: false });
    expect(await found()).toEqual([]);
  });

  it('frees budgets and gives needs back that nothing can serve any more', async () => {
    const { number, north, south } = await ordered(world);
    accepted(await accept(number, 40));
    const request = { key: key(), ...(await seen(number)), lineIds: 'all' as const, reason: '厂家停产' };
    expect(await cancelRest(world.services, world.seller, request)).toMatchObject({ reason: 'forbidden' });
    expect(await cancelRest(world.services, world.buyer, request)).toMatchObject({
      ok: true,
      value: { amountFen: 50_00 },
    });
    expect(await held(number)).toBe(0);
    const { document, needs } = await orderRows(world, number);
    expect(document.status).toBe('received');
    expect(needs.reduce((sum, need) => sum + need.returnedBase, 0)).toBe(50);
    // South is not urgent: all of it goes back first
    expect(await needOf(world, south)).toMatchObject({ plannedBase: 0 });
    expect(await needOf(world, north)).toMatchObject({ plannedBase: 40 });
    const again = { ...request, key: key(), ...(await seen(number)) };
    expect(await cancelRest(world.services, world.buyer, again)).toMatchObject({ reason: 'order_nothing_open' });
    expect(await found()).toEqual([]);
  });

  it('ends an order of which nothing came', async () => {
    const { number } = await ordered(world);
    const request = { key: key(), ...(await seen(number)), lineIds: 'all' as const, reason: '改从备供企业采购' };
    accepted(await cancelRest(world.services, world.buyer, request));
    expect((await orderRows(world, number)).document.status).toBe('cancelled');
    expect(await accept(number, 1)).toMatchObject({ ok: false });
  });
});
