/** Numbers typed by people, read exactly: floats would turn 0.29 yuan into 28 fen. */
import { ok, type Result, refuse } from './result.ts';

/** Largest integer a typed quantity or amount may become; beyond it the person has typed a code into the wrong box. */
export const LARGEST_TYPED = 1_000_000_000_000;

/**
 * Reads a plain decimal ("1,234.50", full-width digits too) as an integer of 10^-places.
 * Refuses empty text, anything but digits and one point, negative numbers, and more decimals than `places`.
 */
export function readDecimal(text: string, places: number): Result<number> {
  const plain = text.normalize('NFKC').replace(/[\s_]/g, '').replace('−', '-');
  if (plain === '') return refuse('number_missing');
  if (/^-\d*\.?\d*$/.test(plain)) return refuse('number_negative', { typed: text });
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/.exec(plain);
  const whole = match?.[1]?.replaceAll(',', '') ?? '';
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (match === null || (whole === '' && !/\d/.test(match[2] ?? '')))
    return refuse('number_unreadable', { typed: text });
  if (fraction.length > places) return refuse('number_too_fine', { typed: text, places });
  const value = BigInt(`${whole}${fraction.padEnd(places, '0')}` || '0');
  if (value > BigInt(LARGEST_TYPED)) return refuse('number_too_large', { typed: text });
  return ok(Number(value));
}
