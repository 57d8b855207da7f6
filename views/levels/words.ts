/** How levels are said: a span in packs, or that none is set; and numbers of a proposal with their decimals. */
import type { Words } from '../i18n/index.ts';
import { numberText, type PackShape, quantityText } from '../ui/format.ts';

interface Span {
  leastBase: number | null;
  mostBase: number | null;
}

/** `2盒至9盒`, or that nothing is set. */
export function spanText(t: Words, { leastBase, mostBase }: Span, shape: PackShape): string {
  if (leastBase === null || mostBase === null) return t.levels.none;
  return t.levels.span(quantityText(t, leastBase, shape), quantityText(t, mostBase, shape));
}

/** Thousandths of a base unit, as the base unit with two decimals at most. */
export function milliText(t: Words, milli: number, shape: PackShape): string {
  const value = milli / 1000 / shape.scale;
  const rounded = Math.round(value * 100) / 100;
  const said = rounded === 0 && value > 0 ? '<0.01' : numberText(rounded);
  return `${said}${t.language === 'zh' ? '' : ' '}${t.formats.unit(shape.baseUnit, rounded)}`;
}

/** Hundredths with two decimals; a dash for what is not known. */
export function hundredthsText(t: Words, hundredths: number | null): string {
  return hundredths === null ? t.formats.none : (hundredths / 100).toFixed(2);
}
