/** The list of equipment transfers as a file: what the page shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedMove } from './list-queries.ts';

/** Columns of the list; money only for those who see what equipment cost. */
export function listColumns(t: Words, prices: boolean): Column<ListedMove>[] {
  const words = t.assetTransfers;
  const money: Column<ListedMove>[] = [
    { head: words.price, value: (row) => row.priceFen / 100 },
    { head: words.paid, value: (row) => row.paidFen / 100 },
  ];
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.assetNumber, value: (row) => row.assetNumber, width: 20 },
    { head: words.asset, value: (row) => row.name, width: 28 },
    { head: words.giver, value: (row) => row.giver },
    { head: words.receiver, value: (row) => row.receiver },
    { head: words.reason, value: (row) => row.reason, width: 30 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.created, value: (row) => fullMoment(row.createdAt), width: 20 },
    ...(prices ? money : []),
  ];
}
