/** Papers of what is owed and paid, in the states that forms act on. */
import { eq } from 'drizzle-orm';
import { creditNote } from '../../db/schema/payables.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { linesOfStatement } from '../../src/bank/line-queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { proposeClaim } from '../../src/payables/claim-commands.ts';
import { decideClaim } from '../../src/payables/claim-word-commands.ts';
import { approveRun } from '../../src/payments/run-commands.ts';
import { paymentsOf, runByNumber } from '../../src/payments/run-queries.ts';
import { accepted } from '../support/build.ts';
import type { Fields } from '../support/login.ts';
import { decideLine, importRows, owe, prepare, sendRun, statementText, versionOf } from '../support/money-world.ts';
import { addParty } from '../support/parties.ts';
import { addBank, addInvoice, type TestPayable } from '../support/payables.ts';
import type { BuyingCounty, Paper } from './buying-county.ts';

let turn = 0;
/** An amount of its own for every paper: the bank tells lines alike by their facts. */
export const nextFen = () => {
  turn += 1;
  return 12_345_00 + turn;
};
export const yuan = (fen: number) => (fen / 100).toFixed(2);

/** Owed with its invoice. */
export async function invoiced({ money }: BuyingCounty, amountFen = nextFen()): Promise<TestPayable> {
  const owed = await owe(money, amountFen);
  await addInvoice(money.test.services, money.accountant, money.supplier, [owed]);
  return owed;
}

export async function claimed(county: BuyingCounty, owed: TestPayable): Promise<number> {
  const { services, people } = county;
  const given = { payableId: owed.id, kind: 'other_credit' as const, amountFen: 50_00, reason: '破损', evidence: '' };
  return accepted(await proposeClaim(services, people.accountant, { key: null, input: given })).id;
}

/** The number of a run that was prepared, approved or sent to the bank. */
export async function run(county: BuyingCounty, state: 'prepared' | 'approved' | 'sent'): Promise<string> {
  const { money } = county;
  const owed = await invoiced(county);
  if (state === 'sent') return sendRun(money, [owed]);
  const { number } = accepted(await prepare(money, [owed]));
  if (state === 'prepared') return number;
  const input = { number, version: await versionOf(money, number) };
  accepted(await approveRun(county.services, money.chief, { key: null, input }));
  return number;
}

export const onRun = (state: 'prepared' | 'approved', path: (number: string) => string, more: Fields = {}) =>
  async function open(county: BuyingCounty): Promise<Paper> {
    const number = await run(county, state);
    return { path: path(number), fields: { version: String(await versionOf(county.money, number)), ...more } };
  };

/** A credit note of which nothing is set off: what it is about was paid already. */
export async function freeNote(given: BuyingCounty): Promise<{ noteId: number; county: BuyingCounty }> {
  const supplier = await addParty(given.services, {});
  await addBank(given.services, supplier, `15102033090${supplier.id}`);
  // Of a supplier of its own: the next run of the other would take the note along
  const county = { ...given, money: { ...given.money, supplier } };
  const { money, services, people } = county;
  const owed = await invoiced(county);
  const number = await sendRun(money, [owed]);
  const found = await runByNumber(services.db.read, number);
  const [one] = await paymentsOf(services.db.read, found?.documentId ?? 0);
  const [line] = await importRows(money, [{ amountFen: -owed.amountFen, memo: number }]);
  accepted(await decideLine(money, { lineId: line?.id ?? 0, meaning: 'payment', paymentId: one?.id ?? 0 }));
  const input = { claimId: await claimed(county, owed), agree: true, note: '' };
  accepted(await decideClaim(services, people.chiefAccountant, { key: null, input }));
  const [note] = await services.db.read.select().from(creditNote).where(eq(creditNote.partyId, supplier.id));
  return { noteId: note?.id ?? 0, county };
}

/** A statement whose one line is what a run paid; not matched yet. */
export async function statementOf(county: BuyingCounty) {
  const { money, services } = county;
  const number = await run(county, 'sent');
  const found = await runByNumber(services.db.read, number);
  const [one] = await paymentsOf(services.db.read, found?.documentId ?? 0);
  const rows = [{ amountFen: -(one?.amountFen ?? 0), name: one?.accountName ?? '', memo: `货款 ${number}` }];
  const content = Buffer.from(statementText(rows, dayOf(services.clock.now())));
  const file = { fileName: `${number}.csv`, content, openingFen: null, closingFen: null };
  const { id } = accepted(await importStatement(services, money.accountant, { key: null, file }));
  const [line] = await linesOfStatement(services.db.read, id);
  return { id, lineId: line?.id ?? 0, paymentId: one?.id ?? 0 };
}
