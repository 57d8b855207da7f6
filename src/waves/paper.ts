/** The pick list of a wave (波次拣货单): each lot once in shelf order with its sum, and what of it goes where. */
import type { Words } from '../../views/i18n/index.ts';
import { quantityText } from '../../views/ui/format.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import { byShelf } from './rules.ts';
import type { WaveView } from './wave-queries.ts';

export interface WavePrinting {
  t: Words;
  url: string;
  code: string;
  printed: string;
  printedAt: number;
  reprint: string;
  design: Design | undefined;
}

const cell = (text: string): Cell => [{ size: 8.5, weight: 'regular', text }];

/** What is still to be picked, as it is drawn. */
export function waveReport(view: WaveView, printing: WavePrinting): Report {
  const { t, url, code, printed, printedAt, reprint, design } = printing;
  const words = t.waves;
  const { document, house, wave } = view;
  const columns = designedColumns('wave_list', design, t.papers.heads.wave_list ?? {});
  const rows = byShelf(view.lines.filter((line) => !line.picked)).map(({ line, totalBase, sort }) => ({
    store: cell(`${line.store} ${t.dispatches.zones[line.zone] ?? ''}`),
    item: cell(`${line.item} ${line.strength} ${line.manufacturer}`),
    lot: cell(line.lot),
    expiry: cell(line.expiresOn),
    quantity: cell(quantityText(t, totalBase, line.shape)),
    sort: cell(sort.map((one) => `${one.receiver} ${quantityText(t, one.quantityBase, line.shape)}`).join('\n')),
  }));
  const places = new Set(view.lines.map((line) => line.receiver));
  return {
    issuer: house.name,
    title: words.list,
    number: document.number,
    check: { url, label: code },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.day, wave.day],
          [words.destinations, [...places].join('、')],
        ],
      },
      designedTable(columns, rows),
    ],
    signatures: t.papers.defaultSigns.wave_list,
    printed,
    printedAt,
    reprint,
    design,
    page: t.counts.print.page,
  };
}
