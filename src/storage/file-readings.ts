/** Reads the file of a logger as devices write it: many date formats, own headings, several probes. Pure. */
import { HOUR_MS, isDay, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Column, openTable } from '../spreadsheets/table.ts';
import { checkReading, type GivenReading, readTenths } from './rules.ts';

type Key = 'day' | 'time' | 'temperature' | 'humidity' | 'probe';

const COLUMNS: readonly Column<Key>[] = [
  {
    key: 'time',
    titles: ['时间', '日期时间', '记录时间', '采集时间', '测量时间', '上传时间', 'datetime', 'date time', 'time'],
    required: true,
  },
  { key: 'day', titles: ['日期', '记录日期', '采集日期', 'date'], required: false },
  {
    key: 'temperature',
    titles: [
      '温度',
      '温度(℃)',
      '温度℃',
      '温度值',
      '温度1',
      '通道1',
      'temperature',
      'temperature(℃)',
      'temp',
      'temp(℃)',
    ],
    required: true,
  },
  {
    key: 'humidity',
    titles: ['湿度', '相对湿度', '湿度(%)', '湿度(%rh)', '湿度%rh', '湿度值', 'humidity', 'humidity(%rh)', 'rh'],
    required: false,
  },
  {
    key: 'probe',
    titles: ['探头号', '探头编号', '探头', '设备编号', '设备号', '仪器编号', '编号', 'probe', 'logger', 'device'],
    required: false,
  },
];

/** What each column is called in our own template. */
export const TEMPLATE_HEADS: readonly string[] = ['时间', '温度', '湿度', '探头号'];

/** How a file that writes 3/4/2026 means it: told by a row in which only one reading is possible. */
type SlashOrder = 'month' | 'day' | 'unknown';

const SLASHES = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b/;

function slashOrder(texts: readonly string[]): SlashOrder {
  for (const text of texts) {
    const parts = SLASHES.exec(text.normalize('NFKC').trim());
    if (parts === null) continue;
    if (Number(parts[1]) > 12) return 'day';
    if (Number(parts[2]) > 12) return 'month';
  }
  return 'unknown';
}

const two = (text: string | undefined) => (text ?? '').padStart(2, '0');

interface DayFound {
  day: string;
  rest: string;
}

const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?/;
const PACKED = /^(\d{4})(\d{2})(\d{2})(?=\d{4}(?:\d{2})?$|[\sT]|$)/;

function dayIn(text: string, order: SlashOrder): Result<DayFound> {
  const yearFirst = YEAR_FIRST.exec(text) ?? PACKED.exec(text);
  if (yearFirst !== null) {
    const day = [yearFirst[1], two(yearFirst[2]), two(yearFirst[3])].join('-');
    return ok({ day, rest: text.slice(yearFirst[0].length) });
  }
  const parts = SLASHES.exec(text);
  if (parts === null) return refuse('reading_time_unreadable');
  const same = parts[1] === parts[2];
  if (order === 'unknown' && !same) return refuse('reading_time_ambiguous');
  const [month, date] = order === 'day' ? [parts[2], parts[1]] : [parts[1], parts[2]];
  return ok({ day: [parts[3], two(month), two(date)].join('-'), rest: text.slice(parts[0].length) });
}

const CLOCK =
  /^[T\s]*(上午|下午|中午|am|pm)?\s*(\d{1,2})\s*[:时]?\s*(\d{2})?\s*分?\s*:?\s*(\d{2})?秒?(?:\.\d+)?\s*(am|pm)?$/i;

/** Milliseconds into the day; undefined when it is no time of day. */
function clockIn(text: string): number | undefined {
  const parts = CLOCK.exec(text);
  if (parts === null) return undefined;
  const [, before, h, m = '0', s = '0', after] = parts;
  const half = (before ?? after ?? '').toLowerCase();
  let hours = Number(h);
  if ((half === 'pm' || half === '下午') && hours < 12) hours += 12;
  if ((half === 'am' || half === '上午') && hours === 12) hours = 0;
  if (hours > 23 || Number(m) > 59 || Number(s) > 59) return undefined;
  return hours * HOUR_MS + Number(m) * 60_000 + Number(s) * 1000;
}

const SERIAL_DAYS = 25_569;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * HOUR_MS;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * The instant (UTC ms) that a file or a device means: times without a zone are of Asia/Shanghai. Refuses what is no
 * moment, and a day that may as well be a month.
 */
