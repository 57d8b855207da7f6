/** What one person may not do alone with money: who prepared, imported or planned leaves the rest to another. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankLine } from '../../db/schema/bank.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { failPayment } from '../../src/payments/bank-commands.ts';
import { approveRun } from '../../src/payments/run-commands.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
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
import { addInvoice } from '../support/payables.ts';

let world: MoneyWorld;
let planner: TestPerson;
beforeAll(async () => {
  world = await moneyWorld();
  // Bought for the county once, and keeps its money now
  const moved = await addPerson(world.test.services, world.head, 'buyer', { login: 'planner' });
  planner = { ...moved, roles: ['accountant', 'chief_accountant'] };
  await fillBank(world, 1_000_000_00);
});
afterAll(async () => {
  expect(await findAll(payableChecks, world.test.services.db.read)).toEqual([]);
  await world.test.drop();
});

const keyIn = (text: string) => /name="idempotency_key" value="([^"]+)"/.exec(text)?.[1] ?? '';

async function ready(amountFen: number, more = {}) {
  const owed = await owe(world, amountFen, more);
  await addInvoice(world.test.services, world.accountant, world.supplier, [owed]);
  return owed;
}

describe('a payment that failed', () => {
  const fail = (number: string, by: TestPerson) =>
    failPayment(world.test.services, by, { key: null, input: { number, line: 1, reason: '户名不符' } });

  it('is recorded by another than prepared its run: an accountant or the chief accountant', async () => {
    const [first, second] = [await ready(11_00), await ready(12_00)];
    const number = await sendRun(world, [first]);
    expect(await fail(number, world.accountant)).toMatchObject({ reason: 'payment_own_fail', detail: { number } });
    expect(await fail(number, world.buyer)).toMatchObject({ reason: 'forbidden' });
    accepted(await fail(number, world.second));
    const other = await sendRun(world, [second]);
    accepted(await fail(other, world.chief));
  });

  it('is said so on the page of the run', async () => {
    const number = await sendRun(world, [await ready(13_00)]);
    const own = await (await signIn(world.test.app, 'accountant')).get(paths.payment(number));
    expect(own.text).toContain('银行退回要由另一人登记');
    expect(own.text).not.toContain(paths.paymentFailure(number));
    const second = await signIn(world.test.app, 'second');
    const page = await second.get(paths.payment(number));
    expect(page.text).toContain(paths.paymentFailure(number));
    const accountant = await signIn(world.test.app, 'accountant');
    const fields = { idempotency_key: keyIn(page.text), line: '1', reason: '户名不符' };
    const refused = await accountant.post(paths.paymentFailure(number), fields);
    expect([refused.status, refused.text.includes('是您做的，银行退回要由另一名会计或总会计师登记')]).toEqual([
      422,
      true,
    ]);
    const fresh = { ...fields, idempotency_key: `${fields.idempotency_key}2`.slice(0, 64) };
    expect((await second.post(paths.paymentFailure(number), fresh)).status).toBe(303);
  });
});

describe('a bank line that no other paper speaks for', () => {
  it('is decided by another than imported its statement', async () => {
    const rows = [{ amountFen: -15_00, memo: '手续费' }, { amountFen: -1_00, memo: '工本费' }, { amountFen: 7_00 }];
    const [fee, small, strange] = await importRows(world, rows);
    const asFee = { lineId: fee?.id ?? 0, meaning: 'fee' as const };
    const aside = { lineId: strange?.id ?? 0, meaning: 'set_aside' as const, note: '查询中' };
    expect(await decideLine(world, asFee)).toMatchObject({ reason: 'bank_own_statement' });
    expect(await decideLine(world, aside)).toMatchObject({ reason: 'bank_own_statement' });
    const [kept] = await world.test.services.db.read.select().from(bankLine).where(eq(bankLine.id, asFee.lineId));
    expect(kept).toMatchObject({ meaning: 'unmatched', decidedBy: null });
    accepted(await decideLine(world, asFee, world.second));
    accepted(await decideLine(world, aside, world.chief));
    expect(await decideLine(world, { lineId: small?.id ?? 0, meaning: 'fee' }, world.buyer)).toMatchObject({
      reason: 'forbidden',
    });
    accepted(await decideLine(world, { lineId: small?.id ?? 0, meaning: 'fee' }, world.chief));
  });

  it('leaves every other meaning to accountants, the importer among them', async () => {
    const [grant] = await importRows(world, [{ amountFen: 9_00, memo: '拨款' }]);
    const given = { lineId: grant?.id ?? 0, meaning: 'grant' as const };
    expect(await decideLine(world, given, world.chief)).toMatchObject({ reason: 'forbidden' });
    accepted(await decideLine(world, given));
  });

  it('says on its page and in the statement who may and why not', async () => {
    const [fee, interest] = await importRows(world, [
      { amountFen: -16_00, memo: '账户管理费' },
      { amountFen: 3_00, memo: '结息' },
    ]);
    const [lineId, statementId] = [fee?.id ?? 0, fee?.statementId ?? 0];
    const importer = await signIn(world.test.app, 'accountant');
    const own = await importer.get(paths.bankLine(lineId));
    expect(own.text).toContain('手续费和暂挂要由另一人认定');
    expect(own.text).not.toContain('<option value="fee"');
    const statement = await importer.get(paths.bankStatement(statementId));
    expect(statement.text).not.toContain(`name="line" value="${lineId}"`);
    expect(statement.text).toContain(`name="line" value="${interest?.id}"`);
    const fields = { idempotency_key: keyIn(own.text), meaning: 'fee' };
    const refused = await importer.post(paths.bankMeaning(lineId), fields);
    expect([refused.status, refused.text.includes('对账单是您导入的')]).toEqual([422, true]);
    const chief = await signIn(world.test.app, 'chief');
    const other = await chief.get(paths.bankStatement(statementId));
    expect(other.text).toContain(`name="line" value="${lineId}"`);
    expect(other.text).not.toContain(`name="line" value="${interest?.id}"`);
    const matching = { idempotency_key: keyIn(other.text), line: String(lineId) };
    expect((await chief.post(paths.bankMatching(statementId), matching)).status).toBe(303);
    expect((await chief.get(paths.bankLine(lineId))).text).toContain('手续费');
  });
});

describe('who made the plan', () => {
  it('neither prepares nor approves its payment, though the roles allow both', async () => {
    const owed = await ready(21_00, { planner });
    expect(await prepare(world, [owed], planner)).toMatchObject({
      reason: 'payment_own_planned',
      detail: { payable: owed.number },
    });
    const { number } = accepted(await prepare(world, [owed]));
    const act = async () => ({ key: null, input: { number, version: await versionOf(world, number) } });
    const { services } = world.test;
    expect(await approveRun(services, planner, await act())).toMatchObject({ reason: 'payment_own_planned' });
    accepted(await approveRun(services, world.chief, await act()));
  });

  it('is named by the later act when the person ordered as well, and pays for what others planned', async () => {
    const ordered = await ready(22_00, { buyer: planner });
    expect(await prepare(world, [ordered], planner)).toMatchObject({ reason: 'payment_own_ordered' });
    const foreign = await ready(23_00);
    accepted(await prepare(world, [foreign], planner));
  });
});
