/**
 * Reads an expiry as it is printed on boxes and kept in old sheets: whole days, or months that end with their last
 * day.
 */
import { addDays, isDay, lastDayOfMonth } from '../../kernel/clock.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

const FARTHEST_YEARS = 12;

interface Reading {
  pattern: RegExp;
  /** Year with two or four digits, month, day; an absent day or 00 is the last of the month. */
  parts: (match: RegExpExecArray) => [string, string, string];
}

const READINGS: readonly Reading[] = [
  { pattern: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/, parts: (m) => [m[1] ?? '', m[2] ?? '', m[3] ?? ''] },
  { pattern: /^(\d{4})[-/.年](\d{1,2})月?$/, parts: (m) => [m[1] ?? '', m[2] ?? '', '00'] },
  { pattern: /^(20\d{2})(\d{2})(\d{2})$/, parts: (m) => [m[1] ?? '', m[2] ?? '', m[3] ?? ''] },
  { pattern: /^(20\d{2})(0[1-9]|1[0-2])$/, parts: (m) => [m[1] ?? '', m[2] ?? '', '00'] },
  { pattern: /^(\d{2})(\d{2})(\d{2})$/, parts: (m) => [`20${m[1] ?? ''}`, m[2] ?? '', m[3] ?? ''] },
];

/**
 * The last usable day: `2027-02`, `2027年2月` and `270200` are 2027-02-28, `2027/02/15` and `270215` that day.
 * Refuses what is no day, and a day more than twelve years after `today`.
 */
export function readExpiry(text: string, today: string): Result<string> {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^有效期至?[:：]?/, '');
  for (const { pattern, parts } of READINGS) {
    const match = pattern.exec(plain);
    if (match === null) continue;
    const [year, month, date] = parts(match);
    const day = wholeDay(year, month.padStart(2, '0'), date.padStart(2, '0'));
    if (day === undefined) continue;
    if (day > addDays(today, FARTHEST_YEARS * 366)) return refuse('expiry_far', { value: text });
    return ok(day);
  }
  return refuse('expiry_unreadable', { value: text });
}

function wholeDay(year: string, month: string, date: string): string | undefined {
  const first = `${year}-${month}-01`;
  if (!isDay(first)) return undefined;
  const day = date === '00' ? lastDayOfMonth(`${year}-${month}`) : `${year}-${month}-${date}`;
  return isDay(day) ? day : undefined;
}
