/** Counts and their lines as files: what the pages show, to the same people, no more. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { Judged } from './judge-queries.ts';
import type { ListedCount } from './list-queries.ts';
import type { CountView } from './page-queries.ts';
import type { ReasonCode } from './rules.ts';

/** Columns of the list; money only for those who see prices. */
export function listColumns(t: Words, prices: boolean): Column<ListedCount>[] {
  const words = t.counts;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.title, width: 30 },
    { head: words.place, value: (row) => row.place },
    { head: words.scope, value: (row) => words.scopes[row.scope] },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.asOf, value: (row) => fullMoment(row.asOf), width: 20 },
    { head: words.lines, value: (row) => row.lines },
    { head: words.counted, value: (row) => row.counted },
    ...(prices
      ? [
          { head: words.gain, value: (row: ListedCount) => row.gainFen / 100 },
          { head: words.loss, value: (row: ListedCount) => row.lossFen / 100 },
        ]
      : []),
  ];
}

/** Columns of the lines; books and differences only when they may be seen by now. */
export function lineColumns(t: Words, view: CountView): Column<Judged>[] {
  const words = t.counts;
  const reason = (one: Judged) => {
    const code = one.line.reasonCode as ReasonCode | '';
    return [code === '' ? '' : words.reasons[code], one.line.reason].filter((text) => text !== '').join(' ');
  };
  const base: Column<Judged>[] = [
    { head: words.lineNo, value: (one) => one.line.lineNumber },
    { head: words.store, value: (one) => one.storeName },
    { head: words.code, value: (one) => one.item.code },
    { head: words.item, value: (one) => one.item.genericName, width: 24 },
    { head: words.strength, value: (one) => one.item.strength },
    { head: words.maker, value: (one) => one.item.manufacturer, width: 24 },
    { head: words.lot, value: (one) => one.lot.number },
    { head: words.expires, value: (one) => one.lot.expiresOn },
    { head: words.baseUnit, value: (one) => one.item.baseUnit },
    { head: words.foundQuantity, value: (one) => one.foundBase },
    { head: words.foundText, value: (one) => (one.foundBase === null ? '' : quantityText(t, one.foundBase, one.item)) },
  ];
  if (!view.revealed) return base;
  const open = view.document.status === 'counting';
  return [
    ...base,
    { head: words.book, value: (one) => one.line.bookBase },
    { head: words.moved, value: (one) => one.movedBase },
    { head: words.difference, value: (one) => (open ? one.differenceBase : one.line.differenceBase) },
    ...(view.can.prices
      ? [
          {
            head: words.differenceValue,
            value: (one: Judged) => ((open ? one.differenceFen : one.line.differenceFen) ?? 0) / 100,
          },
        ]
      : []),
    { head: words.reason, value: reason, width: 30 },
    { head: words.countedBy, value: (one) => view.names.get(one.line.countedBy ?? 0) ?? '' },
    { head: words.recountedBy, value: (one) => view.names.get(one.line.recountedBy ?? 0) ?? '' },
  ];
}
