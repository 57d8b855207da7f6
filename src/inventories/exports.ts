/** Stocktakes of equipment and the lines of one as files. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { AssetState } from '../assets/rules.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { JudgedLine } from './line-queries.ts';
import type { ListedInventory } from './list-queries.ts';

export function listColumns(t: Words): Column<ListedInventory>[] {
  const words = t.inventories;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.title, width: 28 },
    { head: words.place, value: (row) => row.place },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.started, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.lines, value: (row) => row.lines },
    { head: words.foundLines, value: (row) => row.found },
    { head: words.findsCount, value: (row) => row.finds },
  ];
}

const differing = (t: Words, row: JudgedLine) => row.differences.map((one) => t.inventories.differences[one]).join(' ');

export function lineColumns(t: Words): Column<JudgedLine>[] {
  const words = t.inventories;
  return [
    { head: t.equipment.number, value: ({ card }) => card.number, width: 20 },
    { head: t.equipment.name, value: ({ card }) => card.name, width: 28 },
    { head: t.equipment.serialNumber, value: ({ card }) => card.serialNumber },
    { head: t.equipment.keeper, value: (row) => row.keeperName },
    { head: words.room, value: ({ line }) => line.bookRoom },
    { head: t.equipment.state, value: ({ line }) => t.equipment.states[line.bookStatus as AssetState] },
    { head: words.at, value: (row) => row.foundAtName },
    { head: words.foundRoom, value: ({ line }) => line.foundRoom },
    { head: words.condition, value: ({ line }) => (line.condition === null ? '' : words.conditions[line.condition]) },
    { head: words.foundBy, value: ({ line }) => line.foundByName },
    { head: words.difference, value: (row) => differing(t, row), width: 20 },
    { head: words.decision, value: ({ line }) => (line.decision === null ? '' : words.decisions[line.decision]) },
    { head: words.why, value: ({ line }) => line.decisionWhy, width: 28 },
  ];
}
