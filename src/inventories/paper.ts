/** The report of a stocktake of equipment (资产盘点报告) on A4: what was counted, what differed, what was decided. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { InventoryView } from './list-queries.ts';
import type { InventoryState } from './rules.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawInventory(view: InventoryView, printing: Printing): Promise<Buffer> {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.inventories;
  const { document, inventory, place, progress, lines, finds } = view;
  const columns = [left(words.card, 56), left(words.book, 40), left(words.foundAs, 40), left(words.decision, 46)];
  const differing = lines.filter((one) => one.differences.length > 0);
  const rows = differing.map(({ line, card, keeperName, foundAtName, differences }): Cell[] => [
    cell(`${card.number} ${card.name}`),
    cell(`${keeperName} ${line.bookRoom}`),
    cell([foundAtName, line.foundRoom, ...differences.map((one) => words.differences[one])].filter(Boolean).join(' ')),
    cell([line.decision && words.decisions[line.decision], line.decisionWhy].filter(Boolean).join(' ')),
  ]);
  const off = finds.map((find): Cell[] => [
    cell(`${words.finds} ${find.position} ${find.name}`),
    cell(''),
    cell(`${find.placeName} ${find.room} ${find.description}`),
    cell(
      [find.decision && words.findDecisions[find.decision], find.assetNumber, find.decisionWhy]
        .filter(Boolean)
        .join(' '),
    ),
  ]);
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        [words.place, place.name],
        [words.name, inventory.title],
        [words.started, fullMoment(inventory.asOf)],
        [words.state, words.states[document.status as InventoryState]],
        [words.lines, words.progress(progress.found, progress.lines)],
        [words.findsCount, String(finds.length)],
      ],
    },
    { kind: 'table', columns, rows: [...rows, ...off] },
  ];
  return drawReport({
    issuer: place.name,
    title: words.reportTitle,
    number: document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks,
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}
