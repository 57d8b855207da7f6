/** The plan on paper: A4 with the columns of the county's form, a code to check it by, and boxes to sign. */

import type { Words } from '../../views/i18n/index.ts';
import { shapeOf } from '../../views/plans/plan-words.tsx';
import { moneyText, quantityText } from '../../views/ui/format.ts';
import { capitalAmount } from '../kernel/money.ts';
import { drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { PlanRecord } from './plan-queries.ts';
import type { TableLine } from './table-queries.ts';

export interface PrintedPlan {
  issuer: string;
  record: PlanRecord;
  rows: readonly TableLine[];
  budgetLeftFen: number;
  /** What the code opens. */
  url: string;
  printed: string;
  printedAt: number;
}

const TEXT = { size: 7, weight: 'regular' as const };
const cell = (text: string): Cell => [{ ...TEXT, text }];

function columnsOf(t: Words): Column[] {
  const heads = t.plans.paperColumns;
  const number = (head: string, width: number): Column => ({ head, width, align: 'right' });
  return [
    { head: `${heads.item} ${heads.code}`, width: 44, align: 'left' },
    number(heads.stock, 15),
    number(heads.coming, 14),
    number(heads.use, 15),
    number(heads.safety, 15),
    number(heads.proposed, 15),
    number(heads.asked, 15),
    number(heads.checked, 16),
    number(heads.approved, 15),
    { head: heads.channel, width: 20, align: 'left' },
    number(heads.amount, 18),
    { head: heads.reason, width: 26, align: 'left' },
  ];
}

function cellsOf(t: Words, row: TableLine): Cell[] {
  const { line } = row;
  const shape = shapeOf(line);
  const text = (quantity: number | null) => cell(quantity === null ? '' : quantityText(t, quantity, shape));
  return [
    cell(`${line.genericName} ${line.strength} ${line.itemCode}`),
    text(row.stockBase),
    text(row.comingBase),
    text(row.useBase),
    text(row.safetyBase),
    text(line.proposedBase),
    text(line.askedBase),
    text(row.checkedBase),
    text(row.approvedBase),
    cell(`${t.plans.channels[line.channel]} ${line.party ?? ''}`.trim()),
    cell(moneyText(line.amountFen)),
    cell([line.changeReason, line.channelReason].filter((part) => part !== '').join('；')),
  ];
}

/** Draws the plan. Throws PrintRefusal: characters without a shape. */
export function drawPlan(t: Words, given: PrintedPlan): Promise<Buffer> {
  const words = t.plans;
  const { plan, document } = given.record;
  const { paperColumns: heads } = words;
  return drawReport({
    issuer: given.issuer,
    title: plan.title,
    number: document.number,
    check: { url: given.url, label: words.checkLabel },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [heads.organisation, words.counted(plan.lineCount, plan.memberCount)],
          [heads.period, plan.neededBy],
          [heads.amount, `${moneyText(plan.amountFen)} ${capitalAmount(plan.amountFen)}`],
          [heads.budget, moneyText(given.budgetLeftFen)],
          [words.state, words.states[document.status]],
        ],
      },
      { kind: 'table', columns: columnsOf(t), rows: given.rows.map((row) => cellsOf(t, row)) },
    ],
    signatures: words.signatures,
    printed: given.printed,
    printedAt: given.printedAt,
    page: words.pageOf,
  });
}
