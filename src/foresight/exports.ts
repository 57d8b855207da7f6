/** What will run out, as a file. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ForesightLine } from './list-queries.ts';

export function foresightColumns(t: Words): Column<ForesightLine>[] {
  const words = t.foresight;
  return [
    { head: words.member, value: (row) => row.member, width: 20 },
    { head: words.code, value: (row) => row.code },
    { head: words.item, value: (row) => `${row.name} ${row.strength}`.trim(), width: 30 },
    { head: words.outOn, value: (row) => row.outOn },
    { head: words.days, value: (row) => row.days },
    { head: words.usable, value: (row) => row.usableBase },
    { head: words.coming, value: (row) => row.comingBase },
    { head: words.due, value: (row) => row.dueBase },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.daily, value: (row) => row.dailyMilli / 1000 },
    { head: words.baseUnit, value: (row) => row.baseUnit },
    { head: words.askPacks, value: (row) => row.packs },
    { head: words.act, value: (row) => row.asked ?? words.acts[row.act] },
  ];
}
