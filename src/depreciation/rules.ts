/**
 * Depreciation by the month: straight-line, no residual value, from the month of acquisition, none in the month of
 * disposal. What is charged of a month is what is charged through it less what was charged through the month before,
 * so that months add up to the price. Pure.
 */
import type { FundSource } from '../assets/rules.ts';

/** The order in which sources take their shares. */
const SOURCES: readonly FundSource[] = ['fiscal', 'science', 'own', 'donated'];

/** What values can be summed by. */
export const VALUE_GROUPS = ['member', 'age', 'class', 'source', 'year'] as const;
export type ValueGroup = (typeof VALUE_GROUPS)[number];

/** Months of life of a class, from a month on; in the order of the months. */
export interface Life {
  fromMonth: string;
  months: number;
}

export interface WornFacts {
  priceFen: number;
  acquiredOn: string;
  /** Day on which it was disposed of; null while it is there. */
  endedOn: string | null;
  lives: readonly Life[];
}

/** How old a card is by the life of its class: in its first half, in its second, or beyond it. */
export const AGE_BANDS = ['first', 'second', 'past'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** `month` moved by whole months. */
export function addMonths(month: string, months: number): string {
  const at = numberOf(month) + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Whole months from one to the other. */
export function monthsBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** Months charged through the end of `month`: that of acquisition is the first, that of disposal is none. */
export function elapsedMonths({ acquiredOn, endedOn }: Pick<WornFacts, 'acquiredOn' | 'endedOn'>, month: string) {
  const first = acquiredOn.slice(0, 7);
  const gone = endedOn === null ? undefined : addMonths(endedOn.slice(0, 7), -1);
  const last = gone !== undefined && gone < month ? gone : month;
  return Math.max(0, monthsBetween(first, last) + 1);
}

/** `part` of `whole` of an amount, a half fen upwards; all of it from the whole on. */
function shareOf(fen: number, part: number, whole: number): number {
  if (part >= whole) return fen;
  return Number((2n * BigInt(fen) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));
}

export interface Worn {
  fen: number;
  elapsedMonths: number;
  /** By the rule that holds in the last month charged. */
  lifeMonths: number;
}

/**
 * What is charged of the whole price through the end of `month`. A life that changes leaves what was charged and
 * spreads what remains over the months that remain; where none do, the month of the change takes all of it.
 */
export function wornThrough(facts: WornFacts, month: string): Worn {
  const { priceFen, acquiredOn, lives } = facts;
  const first = acquiredOn.slice(0, 7);
  const elapsed = elapsedMonths(facts, month);
  const began = lives.filter(({ fromMonth }) => fromMonth <= first).at(-1) ?? lives[0];
  if (began === undefined) throw new Error('a class without a life');
  let [chargedFen, since, lifeMonths, left] = [0, 0, began.months, began.months];
  for (const life of lives) {
    const before = monthsBetween(first, life.fromMonth);
    if (life.fromMonth <= first || life === began || before >= elapsed || life.months === lifeMonths) continue;
    chargedFen += shareOf(priceFen - chargedFen, before - since, left);
    [since, lifeMonths, left] = [before, life.months, Math.max(1, life.months - before)];
  }
  const fen = chargedFen + shareOf(priceFen - chargedFen, elapsed - since, left);
  return { fen, elapsedMonths: elapsed, lifeMonths };
}

export type Parts = Partial<Record<FundSource, number>>;

/**
 * Splits what is charged among the sources by their shares of the price, in their fixed order: each takes its share of
 * what is left, a half fen upwards, and the last takes the rest. So sources add up to the whole, none ever goes back,
 * and each ends with exactly what it paid.
 */
export function splitBySource(chargedFen: number, funds: Parts): Parts {
  let [left, whole] = [chargedFen, SOURCES.reduce((sum, source) => sum + (funds[source] ?? 0), 0)];
  const parts: Parts = {};
  for (const source of SOURCES) {
    const fundFen = funds[source] ?? 0;
    if (fundFen === 0) continue;
    const fen = whole === fundFen ? left : shareOf(left, fundFen, whole);
    parts[source] = fen;
    left -= fen;
    whole -= fundFen;
  }
  return parts;
}

export interface CardFacts extends WornFacts {
  funds: Parts;
  /** What was charged of each source before; empty when nothing was. */
  charged: Parts;
}

export type LineReason = 'month' | 'new' | 'opening' | 'late' | 'corrected' | 'ended';

export interface WornLine {
  source: FundSource;
  monthFen: number;
  openingFen: number;
  correctionFen: number;
  amountFen: number;
  accumulatedFen: number;
  why: LineReason;
  fundFen: number;
  lifeMonths: number;
  elapsedMonths: number;
}

function reasonOf(card: CardFacts, month: string, rest: { fresh: boolean; began: boolean; fen: number }): LineReason {
  if (rest.fen === 0) return card.acquiredOn.slice(0, 7) === month ? 'new' : 'month';
  if (rest.fresh) return rest.began ? 'late' : 'opening';
  return card.endedOn !== null && rest.fen < 0 ? 'ended' : 'corrected';
}

/**
 * What a month's run charges of a card, one line a source. Beside the month itself stands what earlier months lack or
 * had too much of, by the card as it is now: taken over when the owner's books begin (`began` is false), else a
 * correction. Nothing for a card that was gone before anything was charged.
 */
export function linesOf(card: CardFacts, month: string, began: boolean): WornLine[] {
  const fresh = Object.values(card.charged).every((fen) => fen === 0);
  if (fresh && card.endedOn !== null && card.endedOn.slice(0, 7) <= month) return [];
  const now = wornThrough(card, month);
  const parts = splitBySource(now.fen, card.funds);
  const before = splitBySource(wornThrough(card, addMonths(month, -1)).fen, card.funds);
  return SOURCES.flatMap((source): WornLine[] => {
    const chargedFen = card.charged[source] ?? 0;
    const accumulatedFen = parts[source] ?? 0;
    const rest = (before[source] ?? 0) - chargedFen;
    const monthFen = accumulatedFen - (before[source] ?? 0);
    if (monthFen === 0 && rest === 0) return [];
    const why = reasonOf(card, month, { fresh, began, fen: rest });
    const restParts =
      why === 'opening' ? { openingFen: rest, correctionFen: 0 } : { openingFen: 0, correctionFen: rest };
    const { lifeMonths, elapsedMonths: elapsed } = now;
    const amountFen = monthFen + rest;
    const fundFen = card.funds[source] ?? 0;
    return [
      { source, monthFen, ...restParts, amountFen, accumulatedFen, why, fundFen, lifeMonths, elapsedMonths: elapsed },
    ];
  });
}

/** Lives by the months from which they hold: a rule that begins within a month holds from the next. */
export function livesOf(
  values: readonly { effectiveFrom: string; years: Record<string, number> }[],
  classCode: string,
): Life[] {
  return values.map(({ effectiveFrom, years }) => {
    const month = effectiveFrom.slice(0, 7);
    const fromMonth = effectiveFrom.endsWith('-01') ? month : addMonths(month, 1);
    return { fromMonth, months: (years[classCode] ?? years.other_special ?? 5) * 12 };
  });
}

/** First months of acquisition that at the end of `month` are still in the first half of their life, and within it. */
export interface AgeBounds {
  half: string;
  past: string;
}

/** By the life in force in `month`; of an odd life the month in the middle counts as the second half. */
export function ageBounds(lives: readonly Life[], month: string): AgeBounds {
  const life = lives.filter(({ fromMonth }) => fromMonth <= month).at(-1) ?? lives[0];
  if (life === undefined) throw new Error('a class without a life');
  return {
    half: addMonths(month, 1 - Math.floor(life.months / 2)),
    past: addMonths(month, 1 - life.months),
  };
}

/** The band of what was acquired in that month. */
export function ageOf(acquiredMonth: string, { half, past }: AgeBounds): AgeBand {
  if (acquiredMonth >= half) return 'first';
  return acquiredMonth >= past ? 'second' : 'past';
}
