/** Reads the cells of one row by kind, and collects what is wrong instead of stopping at the first mistake. */
import { isDay } from '../kernel/clock.ts';
import { readDecimal } from '../kernel/decimal.ts';
import { ok, type RefusalDetail, type Result, refuse as refusal } from '../kernel/result.ts';
import { problem, type RowProblem } from './problem.ts';
import type { Table, TableRow } from './table.ts';

export interface Cells<Key extends string> {
  /** Everything found so far, in the order of reading. */
  readonly problems: RowProblem[];
  /** Adds an error about a column. */
  refuse(key: Key, reason: string, detail?: RefusalDetail): void;
  warn(key: Key, reason: string, detail?: RefusalDetail): void;
  /** The text; an error when it is longer than `longest`. */
  text(key: Key, longest: number): string;
  /** The text; an error when it is empty. */
  required(key: Key, longest: number): string;
  /** The value that the word stands for; `fallback` when empty, an error listing the words when unknown. */
  choice<Value>(key: Key, words: Readonly<Record<string, Value>>, fallback: Value): Value;
  /** 是/否 and their kin. */
  flag(key: Key, fallback: boolean): boolean;
  /** An integer of 10^-places; `fallback` when empty, an error when it is no such number. */
  decimal(key: Key, places: number, fallback: number): number;
  /** A day as people and spreadsheets write it; null when empty, an error when it is none. */
  day(key: Key): string | null;
  /** The value of a reader that may refuse; null when empty or refused. */
  read<Value>(key: Key, reader: (text: string) => Result<Value>): Value | null;
}

const FLAGS: Readonly<Record<string, boolean>> = {
  是: true,
  y: true,
  yes: true,
  true: true,
  '1': true,
  '√': true,
  否: false,
  n: false,
  no: false,
  false: false,
  '0': false,
  '×': false,
};

export function cellsOf<Key extends string>(row: TableRow<Key>, places: Table<Key>['places']): Cells<Key> {
  const problems: RowProblem[] = [];
  const add =
    (severity: 'error' | 'warning') =>
    (key: Key, reason: string, detail: RefusalDetail = {}) => {
      problems.push(problem(severity, reason, places[key], detail));
    };
  const refuse = add('error');
  const text = (key: Key, longest: number) => {
    const value = row.values[key].trim();
    if (value.length > longest) refuse(key, 'cell_too_long', { length: value.length, longest });
    return value;
  };
  const choice = <Value>(key: Key, words: Readonly<Record<string, Value>>, fallback: Value) => {
    const word = row.values[key].trim();
    if (word === '') return fallback;
    const found = wordIn(words, word.normalize('NFKC').toLowerCase()) ?? wordIn(words, word);
    if (found === undefined) refuse(key, 'cell_unknown_word', { value: word, words: Object.keys(words).join('、') });
    return found ?? fallback;
  };
  const read = <Value>(key: Key, reader: (typed: string) => Result<Value>) => {
    const value = row.values[key].trim();
    if (value === '') return null;
    const result = reader(value);
    if (result.ok) return result.value;
    refuse(key, result.reason, { value, ...result.detail });
    return null;
  };
  return {
    problems,
    refuse,
    warn: add('warning'),
    text,
    choice,
    read,
    required(key, longest) {
      const value = text(key, longest);
      if (value === '') refuse(key, 'cell_empty');
      return value;
    },
    flag(key, fallback) {
      const word = row.values[key].normalize('NFKC').trim().toLowerCase();
      const found = wordIn(FLAGS, word);
      if (word !== '' && found === undefined) refuse(key, 'cell_not_yes_no', { value: word });
      return found ?? fallback;
    },
    day: (key) => read(key, readDayCell),
    decimal(key, places, fallback) {
      return read(key, (typed) => readDecimal(typed.replace(/^[¥￥]/, ''), places)) ?? fallback;
    },
  };
}

/** Own words only: a cell that says `constructor` names nothing. */
function wordIn<Value>(words: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** 1900 and 1899-12-30: Excel counts a leap day that never was. */
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);
const DAY_IN_MS = 86_400_000;
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050];

/**
 * A day as cells hold it: `2026-09-01`, `2026/9/1`, `2026.9.1`, `2026年9月1日`, `20260901`, or the number of days that
 * Excel shows when a date lost its format (from 2000 to 2099). Refuses everything else, also the 30th of February.
 */
export function readDayCell(text: string): Result<string> {
  const typed = text.normalize('NFKC').replace(/\s/g, '');
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  const serial = /^\d{5}$/.test(typed) ? Number(typed) : 0;
  const day =
    serial >= FIRST_SERIAL && serial <= LAST_SERIAL
      ? new Date(SERIAL_ORIGIN + serial * DAY_IN_MS).toISOString().slice(0, 10)
      : parts === null
        ? ''
        : [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-');
  return isDay(day) ? ok(day) : refusal('cell_not_day', { value: typed.slice(0, 40) });
}
