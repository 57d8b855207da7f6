/** Goods that go back: at the door on paper alone, from stock by two people, with money and budgets in step. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditNote, payable } from '../../db/schema/payables.ts';
import { listBudgets } from '../../src/budgets/queries.ts';
import { confirmReturn, proposeReturn, withdrawReturn } from '../../src/receiving/return-commands.ts';
import { linesOfReturn, returnByNumber } from '../../src/receiving/return-queries.ts';
import { retainUntil, zoneFits } from '../../src/receiving/rules.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import {
  concluded,
  decideLine,
  key,
  opened,
  openReceivingWorld,
  orderFor,
  outcome,
  type ReceivingWorld,
  receiptOf,
  soldItem,
  standing,
} from './receiving-world.ts';

let world: ReceivingWorld;
beforeAll(async () => {
  world = await openReceivingWorld();
});
afterAll(() => world.drop());

async function received(quantityBase: number) {
  const item = await soldItem(world);
  const order = await orderFor(world, [[item, quantityBase]]);
  const number = await opened(world, { order, place: world.head.code });
  accepted(await decideLine(world, number, 1));
  accepted(await concluded(world, number));
  return { item, number };
}

const propose = (receipt: string, quantityBase: number, actor: TestPerson = world.keeper, more: object = {}) =>
  proposeReturn(world.services, actor, {
    key: key(),
    input: { receipt, reason: '召回', lines: [{ line: 1, storeId: world.headStore, quantityBase }], ...more },
  });

async function seenReturn(number: string) {
  const record = await returnByNumber(world.services.db.read, number);
  return { number, version: record?.document.version ?? 0 };
}
const confirm = async (number: string, actor: TestPerson = world.quality) =>
  confirmReturn(world.services, actor, { key: key(), input: await seenReturn(number) });

describe('from stock', () => {
  it('leaves by two people, is owed less, and budgets have it again', async () => {
    const { item, number } = await received(100);
    const used = async () =>
      (await listBudgets(world.services.db.read, '/', { year: 2026 })).reduce((sum, row) => sum + row.usedFen, 0);
    const before = await used();
    expect(await outcome(propose(number, 110))).toBe('return_over');
    expect(await outcome(propose(number, 0))).toBe('quantity_invalid');
    expect(await outcome(propose(number, 10, world.northPharmacist))).toBe('forbidden');
    expect(await outcome(propose(number, 10, world.keeper, { reason: ' ' }))).toBe('reason_missing');
    expect(await outcome(propose(number, 10, { ...world.buyer, roles: ['storekeeper'] }))).toBe('receipt_own_order');
    const first = accepted(await propose(number, 30)).number;
    expect(await outcome(propose(number, 80))).toBe('return_over');
    expect((await standing(world, world.headStore, item)).onHand).toBe(100);
    expect(await outcome(confirm(first, world.keeper))).toBe('return_own');
    expect(await outcome(confirm(first, world.buyer))).toBe('forbidden');
    expect(accepted(await confirm(first))).toEqual({ amountFen: 3000 });
    expect(await standing(world, world.headStore, item)).toEqual({ onHand: 70, valueFen: 7000 });
    const { document, lines } = await receiptOf(world, number);
    expect(lines).toMatchObject([{ returnedBase: 30 }]);
    const db = world.services.db.read;
    const [owed] = await db.select().from(payable).where(eq(payable.receiptId, document.id));
    expect(owed).toMatchObject({ amountFen: 10_000, creditedFen: 3000 });
    const [note] = await db.select().from(creditNote);
    expect(note).toMatchObject({ amountFen: 3000, setOffFen: 3000 });
    expect(await used()).toBe(before - 3000);
    expect(await outcome(confirm(first))).not.toBe('accepted');
    const rest = accepted(await propose(number, 70)).number;
    accepted(await confirm(rest));
    expect(await standing(world, world.headStore, item)).toEqual({ onHand: 0, valueFen: 0 });
    expect(await outcome(propose(number, 1))).toBe('not_found');
  });

  it('can be taken back before it is confirmed, and is confirmed once', async () => {
    const { item, number } = await received(40);
    const one = accepted(await propose(number, 10)).number;
    const withdraw = async (reason: string) =>
      withdrawReturn(world.services, world.keeperTwo, { key: key(), input: { ...(await seenReturn(one)), reason } });
    expect(await outcome(withdraw(''))).toBe('reason_missing');
    accepted(await withdraw('误提'));
    expect(await outcome(confirm(one))).toBe('wrong_state');
    const two = accepted(await propose(number, 40)).number;
    const answers = await Promise.all([confirm(two), confirm(two, world.keeperTwo)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await standing(world, world.headStore, item)).onHand).toBe(0);
  });
});

describe('at the door', () => {
  it('is a paper that moves nothing', async () => {
    const item = await soldItem(world);
    const order = await orderFor(world, [[item, 20]]);
    const number = await opened(world, { order, place: world.head.code });
    accepted(await decideLine(world, number, 1, { decision: 'rejected', reasonCode: 'damaged', reason: '水浸' }));
    const done = accepted(await concluded(world, number));
    const record = await returnByNumber(world.services.db.read, done.returnNumber ?? '');
    expect(record).toMatchObject({
      document: { status: 'at_door' },
      paper: { refusedAtDoor: true, amountFen: 0, reason: '水浸' },
      receiptNumber: number,
    });
    const lines = await linesOfReturn(world.services.db.read, record?.document.id ?? 0);
    expect(lines).toMatchObject([{ quantityBase: 20, lotId: null, storeId: null }]);
    expect((await standing(world, world.headStore, item)).onHand).toBe(0);
    expect((await receiptOf(world, number)).owed).toEqual([]);
  });
});

describe('what is computed', () => {
  it('keeps records a year past expiry and three past the decision, others longer', () => {
    const drug = { kind: 'drug', controlClass: 'none', implant: false };
    expect(retainUntil({ ...drug, expiresOn: '2027-02-28' }, '2026-11-21')).toBe('2029-11-21');
    expect(retainUntil({ ...drug, expiresOn: '2029-10-31' }, '2026-11-21')).toBe('2030-10-31');
    expect(retainUntil({ ...drug, expiresOn: '2028-02-29' }, '2024-02-29')).toBe('2029-02-28');
    expect(retainUntil({ ...drug, controlClass: 'narcotic', expiresOn: '2029-10-31' }, '2026-11-21')).toBe(
      '2034-10-31',
    );
    expect(retainUntil({ ...drug, kind: 'consumable', expiresOn: '2027-10-31' }, '2026-11-21')).toBe('2031-11-21');
    expect(retainUntil({ ...drug, implant: true, expiresOn: '2027-10-31' }, '2026-11-21')).toBe('9999-12-31');
  });

  it('lets cold, frozen and controlled goods lie in their own zone alone', () => {
    expect(zoneFits('room', 'cool') && zoneFits('cold', 'cold')).toBe(true);
    expect(zoneFits('cold', 'room') || zoneFits('room', 'cold') || zoneFits('controlled', 'room')).toBe(false);
  });

  it('agrees with everything that is kept elsewhere', async () => {
    const results = await verifyAll(world.services.db.read);
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });
});
