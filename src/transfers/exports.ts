/** The list of transfers as a file: what the page shows. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedTransfer } from './list-queries.ts';

/** Columns of the list. */
export function listColumns(t: Words): Column<ListedTransfer>[] {
  const words = t.transfers;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.giver, value: (row) => row.giver },
    { head: words.taker, value: (row) => row.taker },
    { head: words.origin, value: (row) => words.origins[row.origin] },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.lines, value: (row) => row.lines },
    { head: words.neededBy, value: (row) => row.neededBy, width: 12 },
    { head: words.created, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.dispatch, value: (row) => row.dispatch ?? '', width: 20 },
  ];
}
