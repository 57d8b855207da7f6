/** Labels of the boxes of a dispatch (箱签与装箱清单): a sheet a box, its codes above, what it holds below. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { DispatchView } from '../dispatches/show-queries.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Block, Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import type { BoxView, Packing } from './box-queries.ts';

export interface LabelPrinting {
  t: Words;
  url: string;
  code: string;
  printed: string;
  printedAt: number;
  reprint: string;
  design: Design | undefined;
}

const cell = (text: string): Cell => [{ size: 9, weight: 'regular', text }];

function sheetOf(view: DispatchView, packing: Packing, box: BoxView, printing: LabelPrinting): Block[] {
  const { t, design } = printing;
  const words = t.packing.paper;
  const { sender, receiver } = view.record;
  const columns = designedColumns('box_label', design, t.papers.heads.box_label ?? {});
  const rows = box.contents.flatMap(({ lineId, quantityBase }) => {
    const line = packing.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return [];
    const { item, strength, lot, expiresOn, shape } = line;
    return [
      {
        item: cell(`${item} ${strength}`),
        lot: cell(lot),
        expiry: cell(expiresOn),
        quantity: cell(quantityText(t, quantityBase, shape)),
        tick: cell(''),
      },
    ];
  });
  const cold = box.keeping === 'cold' || box.keeping === 'frozen' ? words[box.keeping] : '';
  const sealed = box.sealedAt === null ? t.packing.stillOpen : `${box.sealedBy ?? ''} ${fullMoment(box.sealedAt)}`;
  const facts: [string, string][] = [
    [words.from, sender.name],
    [words.seal, box.seal ?? ''],
    [words.sealedAt, sealed.trim()],
  ];
  const lines = [receiver.shortName, words.boxOf(box.position, packing.boxes.length), cold];
  return [
    { kind: 'label', code: box.code, lines: lines.filter((line) => line !== '') },
    { kind: 'facts', facts },
    designedTable(columns, rows),
  ];
}

/** All boxes of a dispatch, each on a sheet of its own. */
export function boxLabelReport(view: DispatchView, packing: Packing, printing: LabelPrinting): Report {
  const { t, url, code, printed, printedAt, reprint, design } = printing;
  const sheets = packing.boxes.map((box) => sheetOf(view, packing, box, printing));
  return {
    issuer: view.record.sender.name,
    title: t.packing.paper.labelTitle,
    number: view.record.document.number,
    check: { url, label: code },
    blocks: sheets.flatMap((blocks, index) => (index === 0 ? blocks : [{ kind: 'page' as const }, ...blocks])),
    signatures: t.packing.paper.signatures,
    printed,
    printedAt,
    reprint,
    design,
    page: t.counts.print.page,
  };
}
