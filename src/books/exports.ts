/** Members' months and statements as spreadsheets: amounts in yuan, as the pages show them. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { MemberMonth } from './month-queries.ts';
import { stateOf } from './rules.ts';
import type { MemberStatement } from './statement-queries.ts';

const yuan = (fen: number) => fen / 100;

/** Columns of the list of a month. */
export function listColumns(t: Words): Column<MemberMonth>[] {
  const words = t.books;
  return [
    { head: words.memberCode, value: (row) => row.code },
    { head: words.member, value: (row) => row.name, width: 24 },
    { head: words.openingStock, value: (row) => yuan(row.openingStockFen) },
    { head: words.closingStock, value: (row) => yuan(row.closingStockFen) },
    { head: words.openingDue, value: (row) => yuan(row.openingDueFen) },
    { head: words.closingDue, value: (row) => yuan(row.closingDueFen) },
    { head: words.state, value: (row) => words.states[stateOf(row)] },
  ];
}

export interface StatementRow {
  label: string;
  counterpart: string;
  stockInFen: number | null;
  stockOutFen: number | null;
  stockFen: number | null;
  dueUpFen: number | null;
  dueDownFen: number | null;
  dueFen: number | null;
}

/** Opening, movements by kind and counterpart, totals and closing, as one table. */
export function statementRows(t: Words, statement: MemberStatement): StatementRow[] {
  const words = t.books;
  const none = { counterpart: '', stockInFen: null, stockOutFen: null, dueUpFen: null, dueDownFen: null };
  const edge = (label: string, stockFen: number, dueFen: number) => ({ ...none, label, stockFen, dueFen });
  const sum = (of: 'stockInFen' | 'stockOutFen' | 'dueUpFen' | 'dueDownFen') =>
    statement.lines.reduce((total, line) => total + line[of], 0);
  return [
    edge(words.opening, statement.openingStockFen, statement.openingDueFen),
    ...statement.lines.map((line) => ({
      label: words.kindOf(line.code),
      counterpart: line.counterpart?.name ?? '',
      stockInFen: line.stockInFen,
      stockOutFen: line.stockOutFen,
      stockFen: null,
      dueUpFen: line.dueUpFen,
      dueDownFen: line.dueDownFen,
      dueFen: null,
    })),
    {
      label: words.total,
      counterpart: '',
      stockInFen: sum('stockInFen'),
      stockOutFen: sum('stockOutFen'),
      stockFen: null,
      dueUpFen: sum('dueUpFen'),
      dueDownFen: sum('dueDownFen'),
      dueFen: null,
    },
    edge(words.closing, statement.closingStockFen, statement.closingDueFen),
  ];
}

/** Columns of a statement. */
export function statementColumns(t: Words): Column<StatementRow>[] {
  const words = t.books;
  const money = (fen: number | null) => (fen === null ? null : yuan(fen));
  return [
    { head: words.kind, value: (row) => row.label, width: 20 },
    { head: words.counterpart, value: (row) => row.counterpart, width: 20 },
    { head: words.stockIn, value: (row) => money(row.stockInFen) },
    { head: words.stockOut, value: (row) => money(row.stockOutFen) },
    { head: words.stockValue, value: (row) => money(row.stockFen) },
    { head: words.dueUp, value: (row) => money(row.dueUpFen) },
    { head: words.dueDown, value: (row) => money(row.dueDownFen) },
    { head: words.due, value: (row) => money(row.dueFen) },
  ];
}
