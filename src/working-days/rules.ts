/** Reads a year's holidays and make-up days as people type them, a line for each, and says what is wrong with them. */
import { addDays, daysBetween, isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isWeekend } from '../kernel/working-time.ts';

export interface SpecialDay {
  day: string;
  works: boolean;
  name: string;
}

/** Days that follow each other under one name. */
export interface SpecialRun {
  from: string;
  to: string;
  works: boolean;
  name: string;
}

const LONGEST_RUN = 15;
const MOST_DAYS = 60;
const MOST_NAME = 20;
const LINE = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|~|～|—|to)\s*(\d{4}-\d{2}-\d{2}))?\s+(\S.*)$/;

function readLine(line: string, at: number, works: boolean, year: number): Result<SpecialDay[]> {
  const field = works ? 'works' : 'off';
  const found = LINE.exec(line);
  if (found === null) return refuse('working_day_line', { line: at }, field);
  const [, from = '', last, name = ''] = found;
  const to = last ?? from;
  if (!isDay(from) || !isDay(to)) return refuse('working_day_line', { line: at }, field);
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > LONGEST_RUN) return refuse('working_day_run', { line: at, days: LONGEST_RUN }, field);
  if (!from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) {
    return refuse('working_day_year', { line: at, year }, field);
  }
  if (name.length > MOST_NAME) return refuse('text_too_long', { max: MOST_NAME }, field);
  const run = Array.from({ length: days }, (_, index) => ({ day: addDays(from, index), works, name }));
  const weekday = works ? run.find(({ day }) => !isWeekend(day)) : undefined;
  return weekday === undefined ? ok(run) : refuse('working_day_weekday', { line: at, day: weekday.day }, field);
}

function readLines(text: string, works: boolean, year: number): Result<SpecialDay[]> {
  const days: SpecialDay[] = [];
  for (const [index, line] of text.normalize('NFKC').split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line.trim(), index + 1, works, year);
    if (!read.ok) return read;
    days.push(...read.value);
  }
  const field = works ? 'works' : 'off';
  return days.length > MOST_DAYS ? refuse('working_day_many', { max: MOST_DAYS }, field) : ok(days);
}

/**
 * The days of one year, in their order. Refuses a line that is no day or span with a name, a day of another year, a
 * make-up day that is worked anyway, and a day told twice.
 */
export function readYear(year: number, typed: { off: string; works: string }): Result<SpecialDay[]> {
  const off = readLines(typed.off, false, year);
  if (!off.ok) return off;
  const works = readLines(typed.works, true, year);
  if (!works.ok) return works;
  const days = [...off.value, ...works.value].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const twice = days.find(({ day }, at) => days[at + 1]?.day === day);
  return twice === undefined
    ? ok(days)
    : refuse('working_day_twice', { day: twice.day }, twice.works ? 'works' : 'off');
}

/** Days one after the other under one name, as one span. */
export function runsOf(days: readonly SpecialDay[]): SpecialRun[] {
  const runs: SpecialRun[] = [];
  for (const { day, works, name } of days) {
    const last = runs.at(-1);
    if (last !== undefined && last.works === works && last.name === name && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day, works, name });
  }
  return runs;
}

/** The lines as they are typed: what `readYear` reads back. */
export function typedRuns(runs: readonly SpecialRun[], works: boolean): string {
  const own = runs.filter((run) => run.works === works);
  return own.map(({ from, to, name }) => `${from === to ? from : `${from}至${to}`} ${name}`).join('\n');
}
