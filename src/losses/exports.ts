/** The list of losses as a file: what the page shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedLoss } from './list-queries.ts';

/** Columns of the list; money only for those who see prices. */
export function listColumns(t: Words, prices: boolean): Column<ListedLoss>[] {
  const words = t.losses;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.kind, value: (row) => words.kinds[row.kind] },
    { head: words.place, value: (row) => row.place },
    { head: words.reason, value: (row) => words.reasons[row.reasonCode] },
    { head: words.explanation, value: (row) => row.reason, width: 30 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.created, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.lines, value: (row) => row.lines },
    ...(prices ? [{ head: words.amount, value: (row: ListedLoss) => row.amountFen / 100 }] : []),
  ];
}
