/** Coordinates as people write them: degrees with up to six decimals. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

const DEGREES = /^(-?)(\d{1,3})(?:\.(\d{1,8}))?$/;
const DECIMALS = 6;

/** Degrees as millionths; refuses what is no number or lies beyond the limit. */
export function readDegrees(text: string, limit: 90 | 180, field: string): Result<number> {
  const plain = text.normalize('NFKC').trim().replace(/°$/, '');
  const [, sign = '', whole, fraction = ''] = DEGREES.exec(plain) ?? [];
  if (whole === undefined) return refuse('point_number', { text: plain.slice(0, 40) }, field);
  const micro = Number(whole) * 1_000_000 + Number(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
  if (micro > limit * 1_000_000) return refuse('point_range', { text: plain, limit }, field);
  return ok(sign === '-' ? -micro : micro);
}

/** Refuses the point at zero, which programs write when they know none, and a pair the wrong way round. */
export function checkPoint(latitudeMicro: number, longitudeMicro: number): Result<undefined> {
  if (latitudeMicro === 0 && longitudeMicro === 0) return refuse('point_zero', {}, 'latitude');
  const [latitude, longitude] = [latitudeMicro / 1_000_000, longitudeMicro / 1_000_000];
  // The county lies in China: a longitude below 54 with a latitude above it is a pair that was turned round
  if (longitude < 54 && longitude > 3 && latitude > 54) return refuse('point_turned', {}, 'latitude');
  return ok();
}
