/** The record of an upkeep list (养护记录) on A4: day, place, item, lot, expiry, what was found and done, by whom. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { ShownLine, UpkeepView } from './list-queries.ts';
import type { Why } from './rules.ts';

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
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawUpkeep(view: UpkeepView, lines: readonly ShownLine[], printing: Printing): Promise<Buffer> {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.upkeep;
  const columns = [
    left(words.doneAt, 22),
    left(words.store, 22),
    left(words.item, 46),
    left(words.lot, 32),
    right(words.quantity, 18),
    left(words.finding, 42),
  ];
  const rows = lines.map(({ line, item, lot, storeName, personName }): Cell[] => {
    const found = line.finding === null ? '' : words.findings[line.finding];
    const said = [found, line.problem, line.measure, personName ?? ''].filter((text) => text !== '');
    return [
      cell(line.doneAt === null ? '' : fullMoment(line.doneAt)),
      cell(storeName),
      cell(`${item.genericName} ${item.strength} ${item.manufacturer} ${words.whys[line.why as Why]}`),
      cell(`${lot.number} ${t.formats.until(lot.expiresOn)}`),
      cell(quantityText(t, line.onHandBase, item)),
      cell(said.join(' ')),
    ];
  });
  const { upkeep, counts, document, place } = view;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        [words.place, place.name],
        [words.kind, words.kinds[upkeep.kind]],
        [words.period, upkeep.period],
        [words.dueOn, upkeep.dueOn],
        [words.state, words.states[document.status as 'open']],
        [words.lines, words.progress(counts.lines - counts.open, counts.lines, counts.problems)],
      ],
    },
    { kind: 'table', columns, rows },
  ];
  return drawReport({
    issuer: place.name,
    title: words.paperTitle,
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
