/** Money that is on its way to the bank: an account that changed meanwhile stops it, and one opening is booked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balancesOf } from '../../src/account/queries.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { decideBank, proposeBank } from '../../src/parties/bank-commands.ts';
import { approveRun, cancelRun, exportRun } from '../../src/payments/run-commands.ts';
import { accepted } from '../support/build.ts';
import {
  type MoneyWorld,
  moneyWorld,
  owe,
  prepare,
  sendRun,
  statementText,
  versionOf,
} from '../support/money-world.ts';
import { addInvoice } from '../support/payables.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await moneyWorld();
});
afterAll(() => world.test.drop());

const act = async (number: string) => ({ key: null, input: { number, version: await versionOf(world, number) } });

async function owed(amountFen: number) {
  const payable = await owe(world, amountFen);
  await addInvoice(world.test.services, world.accountant, world.supplier, [payable]);
  return payable;
}

async function changeAccount(bankName: string, accountNumber: string) {
  const { services } = world.test;
  const { code, name: accountName } = world.supplier;
  const input = { code, accountName, bankName, accountNumber, reason: '公司来函' };
  const { id } = accepted(await proposeBank(services, world.accountant, { key: null, input }));
  const decision = { code, bankId: id, confirm: true, note: '已回拨核实' };
  expect(await decideBank(services, world.accountant, { key: null, input: decision })).toMatchObject({ ok: false });
  accepted(await decideBank(services, world.chief, { key: null, input: decision }));
}

describe('two first statements at once', () => {
  it('book one opening: the account begins once', async () => {
    const { services } = world.test;
    const today = dayOf(services.clock.now());
    const file = (fen: number, openingFen: number) => {
      const content = Buffer.from(statementText([{ amountFen: fen, memo: '利息' }], today, openingFen));
      return { fileName: `first-${fen}.csv`, content, openingFen: null, closingFen: null };
    };
    const files = [file(100, 5_000_000_00), file(200, 5_000_000_00)];
    const both = await Promise.all(
      files.map((one, index) =>
        importStatement(services, index === 0 ? world.accountant : world.second, { key: null, file: one }),
      ),
    );
    expect(both.map((one) => one.ok)).toEqual([true, true]);
    expect((await balancesOf(services.db.read, ['BANK'])).get('BANK')?.balanceFen).toBe(5_000_000_00);
  });
});

describe('a run that was approved', () => {
  it('goes to the bank as it was approved', async () => {
    expect(await sendRun(world, [await owed(100_00)])).toMatch(/^FK-/);
  });

  it('does not go to an account that is no longer in force, nor is it approved for one', async () => {
    const { services } = world.test;
    const payable = await owed(200_00);
    const { number } = accepted(await prepare(world, [payable]));
    accepted(await approveRun(services, world.chief, await act(number)));
    await changeAccount('农业银行兴国县支行', '1510203309000000999');
    expect(await exportRun(services, world.accountant, await act(number))).toMatchObject({
      reason: 'payment_bank_changed',
    });
    const { key, input } = await act(number);
    accepted(await cancelRun(services, world.accountant, { key, input: { ...input, reason: '账号变更' } }));
    const again = accepted(await prepare(world, [payable])).number;
    await changeAccount('农业银行兴国县将军大道支行', '1510203309000000999');
    expect(await approveRun(services, world.chief, await act(again))).toMatchObject({ reason: 'payment_bank_changed' });
    const late = await act(again);
    accepted(await cancelRun(services, world.accountant, { ...late, input: { ...late.input, reason: '开户行变更' } }));
    expect(await sendRun(world, [payable])).toMatch(/^FK-/);
  });
});
