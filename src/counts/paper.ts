/** The sheet that people count with (盘点表), blank where they write, and the result on A4 with its signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, packText, quantityText } from '../../views/ui/format.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { Judged } from './judge-queries.ts';
import type { CountView } from './page-queries.ts';
import type { ReasonCode } from './rules.ts';

export interface Printing {
  t: Words;
  issuer: string;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });

function itemText({ item }: Judged): string {
  return `${item.genericName} ${item.form} ${item.strength} ${item.manufacturer} ${item.code}`;
}

function factsOf(view: CountView, t: Words): Block {
  const words = t.counts;
  const { count, place, progress } = view;
  return {
    kind: 'facts',
    facts: [
      [words.name, count.title],
      [words.place, place.name],
      [words.scope, words.scopeText(view.detail, count.scope, view.stores)],
      [words.asOf, fullMoment(count.asOf)],
      [words.lines, String(progress.lines)],
    ],
  };
}

function reportOf(view: CountView, printing: Printing, title: string, blocks: Block[], signatures: readonly string[]) {
  const { t, issuer, url, printedBy, printedAt } = printing;
  const words = t.counts.print;
  return drawReport({
    issuer,
    title,
    number: view.document.number,
    barcode: true,
    check: { url, label: words.check },
    blocks: [factsOf(view, t), ...blocks],
    signatures,
    printed: words.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: words.page,
  });
}

/** The sheet to count with; a blind one does not say what the books have. Throws PrintRefusal. */
export function drawCountSheet(view: CountView, printing: Printing): Promise<Buffer> {
  const { t } = printing;
  const words = t.counts;
  const open = !view.count.blind;
  const columns = [
    left(words.lineNo, 9),
    left(words.store, 22),
    left(words.item, 56),
    left(words.lot, 34),
    left(words.pack, 18),
    ...(open ? [right(words.book, 20)] : []),
    left(words.foundQuantity, 28),
    left(words.note, 22),
  ];
  const rows = view.lines.map((one): Cell[] => [
    cell(String(one.line.lineNumber)),
    cell(one.storeName),
    cell(itemText(one)),
    cell(`${one.lot.number} ${t.formats.until(one.lot.expiresOn)}`),
    cell(packText(t, one.item)),
    ...(open ? [cell(quantityText(t, one.line.bookBase, one.item))] : []),
    cell(''),
    cell(''),
  ]);
  const how: Block = { kind: 'text', text: open ? words.print.sheetOpen : words.print.sheetBlind };
  const blocks: Block[] = [how, { kind: 'table', columns, rows }];
  return reportOf(view, printing, words.print.sheet, blocks, words.print.sheetSignatures);
}

function resultRow(one: Judged, view: CountView, t: Words): Cell[] {
  const words = t.counts;
  const open = view.document.status === 'counting';
  const difference = (open ? one.differenceBase : one.line.differenceBase) ?? 0;
  const value = (open ? one.differenceFen : one.line.differenceFen) ?? 0;
  const code = one.line.reasonCode as ReasonCode | '';
  const reason = `${code === '' ? '' : words.reasons[code]} ${one.line.reason}`.trim();
  const text = (base: number | null) => cell(base === null ? '' : quantityText(t, base, one.item));
  const shown = view.revealed;
  return [
    cell(String(one.line.lineNumber)),
    cell(itemText(one)),
    cell(`${one.storeName} ${one.lot.number} ${t.formats.until(one.lot.expiresOn)}`),
    text(shown ? one.line.bookBase : null),
    text(shown ? one.movedBase : null),
    text(one.foundBase),
    text(shown && one.foundBase !== null ? difference : null),
    cell(shown && view.can.prices ? moneyText(value) : ''),
    cell(shown ? reason : ''),
  ];
}

/** The result: every line with books, what moved, what was found, and the difference with its reason. */
export function drawCountResult(view: CountView, printing: Printing): Promise<Buffer> {
  const { t } = printing;
  const words = t.counts;
  const columns = [
    left(words.lineNo, 8),
    left(words.item, 46),
    left(words.lot, 32),
    right(words.book, 18),
    right(words.moved, 18),
    right(words.foundQuantity, 18),
    right(words.difference, 18),
    right(words.differenceValue, 18),
    left(words.reason, 24),
  ];
  const { gainFen, lossFen } = view.count;
  const who = [...view.names.values()].join(t.counts.join);
  const sums: Block = {
    kind: 'facts',
    facts: [
      [words.state, words.states[view.document.status as 'posted']],
      [words.countedBy, who],
      ...(view.can.prices && view.revealed
        ? ([
            [words.gain, moneyText(gainFen)],
            [words.loss, moneyText(lossFen)],
          ] as const)
        : []),
    ],
  };
  const table: Block = { kind: 'table', columns, rows: view.lines.map((one) => resultRow(one, view, t)) };
  return reportOf(view, printing, words.print.result, [sums, table], words.print.resultSignatures);
}
