/** The demo's money: what the account was given, invoices, a payment run by two people, the bank's word on it. */
import { and, eq } from 'drizzle-orm';
import { bankLine } from '../../db/schema/bank.ts';
import { party } from '../../db/schema/parties.ts';
import { payable, payment } from '../../db/schema/payables.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { decideLines } from '../../src/bank/line-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { formatFen } from '../../src/kernel/money.ts';
import { proposeClaim } from '../../src/payables/claim-commands.ts';
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
const OVER_FEN = 120 * YUAN_FEN;
const INTEREST_FEN = 1_386_50;
const FEE_FEN = 15 * YUAN_FEN;
/** With fewer inspections than this, all are invoiced as they should be. */
const FEW = 2;

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

interface Owed {
  id: number;
  amountFen: number;
  code: string;
}

/** The supplier's invoice for one inspection, over by so much. */
async function invoice(world: World, owed: Owed, overFen: number): Promise<void> {
  const amountFen = owed.amountFen + overFen;
  const taxFen = Math.round((amountFen * TAX_PERCENT) / (YUAN_FEN + TAX_PERCENT));
  const paper = { kind: 'distributor' as const, code: '036002600111', number: `${owed.code}0000${owed.id}` };
  const shares = [{ payableId: owed.id, amountFen }];
  const input = { partyCode: owed.code, ...paper, issuedOn: today(world), amountFen, taxFen, lots: '', shares };
  must(await recordInvoice(world.services, personOf(world.hub, 'accountant'), { key: null, input }), paper.number);
}

/** Every inspection is invoiced; the last invoice says more than was accepted, which two people have to settle. */
async function invoiceAll(world: World): Promise<void> {
  const open = await world.tx
    .select({ id: payable.id, amountFen: payable.amountFen, code: party.code })
    .from(payable)
    .innerJoin(party, eq(party.id, payable.partyId))
    .where(eq(payable.invoicedFen, 0))
    .orderBy(payable.id);
  const odd = open.length > FEW ? open.at(-1) : undefined;
  for (const owed of open) await invoice(world, owed, owed === odd ? OVER_FEN : 0);
  if (odd === undefined) return;
  const said = { reason: '开票单价高于中标价', evidence: '供应商来电同意开红字发票' };
  const input = { payableId: odd.id, kind: 'price_difference' as const, amountFen: OVER_FEN, ...said };
  must(await proposeClaim(world.services, personOf(world.hub, 'accountant'), { key: null, input }), 'a claim');
}

/** Pays what agrees; of several the last is left for the next run. */
async function payAll(world: World): Promise<string> {
  const accountant = personOf(world.hub, 'accountant');
  const chief = personOf(world.hub, 'chief_accountant');
  const ready = await world.tx
    .select({ id: payable.id })
    .from(payable)
    .where(and(eq(payable.paidFen, 0), eq(payable.invoicedFen, payable.amountFen)))
    .orderBy(payable.id);
  const paid = ready.slice(0, Math.max(1, ready.length - 1));
  const input = { payOn: today(world), payableIds: paid.map((row) => row.id), note: '' };
  const { number } = must(await prepareRun(world.services, accountant, { key: null, input }), 'a payment run');
  must(await approveRun(world.services, chief, { key: null, input: await seen(world, number) }), `approving ${number}`);
  must(
    await exportRun(world.services, accountant, { key: null, input: await seen(world, number) }),
    `sending ${number}`,
  );
  return number;
}

/** The bank's word on a run; gives the balance after it. */
async function confirm(world: World, run: string, balanceFen: number): Promise<number> {
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
  return booked.reduce((sum, line) => sum + line.amountFen, balanceFen);
}

/** What the bank books by itself stands unexplained until somebody says what it is. */
async function interest(world: World, balanceFen: number): Promise<void> {
  const name = '兴国农商银行营业部';
  await importLines(world, balanceFen, [
    { amountFen: INTEREST_FEN, name, account: '', memo: '活期结息' },
    { amountFen: -FEE_FEN, name, account: '', memo: '网银手续费' },
  ]);
}

/** States the revolving fund of a year, remits it and tells the bank's line so; gives the balance after it. */
async function remit(world: World, year: number, balanceFen: number): Promise<number> {
  const accountant = personOf(world.hub, 'accountant');
  const duty = { year, baseFen: FUND_BASE_FEN, basis: '上年基本药物采购额' };
  must(
    await stateFund(world.services, personOf(world.hub, 'chief_accountant'), { key: null, input: duty }),
    'the fund',
  );
  const dueFen = FUND_BASE_FEN / 10;
  const remittance = { year, amountFen: dueFen, voucher: `ZZJ-${year}-01` };
  must(await remitFund(world.services, accountant, { key: null, input: remittance }), 'the remittance');
  const out = {
    amountFen: -dueFen,
    name: '兴国县基药周转金专户',
    account: '132890101000000226',
    memo: `缴${year}年基药周转金`,
  };
  const [lineId = 0] = await importLines(world, balanceFen, [out]);
  const fund = { lineId, meaning: 'fund' as const, paymentId: null, organisationCode: null, note: '' };
  must(await decideLines(world.services, accountant, { key: null, input: { decisions: [fund] } }), 'the fund told');
  return balanceFen - dueFen;
}

/** Money comes in, the revolving fund is remitted, and the month's purchase is paid. */
export async function* paying(world: World): Script {
  const accountant = personOf(world.hub, 'accountant');
  // Goods that came in before the turn of the year are paid against the fund of the year in which they came
  const years = new Set([addDays(world.day, -18), world.day].map((day) => Number(day.slice(0, 4))));
  yield instantOf(addDays(world.day, -18), '16:40');
  const grant = { amountFen: GRANT_FEN, name: '兴国县财政局', account: '132890101000000118', memo: '药械采购专户拨款' };
  const [line = 0] = await importLines(world, OPENING_FEN, [grant]);
  const meant = { lineId: line, meaning: 'grant' as const, paymentId: null, organisationCode: null, note: '' };
  must(await decideLines(world.services, accountant, { key: null, input: { decisions: [meant] } }), 'the grant');
  let balanceFen = OPENING_FEN + GRANT_FEN;
  for (const year of years) balanceFen = await remit(world, year, balanceFen);
  yield instantOf(addDays(world.day, -11), '10:30');
  await invoiceAll(world);
  yield instantOf(addDays(world.day, -9), '15:10');
  const run = await payAll(world);
  yield instantOf(addDays(world.day, -8), '17:00');
  const left = await confirm(world, run, balanceFen);
  yield instantOf(addDays(world.day, -1), '16:20');
  await interest(world, left);
}
