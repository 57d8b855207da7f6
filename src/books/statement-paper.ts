/** The statement of a member's month as a paper to be signed: A4, totals, the closing in capital numerals. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { capitalAmount, formatFen } from '../kernel/money.ts';
import { BODY, drawReport, STRONG } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import { statementRows } from './exports.ts';
import type { MemberStatement } from './statement-queries.ts';

export interface StatementPaper {
  statement: MemberStatement;
  issuer: string;
  printedAt: number;
  printedBy: string;
  checkUrl: string;
}

function tableOf(statement: MemberStatement, t: Words) {
  const words = t.books;
  const columns: Column[] = [
    { head: words.kind, width: 30, align: 'left' },
    { head: words.counterpart, width: 34, align: 'left' },
    { head: words.stockIn, width: 25, align: 'right' },
    { head: words.stockOut, width: 25, align: 'right' },
    { head: words.stockValue, width: 27, align: 'right' },
    { head: words.dueUp, width: 25, align: 'right' },
    { head: words.dueDown, width: 25, align: 'right' },
    { head: words.due, width: 27, align: 'right' },
  ];
  const rows = statementRows(t, statement).map((row): Cell[] => {
    const style = row.stockFen === null && row.label !== words.total ? BODY : STRONG;
    const small = { ...style, size: 8 };
    const money = (fen: number | null) => [{ ...small, text: fen === null ? '' : formatFen(fen) }];
    return [
      [{ ...small, text: row.label }],
      [{ ...small, text: row.counterpart }],
      money(row.stockInFen),
      money(row.stockOutFen),
      money(row.stockFen),
      money(row.dueUpFen),
      money(row.dueDownFen),
      money(row.dueFen),
    ];
  });
  return { kind: 'table' as const, columns, rows };
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape. */
export async function drawStatement(paper: StatementPaper, t: Words): Promise<Buffer> {
  const words = t.books;
  const { statement } = paper;
  const { closingStockFen, closingDueFen } = statement;
  const amount = (fen: number) => `${formatFen(fen)}  ${capitalAmount(fen)}`;
  return drawReport({
    issuer: paper.issuer,
    title: words.statement,
    number: `${statement.code} ${statement.month}`,
    check: { url: paper.checkUrl, label: t.selection.paper.check },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.member, `${statement.name} (${statement.code})`],
          [words.month, statement.month],
          [words.state, statement.closed === null ? words.paperOpen : words.closedBy(statement.closed.by)],
          [words.digest, statement.digest ?? '–'],
        ],
      },
      tableOf(statement, t),
      {
        kind: 'facts',
        facts: [
          [words.closingStock, amount(closingStockFen)],
          [closingDueFen < 0 ? words.owes : words.owed, amount(Math.abs(closingDueFen))],
        ],
      },
      { kind: 'text', text: words.paperNote },
    ],
    signatures: words.signatures,
    printed: t.selection.paper.printed(fullMoment(paper.printedAt), paper.printedBy),
    printedAt: paper.printedAt,
    page: t.selection.paper.page,
  });
}
