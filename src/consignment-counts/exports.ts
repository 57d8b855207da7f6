/** Counts of shelves and the units of one as files. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { CountedLine } from './line-queries.ts';
import type { ListedShelfCount } from './list-queries.ts';

export function listColumns(t: Words): Column<ListedShelfCount>[] {
  const words = t.shelfCounts;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: words.shelf, value: (row) => row.shelf || words.allShelves, width: 24 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.opened, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.closedAt, value: (row) => (row.closedAt === null ? '' : fullMoment(row.closedAt)), width: 20 },
    { head: words.units, value: (row) => row.units },
    { head: words.seen, value: (row) => row.seen },
    { head: words.missing, value: (row) => row.missing },
    { head: words.strays, value: (row) => row.strays },
  ];
}

export function lineColumns(t: Words): Column<CountedLine>[] {
  const words = t.shelfCounts;
  return [
    { head: t.implants.name, value: (row) => `${row.name} ${row.strength}`, width: 28 },
    { head: t.implants.di, value: ({ unit }) => unit.di, width: 18 },
    { head: t.implants.lotNumber, value: ({ unit }) => unit.lotNumber },
    { head: t.implants.serial, value: ({ unit }) => unit.serial },
    { head: t.implants.expiresOn, value: ({ unit }) => unit.expiresOn },
    { head: t.implants.supplier, value: (row) => row.supplier ?? words.own, width: 20 },
    { head: words.bookShelf, value: ({ line }) => line.bookShelf },
    { head: words.outcome, value: (row) => words.outcomes[row.outcome] },
    { head: words.seenBy, value: ({ line }) => line.seenByName ?? '' },
    { head: words.seenAt, value: ({ line }) => (line.seenAt === null ? '' : fullMoment(line.seenAt)), width: 20 },
    { head: words.missingPaper, value: (row) => row.missing?.number ?? '', width: 20 },
    { head: words.amount, value: ({ missing }) => (missing?.amountFen == null ? '' : moneyText(missing.amountFen)) },
  ];
}
