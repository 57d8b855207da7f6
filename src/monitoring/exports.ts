/** Returns as files: the list as the page shows it, and one return in the order of the national form's fields. */
import type { Words } from '../../views/i18n/index.ts';
import { priceText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedReturn } from './list-queries.ts';
import type { ReturnView } from './page-queries.ts';
import type { LineRow } from './record-queries.ts';
import { stockDays } from './rules.ts';

/** Columns of the list. */
export function listColumns(t: Words): Column<ListedReturn>[] {
  const words = t.monitoring;
  return [
    { head: words.month, value: (row) => row.month },
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.version, value: (row) => row.version },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.lines, value: (row) => row.lines },
    { head: words.empty, value: (row) => row.empty },
    { head: words.zero, value: (row) => (row.nothing ? words.yes : '') },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.reportedOn, value: (row) => row.reportedOn },
    { head: words.receipt, value: (row) => row.receiptNumber, width: 24 },
  ];
}

/** Who prepared it last and who signed it: the reporter of the form. */
export function whoDid(view: ReturnView, act: string): string {
  return view.acts.findLast((one) => one.act === act)?.actorName ?? '';
}

/** One row a drug, or one row that says nothing was short (零报告). */
export type FormRow = LineRow | null;

export function formRows(view: ReturnView): FormRow[] {
  return view.lines.length === 0 ? [null] : view.lines;
}

/** The form's fields: drug, kind, first found, use, days of stock, who is concerned, instead, answer, act, recovery. */
export function formColumns(t: Words, view: ReturnView): Column<FormRow>[] {
  const words = t.monitoring;
  const { fields } = words;
  const { month } = view.paper;
  const of = (value: (line: LineRow) => string | number | null) => (row: FormRow) => (row === null ? '' : value(row));
  return [
    { head: words.month, value: () => month },
    { head: words.place, value: () => view.place.name, width: 24 },
    { head: words.drug, value: (row) => (row === null ? words.zero : row.genericName), width: 20 },
    { head: words.form, value: of((line) => line.form) },
    { head: words.strength, value: of((line) => line.strength) },
    { head: words.maker, value: of((line) => line.manufacturer), width: 24 },
    { head: fields.approvalNumber, value: of((line) => line.approvalNumber), width: 20 },
    { head: fields.kind, value: of((line) => (line.kind === null ? '' : words.kinds[line.kind])) },
    { head: fields.foundOn, value: of((line) => line.foundOn) },
    { head: fields.useBase, value: of((line) => line.useBase) },
    { head: fields.stockBase, value: of((line) => line.stockBase) },
    { head: words.stockDays, value: of((line) => stockDays(line.stockBase, line.useBase, month)) },
    { head: fields.members, value: of((line) => line.members) },
    { head: fields.patients, value: of((line) => line.patients) },
    ...(view.can.prices ? [{ head: words.price, value: of((line) => priceText(line.pricePack)) }] : []),
    { head: words.supplier, value: of((line) => line.supplier), width: 24 },
    { head: fields.substitutes, value: of((line) => line.substitutes), width: 30 },
    { head: fields.suppliers, value: of((line) => line.suppliers) },
    { head: fields.supplierReply, value: of((line) => line.supplierReply), width: 40 },
    { head: fields.action, value: of((line) => line.action), width: 40 },
    { head: fields.expectedOn, value: of((line) => line.expectedOn) },
    { head: words.requests, value: of((line) => line.requests) },
    { head: words.settled, value: of((line) => line.settled) },
    { head: words.cause, value: of((line) => t.shortages.reasons[line.cause as 'out_of_stock'] ?? ''), width: 20 },
    { head: fields.note, value: of((line) => line.note), width: 30 },
    { head: words.reporter, value: () => whoDid(view, 'submit') },
    { head: words.signer, value: () => whoDid(view, 'approve') },
    { head: words.receipt, value: () => view.paper.receiptNumber, width: 24 },
  ];
}
