/** Monthly returns of short drugs: states, acts, months and their due day, and what of the month is drawn. Pure. */
import { addDays, DAY_MS, daysBetween, lastDayOfMonth, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import { isWorkingDay, type WorkingCalendar } from '../kernel/working-time.ts';

export const RETURN_STATES = ['draft', 'submitted', 'approved', 'reported', 'corrected', 'cancelled'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

/** States in which a version is still worked on: a month has one such at a time. */
export const UNDER_WAY: readonly ReturnState[] = ['draft', 'submitted', 'approved'];

export const RETURN_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  submit: { from: ['draft'], to: ['submitted'] },
  return: { from: ['submitted', 'approved'], to: ['draft'] },
  approve: { from: ['submitted'], to: ['approved'] },
  report: { from: ['approved'], to: ['reported'] },
  correct: { from: ['reported'], to: ['reported'] },
  supersede: { from: ['reported'], to: ['corrected'] },
  cancel: { from: ['draft', 'submitted', 'approved'], to: ['cancelled'] },
} as const satisfies Transitions<ReturnState>;

/** 断供, 配送不及时, 供不应求, 价格, 停产. */
export const SHORT_KINDS = ['interrupted', 'late', 'demand', 'price', 'stopped'] as const;
export type ShortKind = (typeof SHORT_KINDS)[number];

export const MOST_LINES = 300;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const MOST_MONTHS_BACK = 24;

/** `YYYY-MM` so many months later. */
export function monthAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The last month that is over on `today`. */
export function lastMonth(today: string): string {
  return monthAfter(today.slice(0, 7), -1);
}

/** Refuses what is no month, a month that is not over, and one of more than two years ago. */
export function checkMonth(month: string, today: string): Result<undefined> {
  if (!MONTH.test(month)) return refuse('monitoring_month', {}, 'month');
  if (month > lastMonth(today)) return refuse('monitoring_month_open', { month }, 'month');
  if (month < monthAfter(today.slice(0, 7), -MOST_MONTHS_BACK)) {
    return refuse('monitoring_month_old', { months: MOST_MONTHS_BACK }, 'month');
  }
  return ok();
}

/** The so-manieth working day after the month: the last one on which its return is in time. */
export function dueDay(month: string, workingDays: number, calendar: WorkingCalendar): string {
  let day = lastDayOfMonth(month);
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/**
 * Months whose return is owed, the oldest first: from the first that was ever prepared (or the last month, where none
 * was) up to the last month that is over, without those that were reported; at most a year back.
 */
export function monthsOwed(known: readonly { month: string; reported: boolean }[], today: string): string[] {
  const last = lastMonth(today);
  const [first = last] = [...known.map(({ month }) => month), last].sort();
  const [, from = last] = [first, monthAfter(last, -11)].sort();
  const reported = new Set(known.filter((one) => one.reported).map(({ month }) => month));
  const owed: string[] = [];
  for (let month = from; month <= last; month = monthAfter(month, 1)) if (!reported.has(month)) owed.push(month);
  return owed;
}

/** First and one past the last instant of a month (UTC ms). */
export function spanOf(month: string): { since: number; until: number } {
  return { since: startOfDay(`${month}-01`), until: startOfDay(lastDayOfMonth(month)) + DAY_MS };
}

/** Days that the stock lasts at the month's use a day; null where nothing was used. */
export function stockDays(stockBase: number, useBase: number, month: string): number | null {
  if (useBase <= 0) return null;
  const days = daysBetween(`${month}-01`, lastDayOfMonth(month)) + 1;
  return Math.floor((stockBase * days) / useBase);
}

export interface Bands {
  red: number;
  orange: number;
  yellow: number;
}

export type Grade = keyof Bands;

/** How grave it is by days of stock: what is used up is red, whatever the use; null where it is not short. */
export function gradeOf(stockBase: number, useBase: number, month: string, bands: Bands): Grade | null {
  if (stockBase === 0) return 'red';
  const days = stockDays(stockBase, useBase, month);
  if (days === null) return null;
  return days < bands.red ? 'red' : days < bands.orange ? 'orange' : days < bands.yellow ? 'yellow' : null;
}

/** What of a drug makes a line of the month: somebody asked or a supplier refused, and the county has too little. */
export function isShort(
  found: { requests: number; refused: number; stockBase: number; useBase: number },
  month: string,
  bands: Bands,
): boolean {
  if (found.requests === 0 && found.refused === 0) return false;
  return gradeOf(found.stockBase, found.useBase, month, bands) !== null;
}

export interface RequestRow {
  organisationId: number;
  patients: number | null;
  status: string;
  reason: string;
  /** UTC ms. */
  createdAt: number;
}

const OPEN = new Set(['registered', 'accepted', 'matched', 'in_transit', 'arrived']);

/** Requests for one drug, taken together: how many, of how many members, ended, and the reason most of them gave. */
export function tallyOf(rows: readonly RequestRow[]) {
  const reasons = new Map<string, number>();
  for (const { reason } of rows) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const [most] = [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    requests: rows.length,
    settled: rows.filter(({ status }) => !OPEN.has(status)).length,
    members: new Set(rows.map((row) => row.organisationId)).size,
    patients: rows.reduce((sum, row) => sum + (row.patients ?? 0), 0),
    cause: most?.[0] ?? null,
    firstAt: rows.length === 0 ? null : Math.min(...rows.map((row) => row.createdAt)),
  };
}

export interface OrderRow {
  number: string;
  supplier: string;
  answer: 'waiting' | 'confirmed' | 'changed' | 'refused';
  answerReason: string;
  /** Promised, or wanted. */
  dueOn: string;
  openBase: number;
  pricePack: number;
}

/** Who could not deliver and what they said, from the orders for one drug (the newest first), as of `day`. */
export function supplyOf(rows: readonly OrderRow[], day: string) {
  const refused = rows.filter((row) => row.answer === 'refused');
  const late = rows.filter((row) => row.answer !== 'refused' && row.openBase > 0 && row.dueOn < day);
  const failed = rows.filter((row) => refused.includes(row) || late.includes(row));
  const kind: ShortKind | null = refused.length > 0 ? 'interrupted' : late.length > 0 ? 'late' : null;
  const said = failed.map((row) => `${row.supplier} ${row.number} ${row.answerReason}`.trim());
  return {
    kind,
    refused: refused.length,
    suppliers: new Set(failed.map((row) => row.supplier)).size,
    reply: [...new Set(said)].join('；').slice(0, 300),
    last: rows[0],
  };
}

const OWN = new Set(['open', 'change', 'submit']);

/** Two people: refuses whoever prepared it, changed it or handed it in. */
export function checkSigner(personId: number, acts: readonly { act: string; actorId: number }[]): Result<undefined> {
  return acts.some((one) => OWN.has(one.act) && one.actorId === personId) ? refuse('monitoring_own') : ok();
}

const RECEIPT = /^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/;

/** Refuses a day before the month was over or after today, and a receipt number that no platform gives. */
export function checkReceipt(given: { reportedOn: string; receiptNumber: string }, month: string, today: string) {
  if (given.reportedOn > today) return refuse('monitoring_reported_future', {}, 'reportedOn');
  if (given.reportedOn <= lastDayOfMonth(month)) return refuse('monitoring_reported_early', { month }, 'reportedOn');
  return RECEIPT.test(given.receiptNumber) ? ok() : refuse('monitoring_receipt', {}, 'receiptNumber');
}
