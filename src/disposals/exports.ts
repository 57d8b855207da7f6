/** The list of disposals as a file: what the page shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedDisposal } from './list-queries.ts';

/** Columns of the list; money only for those who see what equipment cost. */
export function listColumns(t: Words, prices: boolean): Column<ListedDisposal>[] {
  const words = t.disposals;
  const money: Column<ListedDisposal>[] = [
    { head: words.price, value: (row) => row.priceFen / 100 },
    { head: words.income, value: (row) => (row.incomeFen === null ? null : row.incomeFen / 100) },
  ];
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.owner, value: (row) => row.owner },
    { head: words.cardsTitle, value: (row) => words.cardsOf(row.first, row.cards), width: 28 },
    { head: words.cards, value: (row) => row.cards },
    { head: words.reason, value: (row) => words.reasons[row.reason] },
    { head: words.explanation, value: (row) => row.explanation, width: 30 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.created, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.retainUntil, value: (row) => row.retainUntil },
    ...(prices ? money : []),
  ];
}
