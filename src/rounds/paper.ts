/** The manifest of a round (配送交接单) on A4: stop by stop, with room for names; and how it is loaded, last stop first. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { timeOf } from '../kernel/clock.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import { type Block, drawReport, type Report } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { RoundView } from './page-queries.ts';
import type { RoundLoad, RoundStop } from './round-record.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
  /** What stands below the QR code; the usual words when absent. */
  code?: string;
  /** How often it was printed, in words; the usual words when absent. */
  printed?: string;
  reprint?: string;
  design?: Design | undefined;
}

const cell = (text: string): Cell => [{ size: 8.5, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });

interface Passed extends RoundStop {
  loads: RoundLoad[];
}

/** Stops that get something, in the order of the way. */
export function stopsWithLoads(view: Pick<RoundView, 'stops' | 'loads'>): Passed[] {
  return view.stops
    .map((one) => ({ ...one, loads: view.loads.filter((load) => load.stopId === one.stop.id) }))
    .filter((one) => one.loads.length > 0);
}

function manifestOf(view: RoundView, passed: readonly Passed[], { t, design }: Printing): Block {
  const words = t.rounds;
  const columns = designedColumns('manifest', design, t.papers.heads.manifest ?? {});
  const boxes = (load: RoundLoad) => view.boxes.filter((box) => box.dispatchId === load.dispatchId).length;
  const loaded = (load: RoundLoad) => {
    const packed = boxes(load) === 0 ? '' : ` ${t.packing.count(boxes(load))}`;
    return `${load.number} ${words.lineCount(load.lines)}${packed}${zoneText(t, load)}`;
  };
  const rows = passed.map(({ stop, member, loads }) => ({
    position: cell(String(stop.position)),
    member: cell([member.shortName, member.contact ?? ''].filter((text) => text !== '').join(' ')),
    planned: cell(timeOf(stop.plannedAt)),
    dispatches: cell(loads.map(loaded).join('\n')),
    temperature: cell(stop.tenths === null ? '' : words.degrees(stop.tenths)),
    signature: cell(
      stop.outcome === null ? '' : [words.outcomes[stop.outcome], stop.receiver ?? '', stop.reason ?? ''].join(' '),
    ),
  }));
  return designedTable(columns, rows);
}

function zoneText(t: Words, load: RoundLoad): string {
  return load.zone === null ? '' : ` ${t.rounds.zones[load.zone]}`;
}

/** What is taken out first goes in last. */
function loadListOf(t: Words, passed: readonly Passed[]): Block {
  const words = t.rounds;
  const columns = [right(words.loadOrder, 16), left(words.member, 50), left(words.dispatches, 116)];
  const rows = passed
    .toReversed()
    .map(({ member, loads }, index): Cell[] => [
      cell(String(index + 1)),
      cell(member.shortName),
      cell(loads.map((load) => [load.number, load.box ?? ''].join(' ').trim() + zoneText(t, load)).join('\n')),
    ]);
  return { kind: 'table', columns, rows };
}

/** The paper as it is drawn. */
export function manifestReport(view: RoundView, printing: Printing): Report {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.rounds;
  const { round, document, house, vehicle, driverName, routeName, chills } = view;
  const passed = stopsWithLoads(view);
  const boxes = chills.map(({ chill, carrier }) =>
    [carrier.code, chill.startTenths === null ? '' : words.degrees(chill.startTenths)].join(' ').trim(),
  );
  const facts: [string, string][] = [
    [words.route, routeName],
    [words.day, round.day],
    [words.driver, driverName],
    [words.vehicle, `${vehicle.code} ${vehicle.name}`],
    [words.leaves, timeOf(round.leavesAt)],
    [words.seal, round.seal ?? ''],
    [words.coldBoxes, boxes.join('，')],
    [words.loads, words.loadCount(passed.length, view.loads.length)],
  ];
  return {
    issuer: house.name,
    title: words.manifest,
    number: document.number,
    barcode: true,
    check: { url, label: printing.code ?? t.counts.print.check },
    blocks: [
      { kind: 'facts', facts },
      manifestOf(view, passed, printing),
      { kind: 'heading', text: words.loadList },
      loadListOf(t, passed),
    ],
    signatures: words.signatures,
    printed: printing.printed ?? t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    design: printing.design,
    ...(printing.reprint !== undefined && { reprint: printing.reprint }),
    page: t.counts.print.page,
  };
}

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawManifest(view: RoundView, printing: Printing): Promise<Buffer> {
  return drawReport(manifestReport(view, printing));
}
