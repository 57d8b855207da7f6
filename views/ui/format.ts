/** How days, times, quantities and money are written, in both languages: the one place that knows. */
import { DAY_MS, dayOf, daysBetween, HOUR_MS, timeOf } from '../../src/kernel/clock.ts';
import { bandOf, type ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Words } from '../i18n/index.ts';
import { grouped } from './money.ts';
import type { IconName } from './sprite.tsx';

export { moneyText } from './money.ts';

export type Tone = 'danger' | 'warn' | 'caution' | 'info' | 'accent';

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const parts = (day: string) => day.split('-').map(Number) as [number, number, number];

/** What stands between names: `甲、乙`, `A, B`. */
export const namesComma = (t: Words) => (t.language === 'zh' ? '、' : ', ');
/** What stands between clauses. */
export const clauseComma = (t: Words) => (t.language === 'zh' ? '，' : ', ');
export const semicolon = (t: Words) => (t.language === 'zh' ? '；' : '; ');

/** `周四` or `Thu`. */
export function weekday(t: Words, day: string): string {
  return WEEKDAYS[t.language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

/** `11-23` or `23 Nov` within the year of `today`, the whole date otherwise. */
export function dayText(t: Words, day: string, today: string): string {
  if (day.slice(0, 4) !== today.slice(0, 4)) return day;
  if (t.language === 'zh') return day.slice(5);
  const [, month, date] = parts(day);
  return `${date} ${MONTHS[month - 1]}`;
}

/** For planning, with the weekday: `11-26 周四`, `Thu 26 Nov`. */
export function planDay(t: Words, day: string, today: string): string {
  const text = dayText(t, day, today);
  return t.language === 'zh' ? `${text} ${weekday(t, day)}` : `${weekday(t, day)} ${text}`;
}

/** For headings: `11月23日 周一`, `Mon 23 Nov`. */
export function headingDay(t: Words, day: string): string {
  const [, month, date] = parts(day);
  if (t.language === 'zh') return `${month}月${date}日 ${weekday(t, day)}`;
  return `${weekday(t, day)} ${date} ${MONTHS[month - 1]}`;
}

/** An instant (UTC ms) as shortly as `now` allows: `09:40`, `11-22 15:00`, `2025-11-22 15:00`. */
export function momentText(t: Words, instant: number, now: number): string {
  const day = dayOf(instant);
  const today = dayOf(now);
  if (day === today) return timeOf(instant);
  return `${dayText(t, day, today)} ${timeOf(instant)}`;
}

/** An instant in full, for records: `2026-11-23 09:40`. */
export function fullMoment(instant: number): string {
  return `${dayOf(instant)} ${timeOf(instant)}`;
}

/** A length of time (ms) in at most two units: `5小时20分`, `2天3小时`; less than a minute counts as one. */
export function durationText(t: Words, length: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(length) / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const zh = t.language === 'zh';
  const units: [number, string][] =
    days > 0
      ? [
          [days, zh ? '天' : 'd'],
          [hours, zh ? '小时' : 'h'],
        ]
      : [
          [hours, zh ? '小时' : 'h'],
          [rest, zh ? '分' : 'min'],
        ];
  const said = units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => (zh ? `${count}${unit}` : `${count} ${unit}`));
  return said.join(zh ? '' : ' ');
}

export interface Signal {
  text: string;
  icon: IconName;
  tone?: Tone;
}

/** Time to an instant: late is danger, within `soonMs` is warn, otherwise nobody is called. */
export function deadline(t: Words, dueAt: number, now: number, soonMs = HOUR_MS): Signal {
  const left = dueAt - now;
  if (left < 0) return { text: t.formats.late(durationText(t, left)), icon: 's-late', tone: 'danger' };
  const text = t.formats.left(durationText(t, left));
  if (left <= soonMs) return { text, icon: 's-near', tone: 'warn' };
  return { text, icon: 's-todo' };
}

/** What an expiry day means on the day of `expiry`: nothing while far, then 黄, 橙, 红, and past is stopped. */
export function expirySignal(t: Words, expiresOn: string, { today, bands }: ExpiryView): Signal | undefined {
  const days = daysBetween(today, expiresOn);
  const band = bandOf(days, bands);
  if (band === undefined) return undefined;
  if (band === 'expired') return { text: t.formats.expired, icon: 's-stop', tone: 'danger' };
  return { text: t.formats.leftDays(days), icon: band === 'danger' ? 's-late' : 's-near', tone: band };
}

/** How an item is counted: base units a pack, the two unit words, and thousandths (1000) or whole units (1). */
export interface PackShape {
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

export interface PackSplit {
  negative: boolean;
  /** Undefined when packs are not said: weighed goods, or less than one pack. */
  packs: number | undefined;
  /** Undefined when there is no rest. Thousandths are divided by `scale`. */
  units: number | undefined;
}

/** Base units as people say them: whole packs and the rest; nothing is 0 packs; weighed goods only in their weight. */
export function splitPacks(quantityBase: number, shape: PackShape): PackSplit {
  const size = Math.max(1, shape.packSize);
  const whole = Math.abs(quantityBase);
  const negative = quantityBase < 0;
  if (shape.scale !== 1) return { negative, packs: undefined, units: whole / shape.scale };
  const rest = whole % size;
  const packs = whole < size && rest > 0 ? undefined : Math.floor(whole / size);
  return { negative, packs, units: rest === 0 ? undefined : rest };
}

/** `7盒14片`, `7 boxes 14 tabs`; nothing at all is `0盒`. */
export function quantityText(t: Words, quantityBase: number, shape: PackShape): string {
  const { negative, packs, units } = splitPacks(quantityBase, shape);
  const gap = t.language === 'zh' ? '' : ' ';
  const said = (count: number, unit: string) => `${grouped(count)}${gap}${t.formats.unit(unit, count)}`;
  const text: string[] = [];
  if (packs !== undefined) text.push(said(packs, shape.packUnit));
  if (units !== undefined) text.push(said(units, shape.baseUnit));
  return `${negative ? '−' : ''}${text.join(gap)}`;
}

/** The same quantity in base units alone: `224片`. */
export function baseText(t: Words, quantityBase: number, shape: PackShape): string {
  const count = quantityBase / shape.scale;
  const gap = t.language === 'zh' ? '' : ' ';
  return `${numberText(count)}${gap}${t.formats.unit(shape.baseUnit, count)}`;
}

/** `1盒=30片`. */
export function packText(t: Words, shape: PackShape): string {
  const size = shape.packSize / shape.scale;
  const { unit, packOf } = t.formats;
  return packOf(unit(shape.packUnit, 1), grouped(size), unit(shape.baseUnit, size));
}

/** `1,486`; minus is `−`. */
export function numberText(count: number): string {
  return count < 0 ? `−${grouped(-count)}` : grouped(count);
}

/** Price of a pack, in 1/10000 yuan, with its four places: `5.4000`. */
export function priceText(pricePack: number): string {
  const price = Math.abs(pricePack);
  const text = `${grouped(Math.floor(price / 10_000))}.${String(price % 10_000).padStart(4, '0')}`;
  return pricePack < 0 ? `−${text}` : text;
}

/** Integer fen in 万元 with two places, for key figures and charts only. */
export function wanText(amountFen: number): string {
  const hundredths = Math.round(Math.abs(amountFen) / 10_000);
  const text = `${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
  return amountFen < 0 ? `−${text}` : text;
}

/** `94.1%`; without a denominator 暂无, never 0%. */
export function percentText(t: Words, part: number, whole: number): string {
  if (whole <= 0) return t.formats.none;
  return `${(Math.round((part * 1000) / whole) / 10).toFixed(1)}%`;
}

/** Whole days between two instants, for "since" columns. */
export function daysSince(instant: number, now: number): number {
  return Math.max(0, Math.floor((now - instant) / DAY_MS));
}

/** Place and person of an act; what the program did by itself says so. */
export function whoText(t: Words, { organisationName, actorName }: { organisationName: string; actorName: string }) {
  return organisationName === 'system' ? t.audit.system : `${organisationName} ${actorName}`;
}
