/** The manifest of a round (配送交接单) on A4: stop by stop, with room for names; and how it is loaded, last stop first. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { timeOf } from '../kernel/clock.ts';
import { type Block, drawReport } from '../print/report.ts';
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

function manifestOf(t: Words, passed: readonly Passed[]): Block {
  const words = t.rounds;
  const columns = [
    right(words.position, 10),
    left(words.member, 38),
    left(words.planned, 16),
    left(words.dispatches, 52),
    left(words.temperature, 18),
    left(words.signature, 48),
  ];
  const rows = passed.map(({ stop, member, loads }): Cell[] => [
    cell(String(stop.position)),
    cell([member.shortName, member.contact ?? ''].filter((text) => text !== '').join(' ')),
    cell(timeOf(stop.plannedAt)),
    cell(loads.map((load) => `${load.number} ${words.lineCount(load.lines)}${zoneText(t, load)}`).join('\n')),
    cell(stop.tenths === null ? '' : words.degrees(stop.tenths)),
    cell(stop.outcome === null ? '' : [words.outcomes[stop.outcome], stop.receiver ?? '', stop.reason ?? ''].join(' ')),
  ]);
  return { kind: 'table', columns, rows };
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

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawManifest(view: RoundView, printing: Printing): Promise<Buffer> {
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
  return drawReport({
    issuer: house.name,
    title: words.manifest,
    number: document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks: [
      { kind: 'facts', facts },
      manifestOf(t, passed),
      { kind: 'heading', text: words.loadList },
      loadListOf(t, passed),
    ],
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}
