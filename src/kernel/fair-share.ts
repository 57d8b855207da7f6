/**
 * Who gets how much when there is less than was asked: emergencies first, then who runs out first, the rest in
 * proportion; in whole packs, with the reason of each share. Pure: desk, hub and goods-in share alike.
 */
import { shareWhole } from './share.ts';

/** Days of cover under which somebody is about to run out. */
export const SHORT_COVER_DAYS = 7;

export const TIERS = ['emergency', 'running_out', 'regular'] as const;
export type Tier = (typeof TIERS)[number];

export interface FairNeed {
  id: number;
  /** Base units, more than zero. */
  askedBase: number;
  emergency: boolean;
  /** Days that the stock of whoever asks still lasts; null when nothing was used. */
  coverDays: number | null;
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

/** Whose turn a need is: an emergency, one about to run out, or any other. */
export function tierOf(need: Pick<FairNeed, 'emergency' | 'coverDays'>): Tier {
  if (need.emergency) return 'emergency';
  return need.coverDays !== null && need.coverDays < SHORT_COVER_DAYS ? 'running_out' : 'regular';
}

/** Shares of one tier in whole packs; nobody gets more than was asked, and nothing is left that somebody asked. */
function shareTier(needs: readonly FairNeed[], availableBase: number, packSize: number): Map<number, number> {
  const given = new Map(needs.map((need) => [need.id, 0]));
  let left = availableBase;
  let waiting = [...needs];
  while (left > 0 && waiting.length > 0) {
    const open = waiting.map((need) => need.askedBase - (given.get(need.id) ?? 0));
    const packs = Math.floor(left / packSize);
    const parts = packs > 0 ? shareWhole(packs, open).map((part) => part * packSize) : shareWhole(left, open);
    let used = 0;
    for (const [index, need] of waiting.entries()) {
      const part = Math.min(parts[index] ?? 0, open[index] ?? 0);
      given.set(need.id, (given.get(need.id) ?? 0) + part);
      used += part;
    }
    if (used === 0) break;
    left -= used;
    waiting = waiting.filter((need) => (given.get(need.id) ?? 0) < need.askedBase);
  }
  return given;
}

/**
 * Shares what is available among the needs. The shares add up to what is available, or to what was asked when that is
 * less; the same input always gives the same shares.
 */
export function fairShares(needs: readonly FairNeed[], availableBase: number, packSize: number): FairShare[] {
  let left = Math.max(0, availableBase);
  const shares = new Map<number, FairShare>();
  for (const tier of TIERS) {
    const own = needs.filter((need) => tierOf(need) === tier);
    const tierAskedBase = own.reduce((sum, need) => sum + need.askedBase, 0);
    const tierGivenBase = Math.min(left, tierAskedBase);
    const given = shareTier(own, tierGivenBase, Math.max(1, packSize));
    for (const { id, askedBase } of own) {
      const quantityBase = given.get(id) ?? 0;
      shares.set(id, { id, quantityBase, explanation: { tier, askedBase, tierAskedBase, tierGivenBase } });
    }
    left -= tierGivenBase;
  }
  return needs.map((need) => shares.get(need.id)).filter((share) => share !== undefined);
}
