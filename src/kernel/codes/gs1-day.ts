/** The six digits of a day on a pack, YYMMDD: which century, and what day 00 means. */

const two = (value: number) => String(value).padStart(2, '0');

/** The year nearest to `year` that ends so: from 49 years before it to 50 behind it. */
function fullYear(short: number, year: number): number {
  const century = year - (year % 100);
  const apart = short - (year % 100);
  if (apart >= 51) return century - 100 + short;
  return apart <= -50 ? century + 100 + short : century + short;
}

/** YYMMDD as a day, YYYY-MM-DD; day 00 is the last of the month. Undefined when there is no such day. */
export function dayOfSix(digits: string, year: number): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const [short = 0, month = 0, day = 0] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number);
  if (month < 1 || month > 12) return undefined;
  const whole = fullYear(short, year);
  const last = new Date(Date.UTC(whole, month, 0)).getUTCDate();
  return day > last ? undefined : `${whole}-${two(month)}-${two(day === 0 ? last : day)}`;
}

/** A day, YYYY-MM-DD, as packs write it. */
export function sixOfDay(day: string): string {
  return day.slice(2).replaceAll('-', '');
}
