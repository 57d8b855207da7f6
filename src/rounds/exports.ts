/** The list of rounds as a file: what the page shows. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedRound } from './list-queries.ts';

const moment = (at: number | null) => (at === null ? '' : fullMoment(at));

/** Columns of the list. */
export function roundColumns(t: Words): Column<ListedRound>[] {
  const words = t.rounds;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.day, value: (row) => row.day, width: 12 },
    { head: words.route, value: (row) => row.route },
    { head: words.house, value: (row) => row.house },
    { head: words.driver, value: (row) => row.driver },
    { head: words.vehicle, value: (row) => row.vehicle },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.stops, value: (row) => row.stops },
    { head: words.told, value: (row) => row.told },
    { head: words.loads, value: (row) => row.loads },
    { head: words.leaves, value: (row) => moment(row.leavesAt), width: 20 },
    { head: words.departed, value: (row) => moment(row.departedAt), width: 20 },
    { head: words.ended, value: (row) => moment(row.endedAt), width: 20 },
  ];
}
