/** Lines of a proposal as a file: what the page shows, explained in columns. */
import type { Words } from '../../views/i18n/index.ts';
import { quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ShownLine } from './proposal-queries.ts';

/** Columns of the lines. */
export function lineColumns(t: Words): Column<ShownLine>[] {
  const words = t.redistribution;
  return [
    { head: words.line, value: ({ line }) => line.lineNumber },
    { head: t.transfers.giver, value: (row) => row.giver },
    { head: t.transfers.taker, value: (row) => row.taker },
    { head: words.itemCode, value: ({ item }) => item.code },
    { head: t.transfers.item, value: ({ item }) => `${item.genericName} ${item.strength}`, width: 30 },
    { head: t.transfers.lot, value: ({ lot }) => lot.number, width: 16 },
    { head: words.expires, value: ({ lot }) => lot.expiresOn, width: 12 },
    { head: t.transfers.quantity, value: ({ line, item }) => quantityText(t, line.quantityBase, item), width: 14 },
    { head: words.reason, value: ({ detail }) => words.whys[detail.why] },
    { head: words.giverCover, value: ({ detail }) => detail.giverBefore },
    { head: words.giverCoverAfter, value: ({ detail }) => detail.giverAfter },
    { head: words.takerCover, value: ({ detail }) => detail.takerBefore },
    { head: words.takerCoverAfter, value: ({ detail }) => detail.takerAfter },
    { head: words.daysLeft, value: ({ detail }) => detail.daysLeft },
    { head: words.km, value: ({ detail }) => detail.km },
    { head: words.worth, value: ({ detail }) => detail.worthFen / 100 },
    { head: t.transfers.state, value: ({ line }) => words.lineStates[line.status] },
    { head: t.transfers.number, value: (row) => row.transfer ?? '', width: 20 },
  ];
}
