/** A county that owes and pays: the people of the money side, a supplier with an account, and the way to a paid run. */

import { importStatement } from '../../src/bank/import-commands.ts';
import { type Decision, decideLines } from '../../src/bank/line-commands.ts';
import { linesOfStatement } from '../../src/bank/line-queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { prepareRun } from '../../src/payments/prepare-commands.ts';
import { approveRun, exportRun } from '../../src/payments/run-commands.ts';
import { runByNumber } from '../../src/payments/run-queries.ts';
import { createTestApp, type TestApp } from './app.ts';
import { accepted, addItem, addMember, addPerson, type TestItem, type TestMember, type TestPerson } from './build.ts';
import { addParty, type TestParty } from './parties.ts';
import { addBank, addOwed, type OwedGiven, type TestPayable } from './payables.ts';

export interface MoneyWorld {
  test: TestApp;
  head: TestMember;
  branch: TestMember;
  buyer: TestPerson;
  inspector: TestPerson;
  accountant: TestPerson;
  second: TestPerson;
  chief: TestPerson;
  supplier: TestParty;
  item: TestItem;
}

export async function moneyWorld(): Promise<MoneyWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, code: 'JB', name: '江背分院' });
  const person = (role: Parameters<typeof addPerson>[2], login: string) => addPerson(services, head, role, { login });
  const supplier = await addParty(services, { code: 'S001', name: '江西庐陵医药有限公司' });
  await addBank(services, supplier, '1510203309000000001');
  return {
    test,
    head,
    branch,
    buyer: await person('buyer', 'buyer'),
    inspector: await person('storekeeper', 'inspector'),
    accountant: await person('accountant', 'accountant'),
    second: await person('accountant', 'second'),
    chief: await person('chief_accountant', 'chief'),
    supplier,
    item: await addItem(services),
  };
}

export function owe(world: MoneyWorld, amountFen: number, more: Partial<OwedGiven> = {}): Promise<TestPayable> {
  const { supplier, branch: member, item, buyer, inspector } = world;
  return addOwed(world.test.services, { supplier, member, item, buyer, inspector, amountFen, ...more });
}

let files = 0;

export interface BankRow {
  day?: string;
  amountFen: number;
  name?: string;
  account?: string;
  memo?: string;
}

const yuan = (fen: number) => (fen === 0 ? '' : (fen / 100).toFixed(2));

/** A statement as a bank exports it, with balances that follow from each other when an opening is given. */
export function statementText(rows: readonly BankRow[], today: string, openingFen?: number): string {
  files += 1;
  let balance = openingFen ?? 0;
  const lines = rows.map(({ day = today, amountFen, name = '', account = '', memo = '' }) => {
    balance += amountFen;
    const shown = openingFen === undefined ? '' : (balance / 100).toFixed(2);
    const [out, into] = [yuan(Math.max(0, -amountFen)), yuan(Math.max(0, amountFen))];
    return [day, out, into, shown, name, account, `${memo}`, `R${files}`].join(',');
  });
  return `交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,流水号\n${lines.join('\n')}\n`;
}

/** Imports lines and gives them as they stand. */
export async function importRows(world: MoneyWorld, rows: readonly BankRow[], openingFen?: number) {
  const { services } = world.test;
  const text = statementText(rows, dayOf(services.clock.now()), openingFen);
  const file = { fileName: `bank-${files}.csv`, content: Buffer.from(text), openingFen: null, closingFen: null };
  const imported = accepted(await importStatement(services, world.accountant, { key: null, file }));
  return linesOfStatement(services.db.read, imported.id);
}

export async function decideLine(
  world: MoneyWorld,
  given: Partial<Decision> & Pick<Decision, 'lineId' | 'meaning'>,
  by = world.accountant,
) {
  const decision = { paymentId: null, organisationCode: null, note: '', ...given };
  const request = { key: null, input: { decisions: [decision] } };
  return decideLines(world.test.services, by, request);
}

/** Money of the county on the account. */
export async function fillBank(world: MoneyWorld, amountFen: number): Promise<void> {
  const [line] = await importRows(world, [{ amountFen, name: '兴国县财政局', memo: `拨款${amountFen}` }]);
  accepted(await decideLine(world, { lineId: line?.id ?? 0, meaning: 'grant' }));
}

export const versionOf = async (world: MoneyWorld, number: string) =>
  (await runByNumber(world.test.services.db.read, number))?.version ?? 0;

export async function prepare(world: MoneyWorld, payables: readonly TestPayable[], by = world.accountant) {
  const payOn = dayOf(world.test.services.clock.now());
  const input = { payOn, payableIds: payables.map((one) => one.id), note: '' };
  return prepareRun(world.test.services, by, { key: null, input });
}

/** Prepares, approves and exports a run; gives its number. */
export async function sendRun(world: MoneyWorld, payables: readonly TestPayable[]): Promise<string> {
  const { services } = world.test;
  const { number } = accepted(await prepare(world, payables));
  const act = async () => ({ key: null, input: { number, version: await versionOf(world, number) } });
  accepted(await approveRun(services, world.chief, await act()));
  accepted(await exportRun(services, world.accountant, await act()));
  return number;
}