export function readMoment(typed: string, order: SlashOrder = 'unknown'): Result<number> {
  const text = typed.normalize('NFKC').trim();
  if (WITH_ZONE.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? refuse('reading_time_unreadable') : ok(at);
  }
  if (/^\d{5}\.\d+$/.test(text)) {
    return ok(Math.round(((Number(text) - SERIAL_DAYS) * DAY_MS - SHANGHAI_MS) / 1000) * 1000);
  }
  const found = dayIn(text, order);
  if (!found.ok) return found;
  const clock = clockIn(found.value.rest.trim());
  if (!isDay(found.value.day) || clock === undefined) return refuse('reading_time_unreadable');
  return ok(startOfDay(found.value.day) + clock);
}

export interface FileProblem {
  row: number;
  reason: string;
  typed: string;
}

export interface FileReadings {
  readings: GivenReading[];
  problems: FileProblem[];
  /** Rows that name another probe. */
  others: number;
  /** Rows that say what a row before them said. */
  twice: number;
}

const MOST_ROWS = 20_000;

/** The readings of one probe in a sheet. Refuses sheets that are none, and more rows than a year of half hours. */
export function readFile(sheet: Sheet, given: { code: string; now: number }): Result<FileReadings> {
  const table = openTable(sheet, COLUMNS);
  if (!table.ok) return table;
  const { count, row } = table.value;
  if (count > MOST_ROWS) return refuse('spreadsheet_too_many_rows', { rows: count, limit: MOST_ROWS });
  const rows = Array.from({ length: count }, (_each, index) => row(index));
  const order = slashOrder(rows.map(({ values }) => values.day || values.time));
  const byMoment = new Map<number, GivenReading>();
  const found: FileReadings = { readings: [], problems: [], others: 0, twice: 0 };
  for (const { number, values } of rows) {
    if (values.time === '' && values.temperature === '') continue;
    const probe = values.probe.trim();
    if (probe !== '' && probe.toUpperCase() !== given.code) {
      found.others += 1;
      continue;
    }
    const typed = `${values.day} ${values.time}`.trim();
    const refused = (reason: string, what: string) => found.problems.push({ row: number, reason, typed: what });
    const at = readMoment(typed, order);
    const temperature = readTenths(values.temperature);
    const humidity = values.humidity.trim() === '' ? ok(null) : readTenths(values.humidity);
    if (!at.ok) refused(at.reason, typed);
    else if (!temperature.ok) refused(temperature.reason, values.temperature);
    else if (!humidity.ok) refused(humidity.reason, values.humidity);
    else {
      const reading = { at: at.value, temperatureTenths: temperature.value, humidityTenths: humidity.value };
      const sane = checkReading(reading, given.now, 'file');
      const known = byMoment.get(reading.at);
      const same = known?.temperatureTenths === temperature.value && known.humidityTenths === humidity.value;
      if (!sane.ok) refused(sane.reason, `${typed} ${values.temperature}`);
      else if (known === undefined) byMoment.set(reading.at, reading);
      else if (same) found.twice += 1;
      else refused('reading_twice', `${typed} ${values.temperature}`);
    }
  }
  found.readings = [...byMoment.values()].sort((a, b) => a.at - b.at);
  return ok(found);
}

/** Where readings are missing: stretches of more than three times the usual pace. */
export function gapsOf(readings: readonly GivenReading[], everyMinutes: number): { from: number; to: number }[] {
  const longest = 3 * everyMinutes * 60_000;
  return readings.flatMap((reading, index) => {
    const next = readings[index + 1];
    return next !== undefined && next.at - reading.at > longest ? [{ from: reading.at, to: next.at }] : [];
  });
}

/** Readings as one field of the form that takes them after they were shown; the counterpart of `unpackReadings`. */
export function packReadings(readings: readonly GivenReading[]): string {
  return readings
    .map(
      ({ at, temperatureTenths, humidityTenths }) => `${at.toString(36)},${temperatureTenths},${humidityTenths ?? ''}`,
    )
    .join('\n');
}

const PACKED_ROW = /^([0-9a-z]{1,10}),(-?\d{1,4}),(\d{0,4})$/;

/** Refuses what `packReadings` did not write. */
export function unpackReadings(text: string): Result<GivenReading[]> {
  const rows = text.split(/\r?\n/).filter((row) => row !== '');
  if (rows.length > MOST_ROWS) return refuse('spreadsheet_too_many_rows', { rows: rows.length, limit: MOST_ROWS });
  const readings: GivenReading[] = [];
  for (const row of rows) {
    const parts = PACKED_ROW.exec(row);
    if (parts === null) return refuse('readings_packed');
    const [, at = '0', degrees, humidity] = parts;
    readings.push({
      at: Number.parseInt(at, 36),
      temperatureTenths: Number(degrees),
      humidityTenths: humidity === '' ? null : Number(humidity),
    });
  }
  return ok(readings);
}
