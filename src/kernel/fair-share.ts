/**
 * Who gets how much when there is less than was asked: turn by turn, in proportion within a turn, in whole packs. The
 * fair share's own turns are emergencies, then who runs out, then the rest, with the reason of each share. Pure: the
 * pool, plans and goods-in share alike.
 */
import { shareWhole } from './share.ts';

/** Days of cover under which somebody is about to run out. */
export const SHORT_COVER_DAYS = 7;

/** Days over which use is counted. */
const USE_DAYS = 30;

export const TIERS = ['emergency', 'running_out', 'regular'] as const;
export type Tier = (typeof TIERS)[number];

export interface FairNeed {
  id: number;
  /** Base units, more than zero. */
  askedBase: number;
  emergency: boolean;
  /** Of whoever asks, base units: usable there, and used there in 30 days. */
  stockBase: number;
  useBase: number;
}

export interface FairShare {
  id: number;
  quantityBase: number;
  explanation: {
    tier: Tier;
    askedBase: number;
    /** All that this tier asked, and what was there for it: the proportion is one of the other. */
    tierAskedBase: number;
    tierGivenBase: number;
  };
}

/** Days that stock lasts at the pace of the last thirty; null when nothing was used. */
export function coverDaysOf(held: Pick<FairNeed, 'stockBase' | 'useBase'>): number | null {
  return held.useBase > 0 ? Math.floor((Math.max(0, held.stockBase) * USE_DAYS) / held.useBase) : null;
}

/** Whose turn a need is. Who has nothing has run out, also when an empty shelf let nothing be used. */
export function tierOf(need: Pick<FairNeed, 'emergency' | 'stockBase' | 'useBase'>): Tier {
  if (need.emergency) return 'emergency';
  const cover = coverDaysOf(need);
  return (cover === null ? need.stockBase <= 0 : cover < SHORT_COVER_DAYS) ? 'running_out' : 'regular';
}

/**
 * Whole packs in proportion; then, to who still lacks most, a pack more or all that is lacking. Nobody gets part of a
 * pack but to have all that was asked: what is left over, less than a pack, stays where it is.
 */
function shareTurn(asked: readonly number[], availableBase: number, packSize: number): number[] {
  const packs = shareWhole(Math.floor(availableBase / packSize), asked);
  const given = asked.map((askedBase, at) => Math.min(askedBase, (packs[at] ?? 0) * packSize));
  let left = availableBase - given.reduce((sum, part) => sum + part, 0);
  while (left > 0) {
    const steps = asked.map((askedBase, at) => {
      const lackBase = askedBase - (given[at] ?? 0);
      return { at, lackBase, moreBase: Math.min(packSize, lackBase) };
    });
    const next = steps
      .filter((step) => step.moreBase > 0 && step.moreBase <= left)
      .reduce<(typeof steps)[number] | null>(
        (most, step) => (most !== null && most.lackBase >= step.lackBase ? most : step),
        null,
      );
    if (next === null) break;
    given[next.at] = (given[next.at] ?? 0) + next.moreBase;
    left -= next.moreBase;
  }
  return given;
}

/** One need in a queue of turns: the lower turn is served in full before the next gets anything. */
export interface Turn {
  askedBase: number;
  turn: string;
}

/**
 * What each need gets, in the order of the needs: all that was asked, or whole packs when its turn goes short. Together
 * all that was asked, or what there is but for less than a pack.
 */
export function shareByTurns(needs: readonly Turn[], availableBase: number, packSize: number): number[] {
  const shares = needs.map(() => 0);
  let left = Math.max(0, availableBase);
  for (const turn of [...new Set(needs.map((need) => need.turn))].sort()) {
    const places = needs.flatMap((need, at) => (need.turn === turn ? [at] : []));
    const asked = places.map((at) => needs[at]?.askedBase ?? 0);
    const wanted = asked.reduce((sum, askedBase) => sum + askedBase, 0);
    const given = wanted <= left ? asked : shareTurn(asked, left, Math.max(1, packSize));
    for (const [index, at] of places.entries()) shares[at] = given[index] ?? 0;
    left -= Math.min(left, wanted);
  }
  return shares;
}

/**
 * Shares what is available among the needs, in their order: whole packs, or all that one asked. They add up to what
 * was asked, or to what is available but for less than a pack; the same input always gives the same shares.
 */
export function fairShares(needs: readonly FairNeed[], availableBase: number, packSize: number): FairShare[] {
  const told = needs.map((need) => ({ ...need, tier: tierOf(need) }));
  const turns = told.map(({ askedBase, tier }) => ({ askedBase, turn: `${TIERS.indexOf(tier)}` }));
  const shares = shareByTurns(turns, availableBase, packSize);
  const sums = {
    emergency: { asked: 0, given: 0 },
    running_out: { asked: 0, given: 0 },
    regular: { asked: 0, given: 0 },
  };
  for (const [at, { tier, askedBase }] of told.entries()) {
    sums[tier].asked += askedBase;
    sums[tier].given += shares[at] ?? 0;
  }
  return told.map(({ id, askedBase, tier }, at) => {
    const explanation = { tier, askedBase, tierAskedBase: sums[tier].asked, tierGivenBase: sums[tier].given };
    return { id, quantityBase: shares[at] ?? 0, explanation };
  });
}
