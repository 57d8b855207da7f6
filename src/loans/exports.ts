/** Loans as a file: what the list shows. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedLoan } from './list-queries.ts';

const moment = (at: number | null) => (at === null ? null : fullMoment(at));

export function loanColumns(t: Words): Column<ListedLoan>[] {
  const words = t.loans;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.thing, value: (row) => row.assetName, width: 28 },
    { head: t.equipment.number, value: (row) => row.assetNumber, width: 20 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: words.keeper, value: (row) => row.keeper },
    { head: words.borrower, value: (row) => row.borrower },
    { head: words.reason, value: (row) => row.reason, width: 32 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.handedAt, value: (row) => moment(row.handedAt), width: 18 },
    { head: words.returnedAt, value: (row) => moment(row.returnedAt), width: 18 },
    { head: words.damaged, value: (row) => (row.damaged ? words.damaged : null) },
  ];
}
