/** Reads the rows of a file of use: shape only, nothing is looked up. Pure. */
import { createHash } from 'node:crypto';
import { DAY_MS, dayOf, startOfDay } from '../../kernel/clock.ts';
import { readDayCell } from '../../spreadsheets/cells.ts';
import type { TableRow } from '../../spreadsheets/table.ts';
import { maskPatient } from '../rules.ts';
import type { UseKey } from './columns.ts';

/** What is kept of a row: what was written, and what it was found to mean. */
export interface UseEntry {
  /** As written, and the day it means; empty when it means none. */
  typedDay: string;
  day: string;
  /** UTC ms; 0 when there is no day. */
  at: number;
  code: string;
  name: string;
  quantity: string;
  unit: string;
  lot: string;
  ward: string;
  /** Masked. */
  patient: string;
  prescription: string;
  itemId: number | null;
  itemName: string;
  quantityBase: number | null;
  /** Facts for the sentence of the verdict. */
  detail: Record<string, string | number | boolean | null>;
}

export interface ReadRow {
  row: number;
  identity: string;
  entry: UseEntry;
}

const LONGEST = 80;
const MINUTE_MS = 60_000;

/** `14:05`, `14:05:31`, also behind a day. */
const CLOCK = /(?:^|[\sT])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\.\d+)?$/;

/** The instant of a row: with a time, that minute; without, the end of its day, or now when it is today. */
export function momentOf(typedDay: string, typedTime: string, now: number): { day: string; at: number } {
  const text = typedDay.normalize('NFKC').trim();
  const clock = CLOCK.exec(typedTime.normalize('NFKC').trim()) ?? CLOCK.exec(text);
  const read = readDayCell(text.replace(CLOCK, ''));
  if (!read.ok) return { day: '', at: 0 };
  const day = read.value;
  if (clock !== null) return { day, at: startOfDay(day) + (Number(clock[1]) * 60 + Number(clock[2])) * MINUTE_MS };
  const end = startOfDay(day) + DAY_MS - MINUTE_MS;
  return { day, at: day === dayOf(now) ? Math.min(end, now) : end };
}

/** Row by row, so that what is the same twice in one file is told apart, and found again in the next file. */
export class UseReader {
  private readonly seen = new Map<string, number>();
  private readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** The row with its identity: the file's own number, or a digest of what it says and how often it said so. */
  read(row: TableRow<UseKey>): ReadRow {
    const { values } = row;
    const text = (key: UseKey) => values[key].trim().slice(0, LONGEST);
    const { day, at } = momentOf(values.day, values.time, this.now);
    const entry: UseEntry = {
      typedDay: text('day'),
      day,
      at,
      code: text('code').normalize('NFKC'),
      name: text('name'),
      quantity: text('quantity'),
      unit: text('unit'),
      lot: text('lot').normalize('NFKC'),
      ward: text('ward'),
      patient: maskPatient(text('patient')),
      prescription: text('prescription'),
      itemId: null,
      itemName: '',
      quantityBase: null,
      detail: {},
    };
    return { row: row.number, identity: this.identityOf(text('identity'), row), entry };
  }

  private identityOf(given: string, row: TableRow<UseKey>): string {
    if (given !== '') return `n:${given}`;
    const { day, time, code, unit, quantity, lot, ward, patient, prescription } = row.values;
    const said = JSON.stringify([day, time, code, unit, quantity, lot, ward, patient, prescription]);
    const digest = createHash('sha256').update(said).digest('base64url').slice(0, 32);
    const times = (this.seen.get(digest) ?? 0) + 1;
    this.seen.set(digest, times);
    return `d:${digest}:${times}`;
  }
}

/** Rows that stand on one paper: the same moment, ward, patient and prescription. */
export function paperKey(entry: UseEntry): string {
  return JSON.stringify([entry.at, entry.ward, entry.patient, entry.prescription]);
}

/** In the order in which things happened, the rows of one paper side by side. */
export function inPaperOrder(rows: readonly ReadRow[]): ReadRow[] {
  const keys = new Map(rows.map((row) => [row, paperKey(row.entry)]));
  return [...rows].sort((a, b) => {
    if (a.entry.at !== b.entry.at) return a.entry.at - b.entry.at;
    const [one, other] = [keys.get(a) ?? '', keys.get(b) ?? ''];
    if (one !== other) return one < other ? -1 : 1;
    return a.row - b.row;
  });
}
