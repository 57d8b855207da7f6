/** Reads the cells of one row by kind, and collects what is wrong instead of stopping at the first mistake. */
import { readDecimal } from '../kernel/decimal.ts';
import type { RefusalDetail, Result } from '../kernel/result.ts';
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
      const word = row.values[key].trim().toLowerCase();
      const found = wordIn(FLAGS, word);
      if (word !== '' && found === undefined) refuse(key, 'cell_not_yes_no', { value: word });
      return found ?? fallback;
    },
    decimal(key, places, fallback) {
      return read(key, (typed) => readDecimal(typed.replace(/^[¥￥]/, ''), places)) ?? fallback;
    },
  };
}

/** Own words only: a cell that says `constructor` names nothing. */
function wordIn<Value>(words: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
