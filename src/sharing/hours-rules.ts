/** Opening hours as people type them, a line for each weekday. Pure. */
import type { OpenHours } from './rules.ts';

const HOURS_LINE = /^([1-7])((?:\s+\d{1,2}:\d{2}-\d{1,2}:\d{2})+)$/;

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return minute < 60 ? hour * 60 + minute : Number.NaN;
}

/** Hours as people type them, a weekday on each line: `1 08:00-12:00 14:00-17:30`; undefined when a line is no such. */
export function readHoursText(text: string): OpenHours[] | undefined {
  const hours: OpenHours[] = [];
  for (const line of text.replace(/[：—–~～]/g, (sign) => (sign === '：' ? ':' : '-')).split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const found = HOURS_LINE.exec(line.trim());
    if (found === null) return undefined;
    for (const span of (found[2] ?? '').trim().split(/\s+/)) {
      const [opens = Number.NaN, closes = Number.NaN] = span.split('-').map(minutesOf);
      if (Number.isNaN(opens) || Number.isNaN(closes)) return undefined;
      hours.push({ weekday: Number(found[1]), opens, closes });
    }
  }
  return hours;
}
