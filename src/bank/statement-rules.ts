/** Bank statements as banks export them: columns under many names, one signed amount or two columns. Pure. */
import { readDecimal } from '../kernel/decimal.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readDayCell } from '../spreadsheets/cells.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Column, readTable, type TableRow } from '../spreadsheets/table.ts';

type Key =
  | 'day'
  | 'debit'
  | 'credit'
  | 'amount'
  | 'direction'
  | 'balance'
  | 'name'
  | 'account'
  | 'reference'
  | 'memo'
  | 'use'
  | 'note';

const sum = (...names: string[]) => names.flatMap((name) => [name, `${name}(元)`, `${name}(人民币)`]);
const column = (key: Key, required: boolean, titles: string[]): Column<Key> => ({ key, required, titles });

const COLUMNS: readonly Column<Key>[] = [
  column('day', true, ['交易日期', '记账日期', '入账日期', '日期', '交易日', '交易时间', 'Date', 'Booking date']),
  column('debit', false, sum('借方发生额', '借方金额', '支出金额', '支出', '转出金额', '付款金额', '借方', 'Debit')),
  column('credit', false, sum('贷方发生额', '贷方金额', '收入金额', '收入', '转入金额', '收款金额', '贷方', 'Credit')),
  column('amount', false, sum('交易金额', '发生额', '金额', 'Amount')),
  column('direction', false, ['借贷标志', '借贷方向', '借贷', '收支方向', '收/支', '收支标志']),
  column('balance', false, sum('余额', '账户余额', '当前余额', '本次余额', 'Balance')),
  column('name', false, [
    '对方户名',
    '对方名称',
    '对方账户名称',
    '对方单位名称',
    '收/付方名称',
    '对方单位',
    'Counterparty',
  ]),
  column('account', false, ['对方账号', '对方账户', '收/付方账号', '对方卡号/账号', 'Counterparty account']),
  column('reference', false, ['流水号', '交易流水号', '核心流水号', '凭证号', '凭证号码', '企业流水号', 'Reference']),
  column('memo', false, ['摘要', '交易摘要', 'Memo']),
  column('use', false, ['用途', '交易用途', 'Purpose']),
  column('note', false, ['附言', '备注', '交易附言', '客户附言', 'Note']),
];

export interface StatementLine {
  /** Row of the file, as people see it. */
  row: number;
  bookedOn: string;
  /** Fen; money in is positive. */
  amountFen: number;
  balanceFen: number | null;
  counterName: string;
  counterAccount: string;
  reference: string;
  memo: string;
}

export interface ReadStatement {
  lines: StatementLine[];
  /** From the balances that the file shows; null when it shows none. */
  openingFen: number | null;
  closingFen: number | null;
}

const MOST_LINES = 5000;
const TEXT_MAX = 200;

/** Yuan as banks write them: 1,234.50, ￥1234.5, −12.00, (12.00). An empty cell or a dash is nothing. */
function readYuanCell(text: string): Result<number> {
  const plain = text
    .normalize('NFKC')
    .replace(/[￥¥,\s]/g, '')
    .replace('−', '-');
  if (plain === '' || plain === '-' || plain === '--') return ok(0);
  const negative = /^-(.+)$/.exec(plain) ?? /^\((.+)\)$/.exec(plain);
  const read = readDecimal(negative?.[1] ?? plain, 2);
  return read.ok && negative !== null ? ok(-read.value) : read;
}

const OUT = /^(借|支|付|转出|d|debit|out)/i;

function amountOf(row: TableRow<Key>): Result<number> {
  const { debit, credit, amount, direction } = row.values;
  const cells = [debit, credit, amount].map(readYuanCell);
  const [out, into, signed] = cells;
  if (out?.ok !== true || into?.ok !== true || signed?.ok !== true)
    return refuse('statement_amount', { row: row.number });
  if (out.value !== 0 || into.value !== 0) return ok(into.value - out.value);
  return ok(OUT.test(direction.trim()) ? -Math.abs(signed.value) : signed.value);
}

const CLOCK = /(?:\s*T|\s+)\d{1,2}:\d{2}.*$/;
const STAMP = /^(\d{8})\s?\d{6}$/;

