/** Lists of tracing as files; scans in the layout in which they are handed to the insurance's platform. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { Grouping, ListedAlarm, ListedBox, ListedScan, MissingPaper, Rate } from './list-queries.ts';
import type { PaperLine, PaperScan } from './paper-queries.ts';

const percentOf = (part: number, whole: number) => (whole === 0 ? null : Math.floor((part * 1000) / whole) / 10);

export function rateColumns(t: Words, by: Grouping): Column<Rate>[] {
  const words = t.tracing;
  return [
    { head: words.groupings[by], value: (row) => row.name, width: 24 },
    { head: words.act, value: (row) => words.acts[row.act] },
    { head: words.due, value: (row) => row.due },
    { head: words.scannedPacks, value: (row) => row.scanned },
    { head: words.missing, value: (row) => row.due - row.scanned },
    { head: `${words.rate}%`, value: (row) => percentOf(row.scanned, row.due) },
  ];
}

export function missingColumns(t: Words): Column<MissingPaper>[] {
  const words = t.tracing;
  return [
    { head: words.day, value: (row) => row.day },
    { head: words.act, value: (row) => words.acts[row.act] },
    { head: words.member, value: (row) => row.place, width: 24 },
    { head: words.paper, value: (row) => row.number, width: 22 },
    { head: words.due, value: (row) => row.due },
    { head: words.scannedPacks, value: (row) => row.due - row.missing },
    { head: words.missing, value: (row) => row.missing },
  ];
}

/** One row a code: whose, what, when, whole or broken, on which paper and prescription. */
export function scanColumns(t: Words): Column<ListedScan>[] {
  const words = t.tracing;
  return [
    { head: words.memberCode, value: (row) => row.place_code },
    { head: words.member, value: (row) => row.place, width: 24 },
    { head: words.act, value: (row) => words.acts[row.act] },
    { head: words.paper, value: (row) => row.number, width: 22 },
    { head: words.prescription, value: (row) => row.prescription, width: 20 },
    { head: words.code, value: (row) => row.code, width: 24 },
    { head: words.broken, value: (row) => (row.part_base === null ? words.no : words.yes) },
    { head: words.quantity, value: (row) => (row.part_base ?? row.pack_size) / row.scale },
    { head: words.unit, value: (row) => row.base_unit },
    { head: words.itemCode, value: (row) => row.item_code },
    { head: words.nhsa, value: (row) => row.nhsa, width: 24 },
    { head: words.baseCode, value: (row) => row.base_code, width: 18 },
    { head: words.item, value: (row) => row.generic_name, width: 24 },
    { head: words.strength, value: (row) => row.strength },
    { head: words.maker, value: (row) => row.manufacturer, width: 24 },
    { head: words.lot, value: (row) => row.lot_number },
    { head: words.expires, value: (row) => row.expires_on },
    { head: words.outer, value: (row) => row.outer_code, width: 24 },
    { head: words.person, value: (row) => row.person },
    { head: words.at, value: (row) => fullMoment(row.at), width: 20 },
  ];
}

/** The codes of one paper as its page shows them: line, goods, code, box, whole or broken. */
export function paperColumns(t: Words, lines: readonly PaperLine[]): Column<PaperScan>[] {
  const words = t.tracing;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const lineOf = (row: PaperScan) => byId.get(row.lineId ?? 0);
  const baseOf = (row: PaperScan) => {
    const shape = lineOf(row)?.shape;
    return shape === undefined ? row.partBase : (row.partBase ?? shape.packSize) / shape.scale;
  };
  return [
    { head: words.line, value: (row) => lineOf(row)?.lineNumber ?? null },
    { head: words.code, value: (row) => row.code, width: 24 },
    { head: words.outer, value: (row) => row.outerCode, width: 24 },
    { head: words.broken, value: (row) => (row.partBase === null ? words.no : words.yes) },
    { head: words.quantity, value: baseOf },
    { head: words.unit, value: (row) => lineOf(row)?.shape.baseUnit ?? '' },
    { head: words.itemCode, value: (row) => lineOf(row)?.itemCode ?? '' },
    { head: words.item, value: (row) => lineOf(row)?.itemName ?? '', width: 24 },
    { head: words.lot, value: (row) => lineOf(row)?.lotNumber ?? '' },
    { head: words.alarm, value: (row) => (row.alarmed ? words.yes : words.no) },
    { head: words.person, value: (row) => row.person },
    { head: words.at, value: (row) => fullMoment(row.at), width: 20 },
  ];
}

export function boxColumns(t: Words): Column<ListedBox>[] {
  const words = t.tracing;
  return [
    { head: words.outer, value: (row) => row.outer_code, width: 24 },
    { head: words.inside, value: (row) => Number(row.packs) },
    { head: words.liesIn, value: (row) => row.around, width: 24 },
    { head: words.source, value: (row) => row.source, width: 24 },
    { head: words.at, value: (row) => fullMoment(Number(row.recorded_at)), width: 20 },
  ];
}

export function alarmColumns(t: Words): Column<ListedAlarm>[] {
  const words = t.tracing;
  return [
    { head: words.code, value: (row) => row.code, width: 24 },
    { head: words.alarmKind, value: (row) => words.alarmKinds[row.kind] },
    { head: words.item, value: (row) => row.generic_name, width: 24 },
    { head: words.firstScan, value: (row) => `${row.first_place} ${words.acts[row.first_act]} ${row.first_number}` },
    { head: words.secondScan, value: (row) => `${row.place} ${words.acts[row.second_act]} ${row.second_number}` },
    { head: words.day, value: (row) => dayOf(row.raised_at) },
    { head: words.closedBy, value: (row) => row.closed_by_name },
    { head: words.reason, value: (row) => row.reason, width: 30 },
  ];
}
