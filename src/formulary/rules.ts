/** What may happen to a version of the formulary, what a proposed change means against its base, and 一品两规. Pure. */
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const FORMULARY_STATES = ['draft', 'published', 'abandoned'] as const;
export type FormularyState = (typeof FORMULARY_STATES)[number];

export const formularyTransitions = {
  propose: { from: ['draft'], to: ['draft'] },
  withdraw: { from: ['draft'], to: ['draft'] },
  describe: { from: ['draft'], to: ['draft'] },
  publish: { from: ['draft'], to: ['published'] },
  abandon: { from: ['draft'], to: ['abandoned'] },
} as const satisfies Transitions<FormularyState>;

export const CHANGE_ACTS = ['add', 'remove', 'tiers'] as const;
export type ChangeAct = (typeof CHANGE_ACTS)[number];
export const CHANGE_ORIGINS = ['dossier', 'linkage', 'hand', 'import', 'review'] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

/** Which tiers may stock an item. */
export interface Tiers {
  county: boolean;
  township: boolean;
  village: boolean;
}

export const NO_TIER: Tiers = { county: false, township: false, village: false };

export function anyTier(tiers: Tiers): boolean {
  return tiers.county || tiers.township || tiers.village;
}

export function sameTiers(a: Tiers, b: Tiers): boolean {
  return a.county === b.county && a.township === b.township && a.village === b.village;
}

/** What is proposed for an item: the tiers it is to have, none for a removal. */
export interface Proposal extends Tiers {
  act: ChangeAct;
  useUntil?: string | null | undefined;
}

/** What a proposal makes of an item in the draft; `none` when the item stays as the base has it. */
export type Settled = { act: 'none' } | ({ act: ChangeAct; useUntil: string | null } & Tiers);

/**
 * The change that a proposal stands for, read from where the item stands in the base and not from the word it came
 * with: adding what is there sets its tiers, and going back to the base is no change. Refuses an item without any
 * tier, the removal of what is neither in the base nor proposed, and a last day of use that is past.
 */
export function settleProposal(
  given: Proposal,
  now: { base: Tiers; proposed: boolean; active: boolean; item: string; today: string },
): Result<Settled> {
  const { base, item, today } = now;
  const listed = anyTier(base);
  const named = { item };
  if (given.act === 'remove') {
    if (!listed) return now.proposed ? ok({ act: 'none' }) : refuse('formulary_not_listed', named);
    const useUntil = given.useUntil ?? null;
    if (useUntil !== null && (!isDay(useUntil) || useUntil < today)) {
      return refuse('formulary_use_until_past', { ...named, day: useUntil }, 'useUntil');
    }
    return ok({ act: 'remove', ...NO_TIER, useUntil });
  }
  const { county, township, village } = given;
  const tiers = { county, township, village };
  if (!anyTier(tiers)) return refuse('formulary_no_tier', named, 'tiers');
  if (sameTiers(base, tiers)) return ok({ act: 'none' });
  if (!now.active) return refuse('formulary_item_retired', named);
  return ok({ act: listed ? 'tiers' : 'add', ...tiers, useUntil: null });
}