/** The day of a moment such as `2026/9/1 10:22:33` or `20260901102233`; Excel keeps the time behind the point. */
function dayPart(text: string): string {
  const typed = text.normalize('NFKC').trim();
  return STAMP.exec(typed)?.[1] ?? typed.replace(CLOCK, '').replace(/^(\d{5})\.\d+$/, '$1');
}

function readRow(row: TableRow<Key>, today: string): Result<StatementLine | undefined> {
  const { values, number } = row;
  const plain = readDayCell(dayPart(values.day));
  // A line of totals below the table has no day
  if (!plain.ok && /合计|总计|笔数|total/i.test(Object.values(values).join(' '))) return ok(undefined);
  if (!plain.ok) return refuse('statement_day', { row: number, value: values.day.slice(0, 40) });
  if (plain.value > today) return refuse('statement_future', { row: number, day: plain.value });
  const amount = amountOf(row);
  if (!amount.ok) return amount;
  if (amount.value === 0) return ok(undefined);
  const balance = readYuanCell(values.balance);
  const memo = [values.memo, values.use, values.note].map((text) => text.trim()).filter((text) => text !== '');
  return ok({
    row: number,
    bookedOn: plain.value,
    amountFen: amount.value,
    balanceFen: values.balance.trim() === '' || !balance.ok ? null : balance.value,
    counterName: values.name.trim().slice(0, TEXT_MAX),
    counterAccount: values.account.replace(/[\s-]/g, '').slice(0, TEXT_MAX),
    reference: values.reference.trim().slice(0, TEXT_MAX),
    memo: [...new Set(memo)].join(' ').slice(0, TEXT_MAX),
  });
}

const chains = (lines: readonly StatementLine[]) =>
  lines.findIndex((line, index) => {
    const before = lines[index - 1];
    return before !== undefined && (line.balanceFen ?? 0) !== (before.balanceFen ?? 0) + line.amountFen;
  });

/** The lines oldest first, as their balances follow from each other. Refuses balances that do not. */
function inOrder(lines: StatementLine[]): Result<StatementLine[]> {
  if (lines.some((line) => line.balanceFen === null)) {
    const newestFirst = (lines[0]?.bookedOn ?? '') > (lines.at(-1)?.bookedOn ?? '');
    return ok(newestFirst ? [...lines].reverse() : lines);
  }
  const forward = chains(lines);
  if (forward < 0) return ok(lines);
  const turned = [...lines].reverse();
  if (chains(turned) < 0) return ok(turned);
  return refuse('statement_balance', { row: lines[forward]?.row ?? 0 });
}

/** Reads an uploaded statement. Refuses unknown columns, wrong days and amounts by their row, balances that jump. */
export function readStatement(sheet: Sheet, today: string): Result<ReadStatement> {
  const table = readTable(sheet, COLUMNS);
  if (!table.ok) return table;
  const { places, rows } = table.value;
  if (places.amount === undefined && (places.debit === undefined || places.credit === undefined)) {
    return refuse('statement_no_amount');
  }
  if (rows.length > MOST_LINES) return refuse('statement_too_long', { most: MOST_LINES });
  const lines: StatementLine[] = [];
  for (const row of rows) {
    const read = readRow(row, today);
    if (!read.ok) return read;
    if (read.value !== undefined) lines.push(read.value);
  }
  if (lines.length === 0) return refuse('statement_no_lines');
  const ordered = inOrder(lines);
  if (!ordered.ok) return ordered;
  const [first, last] = [ordered.value[0], ordered.value.at(-1)];
  const known = first?.balanceFen != null && last?.balanceFen != null;
  return ok({
    lines: ordered.value,
    openingFen: known ? (first.balanceFen ?? 0) - first.amountFen : null,
    closingFen: known ? last.balanceFen : null,
  });
}

export function sumOf(lines: readonly Pick<StatementLine, 'amountFen'>[]): number {
  return lines.reduce((total, line) => total + line.amountFen, 0);
}

/** Refuses balances that the lines do not lead from one to the other. */
export function checkBalances(
  lines: readonly StatementLine[],
  openingFen: number | null,
  closingFen: number | null,
): Result<undefined> {
  if (openingFen === null || closingFen === null) return ok();
  const sumFen = sumOf(lines);
  if (openingFen + sumFen === closingFen) return ok();
  return refuse('statement_sum', { openingFen, sumFen, closingFen });
}
