/** Payment runs from what is owed to the bank's word: what is refused, what it moves, and that everything adds up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balancesOf } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { undoLine } from '../../src/bank/line-commands.ts';
import { reconcile } from '../../src/bank/line-queries.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { proposeClaim } from '../../src/payables/claim-commands.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { failPayment } from '../../src/payments/bank-commands.ts';
import { approveRun, cancelRun, exportRun } from '../../src/payments/run-commands.ts';
import { paymentsOf, runByNumber } from '../../src/payments/run-queries.ts';
import { remitFund, stateFund } from '../../src/treasury/fund-commands.ts';
import { accepted, addItem } from '../support/build.ts';
import {
  decideLine,
  fillBank,
  importRows,
  type MoneyWorld,
  moneyWorld,
  owe,
  prepare,
  sendRun,
  versionOf,
} from '../support/money-world.ts';
import { addParty } from '../support/parties.ts';
import { addInvoice, makeEssential, type TestPayable } from '../support/payables.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await moneyWorld();
  await fillBank(world, 1_000_000_00);
});
afterAll(() => world.test.drop());

const db = () => world.test.services.db.read;
const found = async () => [...(await findAll(payableChecks, db())), ...(await verifyAccount(db()))];
const bank = async () => (await balancesOf(db(), ['BANK'])).get('BANK');
const act = async (number: string) => ({ key: null, input: { number, version: await versionOf(world, number) } });

async function ready(amountFen: number, more = {}): Promise<TestPayable> {
  const owed = await owe(world, amountFen, more);
  await addInvoice(world.test.services, world.accountant, world.supplier, [owed]);
  return owed;
}

async function lineFor(number: string, at = 0, sign = -1) {
  const run = await runByNumber(db(), number);
  const one = (await paymentsOf(db(), run?.documentId ?? 0))[at];
  const row = {
    amountFen: sign * (one?.amountFen ?? 0),
    name: one?.accountName ?? '',
    account: one?.accountNumber ?? '',
  };
  const [line] = await importRows(world, [{ ...row, memo: `货款 ${number}` }]);
  return { lineId: line?.id ?? 0, paymentId: one?.id ?? 0 };
}

describe('preparing a run', () => {
  it('refuses what has no invoice, is blocked, in a run, or of the own hands', async () => {
    const bare = await owe(world, 100_00);
    expect(await prepare(world, [bare])).toMatchObject({ reason: 'payment_no_invoice' });
    await addInvoice(world.test.services, world.accountant, world.supplier, [bare]);
    expect(await prepare(world, [bare], { ...world.inspector, roles: ['accountant'] })).toMatchObject({
      reason: 'payment_own_accepted',
    });
    const asBuyer = { ...world.accountant, userId: world.buyer.userId };
    expect(await prepare(world, [bare], asBuyer)).toMatchObject({ reason: 'payment_own_ordered' });
    expect(await prepare(world, [bare], world.chief)).toMatchObject({ reason: 'forbidden' });
    accepted(await prepare(world, [bare]));
    expect(await prepare(world, [bare])).toMatchObject({ reason: 'payment_in_run' });
    const claim = { kind: 'price_difference' as const, amountFen: 1, reason: '多收', evidence: '' };
    const input = { ...claim, payableId: bare.id };
    expect(await proposeClaim(world.test.services, world.accountant, { key: null, input })).toMatchObject({
      reason: 'payable_in_run',
    });
    const disputed = await ready(50_00);
    accepted(
      await proposeClaim(world.test.services, world.accountant, {
        key: null,
        input: { ...input, payableId: disputed.id },
      }),
    );
    expect(await prepare(world, [disputed])).toMatchObject({
      reason: 'payment_blocked',
      detail: { blocked: 'disputed' },
    });
    expect(await found()).toEqual([]);
  });

  it('refuses a supplier without a confirmed account', async () => {
    const stranger = await addParty(world.test.services, { name: '无账户公司' });
    const owed = await owe(world, 10_00, { supplier: stranger });
    await addInvoice(world.test.services, world.accountant, stranger, [owed]);
    expect(await prepare(world, [owed])).toMatchObject({
      reason: 'payment_no_bank',
      detail: { supplier: '无账户公司' },
    });
  });

  it('lets one of two who take the same payable have it', async () => {
    const owed = await ready(70_00);
    const answers = await Promise.all([prepare(world, [owed]), prepare(world, [owed], world.second)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await found()).toEqual([]);
  });

  it('asks for the revolving fund before essential medicines are paid', async () => {
    const { services } = world.test;
    const essential = await addItem(services, { genericName: '阿司匹林' });
    await makeEssential(services, essential);
    const owed = await ready(80_00, { item: essential });
    expect(await prepare(world, [owed])).toMatchObject({ reason: 'fund_not_stated' });
    const duty = { year: 2026, baseFen: 1000_00, basis: '2025年基药采购额' };
    const stated = await stateFund(services, world.chief, { key: null, input: duty });
    expect(accepted(stated).dueFen).toBe(100_00);
    expect(await prepare(world, [owed])).toMatchObject({ reason: 'fund_not_remitted', detail: { dueFen: 100_00 } });
    const remit = (amountFen: number, by = world.accountant) =>
      remitFund(services, by, { key: null, input: { year: 2026, amountFen, voucher: 'V1' } });
    expect(await remit(100_01)).toMatchObject({ reason: 'fund_over' });
    expect(await remit(100_00, { ...world.chief, roles: ['accountant'] })).toMatchObject({ reason: 'fund_own' });
    accepted(await remit(100_00));
    expect((await balancesOf(db(), ['FUND'])).get('FUND')?.balanceFen).toBe(100_00);
    accepted(await prepare(world, [owed]));
    const [line] = await importRows(world, [{ amountFen: -100_00, memo: '缴周转金' }]);
    accepted(await decideLine(world, { lineId: line?.id ?? 0, meaning: 'fund' }));
    const [more] = await importRows(world, [{ amountFen: -1_00, memo: '缴周转金' }]);
    expect(await decideLine(world, { lineId: more?.id ?? 0, meaning: 'fund' })).toMatchObject({
      reason: 'bank_fund_room',
    });
    accepted(await decideLine(world, { lineId: more?.id ?? 0, meaning: 'set_aside', note: '查询中' }, world.second));
    expect(await found()).toEqual([]);
  });
});

describe('approving a run', () => {
  it('refuses the preparer and whoever had a hand in the goods, and takes the money out of reach', async () => {
    const { services } = world.test;
    const owed = await ready(200_00);
    const { number } = accepted(await prepare(world, [owed]));
    const both = { ...world.accountant, roles: ['chief_accountant' as const] };
    expect(await approveRun(services, both, await act(number))).toMatchObject({ reason: 'payment_own_run' });
    expect(
      await approveRun(services, { ...world.inspector, roles: ['chief_accountant'] }, await act(number)),
    ).toMatchObject({
      reason: 'payment_own_accepted',
    });
    expect(await approveRun(services, world.accountant, await act(number))).toMatchObject({ reason: 'forbidden' });
    const before = await bank();
    const request = await act(number);
    const answers = await Promise.all([
      approveRun(services, world.chief, request),
      approveRun(services, world.chief, { ...request }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await bank())?.balanceFen).toBe(before?.balanceFen);
    expect((await bank())?.heldCreditsFen).toBe((before?.heldCreditsFen ?? 0) + 200_00);
    const cancelled = { key: null, input: { ...(await act(number)).input, reason: '改期' } };
    accepted(await cancelRun(services, world.accountant, cancelled));
    expect((await bank())?.heldCreditsFen).toBe(before?.heldCreditsFen);
    accepted(await prepare(world, [owed]));
    expect(await found()).toEqual([]);
  });

  it('refuses with the numbers when the account has too little', async () => {
    const owed = await ready(5_000_000_00);
    const { number } = accepted(await prepare(world, [owed]));
    expect(await approveRun(world.test.services, world.chief, await act(number))).toMatchObject({
      reason: 'payment_bank_short',
      detail: { askedFen: 5_000_000_00 },
    });
    const cancelled = { key: null, input: { ...(await act(number)).input, reason: '缺钱' } };
    accepted(await cancelRun(world.test.services, world.chief, cancelled));
  });
});

describe('the word of the bank', () => {
  it('confirms once, never twice, and can be taken back', async () => {
    const owed = await ready(300_00);
    const number = await sendRun(world, [owed]);
    const before = await bank();
    const { lineId, paymentId } = await lineFor(number);
    accepted(await decideLine(world, { lineId, meaning: 'payment', paymentId }));
    expect((await runByNumber(db(), number))?.status).toBe('confirmed');
    expect((await bank())?.balanceFen).toBe((before?.balanceFen ?? 0) - 300_00);
    const twice = await lineFor(number);
    expect(await decideLine(world, { ...twice, meaning: 'payment' })).toMatchObject({ reason: 'bank_paid_twice' });
    accepted(
      await decideLine(world, { lineId: twice.lineId, meaning: 'set_aside', note: '重复划款，退回中' }, world.second),
    );
    const undo = { key: null, input: { lineId, reason: '认错' } };
    accepted(await undoLine(world.test.services, world.accountant, undo));
    expect((await runByNumber(db(), number))?.status).toBe('exported');
    expect((await bank())?.balanceFen).toBe(before?.balanceFen);
    accepted(await decideLine(world, { lineId, meaning: 'payment', paymentId }));
    expect(await found()).toEqual([]);
    const books = (await bank())?.balanceFen ?? 0;
    expect(await reconcile(db(), books)).toMatchObject({ restFen: 0, unmatchedFen: 0, asideFen: -301_00 });
  });

  it('opens the payables again when money comes back, and when the bank refuses', async () => {
    const { services } = world.test;
    const [first, second] = [await ready(40_00), await ready(60_00)];
    const number = await sendRun(world, [first, second]);
    const sent = await lineFor(number);
    const early = await lineFor(number, 0, 1);
    expect(await decideLine(world, { ...early, meaning: 'failed_payment' })).toMatchObject({
      reason: 'bank_return_first',
    });
    accepted(await decideLine(world, { ...sent, meaning: 'payment' }));
    accepted(await decideLine(world, { ...early, meaning: 'failed_payment' }));
    expect((await runByNumber(db(), number))?.status).toBe('cancelled');
    const again = await sendRun(world, [first, second]);
    const input = { number: again, line: 1, reason: '户名不符' };
    accepted(await failPayment(services, world.second, { key: null, input }));
    expect((await runByNumber(db(), again))?.status).toBe('cancelled');
    accepted(await prepare(world, [first, second]));
    expect(await found()).toEqual([]);
  });

  it('is refused for a run that the bank does not have', async () => {
    const owed = await ready(30_00);
    const { number } = accepted(await prepare(world, [owed]));
    accepted(await approveRun(world.test.services, world.chief, await act(number)));
    const line = await lineFor(number);
    expect(await decideLine(world, { ...line, meaning: 'payment' })).toMatchObject({ reason: 'bank_not_sent' });
    const stale = { key: null, input: { number, version: 1 } };
    expect(await exportRun(world.test.services, world.accountant, stale)).toMatchObject({ reason: 'stale' });
  });
});
