/** Columns of the files of plans: the list, and the county's plan table with all its columns. */
import type { Words } from '../../views/i18n/index.ts';
import { shapeOf } from '../../views/plans/plan-words.tsx';
import { quantityText } from '../../views/ui/format.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { PlanLineOfList } from './list-queries.ts';
import type { PlanRecord } from './plan-queries.ts';
import type { TableLine } from './table-queries.ts';

const YUAN = 100;

/** The list of plans, column by column; amounts in yuan. */
export function planColumns(t: Words): Column<PlanLineOfList>[] {
  const words = t.plans;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.title, width: 28 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.neededBy, value: (row) => row.neededBy },
    { head: words.urgent, value: (row) => (row.urgent ? words.urgent : '') },
    { head: words.lines, value: (row) => row.lineCount },
    { head: words.members, value: (row) => row.memberCount },
    { head: words.amount, value: (row) => row.amountFen / YUAN },
    { head: words.made, value: (row) => dayOf(row.createdAt) },
  ];
}

/** 采购计划表, column by column. */
export function tableColumns(t: Words, record: PlanRecord, budgetLeftFen: number): Column<TableLine>[] {
  const words = t.plans;
  const heads = words.paperColumns;
  const packs = (of: (row: TableLine) => number | null) => (row: TableLine) => {
    const quantity = of(row);
    return quantity === null ? '' : quantityText(t, quantity, shapeOf(row.line));
  };
  return [
    { head: heads.number, value: () => record.document.number, width: 20 },
    { head: heads.organisation, value: () => words.county },
    { head: heads.period, value: () => record.plan.neededBy },
    { head: heads.item, value: ({ line }) => `${line.genericName} ${line.strength} ${line.manufacturer}`, width: 40 },
    { head: heads.code, value: ({ line }) => line.itemCode },
    { head: heads.unit, value: ({ line }) => line.packUnit, width: 8 },
    { head: heads.stock, value: packs((row) => row.stockBase) },
    { head: heads.coming, value: packs((row) => row.comingBase) },
    { head: heads.use, value: packs((row) => row.useBase) },
    { head: heads.safety, value: packs((row) => row.safetyBase) },
    { head: heads.proposed, value: packs((row) => row.line.proposedBase) },
    { head: heads.asked, value: packs((row) => row.line.askedBase) },
    { head: heads.checked, value: packs((row) => row.checkedBase) },
    { head: heads.approved, value: packs((row) => row.approvedBase) },
    {
      head: heads.channel,
      value: ({ line }) => `${words.channels[line.channel]} ${line.party ?? ''}`.trim(),
      width: 20,
    },
    { head: heads.amount, value: ({ line }) => line.amountFen / YUAN },
    { head: heads.budget, value: () => budgetLeftFen / YUAN },
    {
      head: heads.reason,
      value: ({ line }) => [line.changeReason, line.channelReason].filter((part) => part !== '').join('；'),
      width: 30,
    },
  ];
}
