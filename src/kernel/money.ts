/** Money is integer fen and prices are 1/10000 yuan a pack, so that every total can be recomputed to the fen. */
import { readDecimal } from './decimal.ts';
import type { Result } from './result.ts';

/** A price has four decimals and a fen two: 100 price units make one fen. */
const PRICE_UNITS_IN_FEN = 100n;

/**
 * Amount in fen of `quantityBase` base units at `pricePack` (1/10000 yuan for a pack of `packSize` base units).
 * A half fen is rounded away from zero, so a reversal is exactly the negative of what it reverses.
 * Throws on fractions, on a pack of no units and on a result too large to be exact.
 */
export function amountFen(quantityBase: number, packSize: number, pricePack: number): number {
  const product = BigInt(quantityBase) * BigInt(pricePack);
  const divisor = BigInt(packSize) * PRICE_UNITS_IN_FEN;
  if (divisor <= 0n) throw new RangeError(`packSize must be 1 or more: ${packSize}`);
  const magnitude = ((product < 0n ? -product : product) * 2n + divisor) / (divisor * 2n);
  const fen = Number(product < 0n ? -magnitude : magnitude);
  requireFen(fen);
  return fen;
}

/** Fen as yuan with two decimals and thousands: 123456 is "1,234.56"; a minus is the sign −. */
export function formatFen(fen: number): string {
  requireFen(fen);
  return formatScaled(fen, 2);
}

/** A price in 1/10000 yuan as yuan with all four decimals: 54000 is "5.4000". */
export function formatPrice(pricePack: number): string {
  requireFen(pricePack);
  return formatScaled(pricePack, 4);
}

/** Yuan typed by a person ("1,234.50") as fen. Refuses what `readDecimal` refuses. */
export function readYuan(text: string): Result<number> {
  return readDecimal(text, 2);
}

/** A price in yuan typed by a person ("5.4") as 1/10000 yuan. Refuses what `readDecimal` refuses. */
export function readPrice(text: string): Result<number> {
  return readDecimal(text, 4);
}

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
const TEN_THOUSAND = 10_000n;
const HUNDRED_MILLION = 100_000_000n;

/**
 * Fen in the capital numerals that a forger cannot alter (人民币大写, without the word 人民币): 252360 is
 * "贰仟伍佰贰拾叁元陆角整". Follows 支付结算办法: 整 ends an amount without fen, one 零 stands for a run of zeros,
 * and none before 角 or 仟 when only the 元 or 万 place is zero. Negative amounts begin with 负.
 */
export function capitalAmount(fen: number): string {
  requireFen(fen);
  const magnitude = BigInt(Math.abs(fen));
  const yuan = magnitude / 100n;
  const jiao = Number((magnitude / 10n) % 10n);
  const cents = Number(magnitude % 10n);
  const sign = fen < 0 ? '负' : '';
  if (magnitude === 0n) return '零元整';
  const whole = yuan === 0n ? '' : `${capitalInteger(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${sign}${whole}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS[jiao]}角`;
  const hundredths = cents === 0 ? '整' : `${DIGITS[cents]}分`;
  return `${sign}${whole}${tenths}${hundredths}`;
}

function capitalInteger(value: bigint): string {
  if (value < HUNDRED_MILLION) return joinGroups(value, TEN_THOUSAND, '万', capitalGroup);
  return joinGroups(value, HUNDRED_MILLION, '亿', capitalInteger);
}

/** Writes the part above `base`, its unit, then the rest, with one 零 where leading places of the rest are empty. */
function joinGroups(value: bigint, base: bigint, unit: string, write: (part: bigint) => string): string {
  const high = value / base;
  const low = value % base;
  if (high === 0n) return write(low);
  const head = `${write(high)}${unit}`;
  if (low === 0n) return head;
  return low < base / 10n ? `${head}零${write(low)}` : `${head}${write(low)}`;
}

function capitalGroup(value: bigint): string {
  const digits = [...String(value)].map(Number);
  let text = '';
  let gap = false;
  digits.forEach((digit, index) => {
    if (digit === 0) {
      gap = true;
      return;
    }
    text += `${gap && text !== '' ? '零' : ''}${DIGITS[digit]}${PLACES[digits.length - 1 - index]}`;
    gap = false;
  });
  return text;
}

function formatScaled(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const whole = digits.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${whole}.${digits.slice(-places)}`;
}

function requireFen(value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact amount: ${value}`);
}
