/** What a strength says in figures, so that one can be given for another: 0.25g, 250mg, 5ml:50mg, 80万单位. Pure. */

/** Amount of active substance in one base unit, in a unit that amounts of its kind share. */
export interface Strength {
  /** mg for masses, IU for units, ml for volumes that stand alone. */
  unit: 'mg' | 'IU' | 'ml';
  amount: number;
  /** Volume in which it is dissolved, in ml; null for what is not. */
  volumeMl: number | null;
}

const FACTORS: readonly (readonly [RegExp, Strength['unit'], number])[] = [
  [/^(?:kg|千克|公斤)$/i, 'mg', 1_000_000],
  [/^(?:g|克)$/i, 'mg', 1000],
  [/^(?:mg|毫克)$/i, 'mg', 1],
  [/^(?:[uμµ]g|mcg|微克)$/i, 'mg', 0.001],
  [/^(?:ng|纳克)$/i, 'mg', 0.000_001],
  [/^(?:万(?:单位|IU|U|国际单位))$/i, 'IU', 10_000],
  [/^(?:亿(?:单位|IU|U|国际单位))$/i, 'IU', 100_000_000],
  [/^(?:单位|IU|U|国际单位)$/i, 'IU', 1],
  [/^(?:l|升)$/i, 'ml', 1000],
  [/^(?:ml|毫升)$/i, 'ml', 1],
];

const QUANTITY = /^(\d+(?:\.\d+)?)\s*([a-zμµ]+|[万亿]?(?:单位|IU|U|国际单位)|[\u4e00-\u9fff]+)/i;

/** One quantity, `0.25g` or `80万单位`; what stands behind it in brackets or after a plus is another matter. */
function readQuantity(text: string): { unit: Strength['unit']; amount: number } | null {
  const match = QUANTITY.exec(text.trim());
  const [whole = '', number = '', unit = ''] = match ?? [];
  if (match === null || /^[+＋与和]/.test(text.trim().slice(whole.length))) return null;
  const factor = FACTORS.find(([pattern]) => pattern.test(unit));
  const amount = Number(number) * (factor?.[2] ?? Number.NaN);
  return factor === undefined || !(amount > 0) ? null : { unit: factor[1], amount: rounded(amount) };
}

/** Sums of decimals without their noise: 0.1 + 0.2 is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * Reads a strength as labels write it: `0.25g`, `5ml:50mg`, `50mg/5ml`, `0.1g(10万单位)`, `每片0.25g`. Null for compounds
 * (`0.2g+28.5mg`), percentages and what tells no amount: nothing may be computed from those.
 */
export function readStrength(text: string): Strength | null {
  const plain = text
    .normalize('NFKC')
    .replace(/∶/g, ':')
    .replace(/^(?:每[片粒支瓶袋枚丸贴喷揿吸]|按.{1,12}计)/, '')
    .trim();
  if (plain === '' || /[%‰+＋]|复方/.test(plain)) return null;
  const [first = '', second] = plain.split(/[:/](?!.*[:/])/);
  const a = readQuantity(first);
  if (second === undefined) return a && { ...a, volumeMl: null };
  const b = readQuantity(/^\d/.test(second.trim()) ? second : `1${second.trim()}`);
  if (a === null || b === null)
    return /^(?:片|粒|支|瓶|袋|枚|丸)/.test(second.trim()) && a ? { ...a, volumeMl: null } : null;
  if (a.unit === 'ml' && b.unit !== 'ml') return { ...b, volumeMl: a.amount };
  if (b.unit === 'ml' && a.unit !== 'ml') return { ...a, volumeMl: b.amount };
  return null;
}

/**
 * How many base units of `to` hold as much as one of `from`; null when the two cannot be compared. `rounded` tells that
 * the figure is not whole in either direction, so that a tablet would have to be cut.
 */
export function conversion(from: string, to: string): { factor: number; whole: boolean } | null {
  const [a, b] = [readStrength(from), readStrength(to)];
  if (a === null || b === null || a.unit !== b.unit) return null;
  const factor = rounded(a.amount / b.amount);
  return { factor, whole: Number.isInteger(factor) || Number.isInteger(rounded(1 / factor)) };
}
