/** The list of applications for equipment as a file: what the page shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedAcquisition } from './list-queries.ts';

/** Columns of the list. */
export function listColumns(t: Words): Column<ListedAcquisition>[] {
  const words = t.acquisitions;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: words.name, value: (row) => row.name, width: 30 },
    { head: words.quantity, value: (row) => row.quantity },
    { head: words.amount, value: (row) => (row.quantity * row.unitFen) / 100 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.created, value: (row) => fullMoment(row.createdAt), width: 20 },
  ];
}
