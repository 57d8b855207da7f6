/** What patients may be charged: at zero markup what was paid, under a limit, or an own price. Pure. */
import { addDays } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export type GoodsKind = 'drug' | 'decoction_piece' | 'preparation' | 'consumable' | 'reagent' | 'device';

/** Percent above what was paid, as the dated rule says them. */
export interface MarkupLimits {
  drug: number;
  decoctionPiece: number;
  consumable: number;
  reagent: number;
  device: number;
}

/** `zero`: equal to what was paid; `limited`: at most so many percent above it; `own`: two people set it. */
export type MarkupRule = { code: 'zero' } | { code: 'limited'; percent: number } | { code: 'own' };

export const MARKUP_CODES = ['zero', 'limited', 'own'] as const;

const LIMIT_OF: Record<Exclude<GoodsKind, 'preparation'>, keyof MarkupLimits> = {
  drug: 'drug',
  decoction_piece: 'decoctionPiece',
  consumable: 'consumable',
  reagent: 'reagent',
  device: 'device',
};

/** The rule for goods of that kind. What the hospital makes itself was never bought: its price is its own. */
export function markupRule(kind: GoodsKind, limits: MarkupLimits): MarkupRule {
  if (kind === 'preparation') return { code: 'own' };
  const percent = limits[LIMIT_OF[kind]];
  return percent === 0 ? { code: 'zero' } : { code: 'limited', percent };
}

/** The highest price under the rule, 1/10,000 yuan a pack: part of one is not charged. Null where nothing limits it. */
export function mostPack(rule: MarkupRule, paidPack: number): number | null {
  if (rule.code === 'own') return null;
  // A price is at most 10^12, so the product stays exact
  return rule.code === 'zero' ? paidPack : Math.floor((paidPack * (100 + rule.percent)) / 100);
}

/** Whether goods that cost `paidPack` may be sold at `pricePack`; what was given to us (0) binds no price. */
export function maySellAt(rule: MarkupRule, pricePack: number, paidPack: number): boolean {
  if (paidPack === 0 || rule.code === 'own') return true;
  return rule.code === 'zero' ? pricePack === paidPack : pricePack <= (mostPack(rule, paidPack) ?? pricePack);
}

/** Prices announced further ahead than this are a slip of the pen. */
const FARTHEST_DAYS = 366;

export interface Proposal {
  rule: MarkupRule;
  pricePack: number;
  /** What the newest stock cost; null when there was none. */
  paidPack: number | null;
  validFrom: string;
  today: string;
}

/**
 * Refuses a price for what follows the price paid, one above the limit, one whose limit nobody knows because nothing
 * was bought, and a first day that is past or more than a year ahead.
 */
export function checkProposal(given: Proposal): Result<undefined> {
  const { rule, pricePack, paidPack, validFrom, today } = given;
  if (rule.code === 'zero') return refuse('selling_follows');
  if (validFrom < today) return refuse('selling_past', { today }, 'validFrom');
  if (validFrom > addDays(today, FARTHEST_DAYS)) return refuse('price_too_far', {}, 'validFrom');
  if (rule.code === 'own') return ok();
  if (paidPack === null) return refuse('selling_unpaid');
  const limitPack = mostPack(rule, paidPack) ?? 0;
  if (pricePack <= limitPack) return ok();
  return refuse('selling_above_limit', { pricePack, paidPack, limitPack, percent: rule.percent }, 'price');
}

/** A price needs two people: refuses whoever proposed it. */
export function checkDecider(deciderId: number, proposedBy: number): Result<undefined> {
  return deciderId === proposedBy ? refuse('selling_own') : ok();
}

/** Markup in hundredths of a percent; null where nothing was paid. */
export function markupBasisPoints(pricePack: number, paidPack: number | null): number | null {
  return paidPack === null || paidPack === 0 ? null : Math.round(((pricePack - paidPack) * 10_000) / paidPack);
}

/** When an approved price begins: on its own first day, or today when that has passed. */
export function firstDay(proposed: string, today: string): string {
  if (proposed < today) return today;
  return proposed;
}
