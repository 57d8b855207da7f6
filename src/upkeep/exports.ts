/** Upkeep lists and the record of one (养护记录) as files. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedUpkeep, ShownLine } from './list-queries.ts';
import type { Why } from './rules.ts';

export function listColumns(t: Words): Column<ListedUpkeep>[] {
  const words = t.upkeep;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.kind, value: (row) => words.kinds[row.kind] },
    { head: words.period, value: (row) => row.period },
    { head: words.place, value: (row) => row.place },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.lines, value: (row) => row.lines },
    { head: words.open, value: (row) => row.open },
    { head: words.problems, value: (row) => row.problems },
  ];
}

export function lineColumns(t: Words): Column<ShownLine>[] {
  const words = t.upkeep;
  return [
    { head: words.line, value: ({ line }) => line.lineNumber, width: 6 },
    { head: words.doneAt, value: ({ line }) => (line.doneAt === null ? '' : fullMoment(line.doneAt)), width: 20 },
    { head: words.store, value: (row) => row.storeName },
    { head: words.itemCode, value: ({ item }) => item.code },
    { head: words.item, value: ({ item }) => `${item.genericName} ${item.strength}`, width: 30 },
    { head: words.maker, value: ({ item }) => item.manufacturer, width: 24 },
    { head: words.lot, value: ({ lot }) => lot.number },
    { head: words.expiresOn, value: ({ lot }) => lot.expiresOn },
    { head: words.quantity, value: ({ line, item }) => quantityText(t, line.onHandBase, item) },
    { head: words.why, value: ({ line }) => words.whys[line.why as Why] },
    { head: words.finding, value: ({ line }) => (line.finding === null ? '' : words.findings[line.finding]) },
    { head: words.problem, value: ({ line }) => line.problem, width: 24 },
    { head: words.measure, value: ({ line }) => line.measure, width: 24 },
    { head: words.person, value: (row) => row.personName ?? '' },
  ];
}
