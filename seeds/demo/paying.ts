/** The demo's money: what the account was given, invoices, a payment run by two people, the bank's word on it. */
import { and, eq } from 'drizzle-orm';
import { bankLine } from '../../db/schema/bank.ts';
import { party } from '../../db/schema/parties.ts';
import { payable, payment } from '../../db/schema/payables.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { decideLines } from '../../src/bank/line-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { formatFen } from '../../src/kernel/money.ts';
import { recordInvoice } from '../../src/payables/invoice-commands.ts';
import { prepareRun } from '../../src/payments/prepare-commands.ts';
import { approveRun, exportRun } from '../../src/payments/run-commands.ts';
import { remitFund, stateFund } from '../../src/treasury/fund-commands.ts';
import { documentOf, seen } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { must, personOf, today, type World } from './world.ts';

const YUAN_FEN = 100;
const OPENING_FEN = 3_000_000 * YUAN_FEN;
const GRANT_FEN = 2_000_000 * YUAN_FEN;
const FUND_BASE_FEN = 9_000_000 * YUAN_FEN;
const TAX_PERCENT = 13;

interface Booked {
  /** Positive in, negative out, fen. */
  amountFen: number;
  name: string;
  account: string;
  memo: string;
}

/** A bank's export as the county's bank writes it. */
function statementOf(day: string, openingFen: number, lines: readonly Booked[]): Uint8Array {
  let balance = openingFen;
  const yuan = (fen: number) => formatFen(fen).replaceAll(',', '');
  const rows = lines.map(({ amountFen, name, account, memo }) => {
    balance += amountFen;
    const [out, into] = amountFen < 0 ? [yuan(-amountFen), ''] : ['', yuan(amountFen)];
    return [day, out, into, yuan(balance), name, account, memo].join(',');
  });
  const head = '交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要';
  return new TextEncoder().encode(`${[head, ...rows].join('\r\n')}\r\n`);
}

async function importLines(world: World, openingFen: number, lines: readonly Booked[]): Promise<number[]> {
  const day = today(world);
  const closingFen = lines.reduce((sum, line) => sum + line.amountFen, openingFen);
  const file = { fileName: `专户流水${day}.csv`, content: statementOf(day, openingFen, lines), openingFen, closingFen };
  const accountant = personOf(world.hub, 'accountant');
  const { id } = must(await importStatement(world.services, accountant, { key: null, file }), `statement of ${day}`);
  const rows = await world.tx.select({ id: bankLine.id }).from(bankLine).where(eq(bankLine.statementId, id));
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

/** One invoice for everything of a supplier that has none yet. */
async function invoiceAll(world: World): Promise<void> {
  const accountant = personOf(world.hub, 'accountant');
  const open = await world.tx
    .select({ id: payable.id, amountFen: payable.amountFen, code: party.code })
    .from(payable)
    .innerJoin(party, eq(party.id, payable.partyId))
    .where(eq(payable.invoicedFen, 0));
  for (const code of new Set(open.map((row) => row.code))) {
    const shares = open
      .filter((row) => row.code === code)
      .map((row) => ({ payableId: row.id, amountFen: row.amountFen }));
    const amountFen = shares.reduce((sum, share) => sum + share.amountFen, 0);
    const taxFen = Math.round((amountFen * TAX_PERCENT) / (YUAN_FEN + TAX_PERCENT));
    const paper = { kind: 'distributor' as const, code: '036002600111', number: `${code}0000${shares.length}` };
    const input = { partyCode: code, ...paper, issuedOn: today(world), amountFen, taxFen, lots: '', shares };
    must(await recordInvoice(world.services, accountant, { key: null, input }), `invoice of ${code}`);
  }
}

async function payAll(world: World): Promise<string> {
  const accountant = personOf(world.hub, 'accountant');
  const chief = personOf(world.hub, 'chief_accountant');
  const rows = await world.tx
    .select({ id: payable.id })
    .from(payable)
    .where(and(eq(payable.paidFen, 0), eq(payable.invoicedFen, payable.amountFen)));
  const input = { payOn: today(world), payableIds: rows.map((row) => row.id), note: '' };
  const { number } = must(await prepareRun(world.services, accountant, { key: null, input }), 'a payment run');
  must(await approveRun(world.services, chief, { key: null, input: await seen(world, number) }), `approving ${number}`);
  must(
    await exportRun(world.services, accountant, { key: null, input: await seen(world, number) }),
    `sending ${number}`,
  );
  return number;
}

async function confirm(world: World, run: string, balanceFen: number): Promise<void> {
  const { id } = await documentOf(world, run);
  const rows = await world.tx.select().from(payment).where(eq(payment.runId, id)).orderBy(payment.lineNumber);
  const booked = rows.map((row) => ({
    amountFen: -row.amountFen,
    name: row.accountName,
    account: row.accountNumber,
    memo: `货款 ${run}`,
  }));
  const lines = await importLines(world, balanceFen, booked);
  const decisions = rows.map((row, index) => ({
    lineId: lines[index] ?? 0,
    meaning: 'payment' as const,
    paymentId: row.id,
    organisationCode: null,
    note: '',
  }));
  const accountant = personOf(world.hub, 'accountant');
  must(await decideLines(world.services, accountant, { key: null, input: { decisions } }), `payments of ${run}`);
}

/** Money comes in, the revolving fund is remitted, and the month's purchase is paid. */
export async function* paying(world: World): Script {
  const accountant = personOf(world.hub, 'accountant');
  const chief = personOf(world.hub, 'chief_accountant');
  const year = Number(world.day.slice(0, 4));
  yield instantOf(addDays(world.day, -18), '16:40');
  const grant = { amountFen: GRANT_FEN, name: '兴国县财政局', account: '132890101000000118', memo: '药械采购专户拨款' };
  const [line = 0] = await importLines(world, OPENING_FEN, [grant]);
  const meant = { lineId: line, meaning: 'grant' as const, paymentId: null, organisationCode: null, note: '' };
  must(await decideLines(world.services, accountant, { key: null, input: { decisions: [meant] } }), 'the grant');
  const duty = { year, baseFen: FUND_BASE_FEN, basis: '上年基本药物采购额' };
  must(await stateFund(world.services, chief, { key: null, input: duty }), 'the fund');
  const dueFen = FUND_BASE_FEN / 10;
  const remittance = { year, amountFen: dueFen, voucher: `ZZJ-${year}-01` };
  must(await remitFund(world.services, accountant, { key: null, input: remittance }), 'the remittance');
  yield instantOf(addDays(world.day, -11), '10:30');
  await invoiceAll(world);
  yield instantOf(addDays(world.day, -9), '15:10');
  const run = await payAll(world);
  yield instantOf(addDays(world.day, -8), '17:00');
  await confirm(world, run, OPENING_FEN + GRANT_FEN - dueFen);
}
