/**
 * Sharing what is there among members when it is too little: urgent needs first, then members that run out first,
 * then everybody else; within each stage in proportion to what is asked, in whole packs. Pure.
 */
import { shareWhole } from '../kernel/share.ts';

/** Members with fewer days of cover than this come before those that still have some. */
export const BARE_DAYS = 7;

const USE_DAYS = 30;

export interface ShareAsk {
  demandId: number;
  /** Open, base units. */
  quantityBase: number;
  urgent: boolean;
  /** Of the member: usable there, and used in 30 days. */
  stockBase: number;
  use30Base: number;
}

export type ShareStage = 'urgent' | 'bare' | 'rest';

export interface FairShare {
  demandId: number;
  shareBase: number;
  stage: ShareStage;
  /** Days that the member's stock lasts; null when it uses none. */
  coverDays: number | null;
  why: 'full' | 'part' | 'none';
}

/** Days that stock lasts at the pace of the last thirty. */
export function coverDaysOf(ask: Pick<ShareAsk, 'stockBase' | 'use30Base'>): number | null {
  return ask.use30Base > 0 ? Math.floor((Math.max(0, ask.stockBase) * USE_DAYS) / ask.use30Base) : null;
}

const STAGES: readonly ShareStage[] = ['urgent', 'bare', 'rest'];

function stageOf(ask: ShareAsk): ShareStage {
  if (ask.urgent) return 'urgent';
  const cover = coverDaysOf(ask);
  return (cover === null ? ask.stockBase <= 0 : cover < BARE_DAYS) ? 'bare' : 'rest';
}

/** Whole packs by largest remainder; what a need cannot take goes to those that still lack most. */
function inPacks(asks: readonly ShareAsk[], availableBase: number, packSize: number): number[] {
  const packs = shareWhole(
    Math.floor(availableBase / packSize),
    asks.map((ask) => ask.quantityBase),
  );
  const shares = asks.map((ask, index) => Math.min(ask.quantityBase, (packs[index] ?? 0) * packSize));
  let left = availableBase - shares.reduce((sum, share) => sum + share, 0);
  for (;;) {
    let most = -1;
    let lackMost = 0;
    asks.forEach((ask, index) => {
      const lack = ask.quantityBase - (shares[index] ?? 0);
      const fits = lack > 0 && Math.min(lack, packSize) <= left;
      if (fits && lack > lackMost) {
        most = index;
        lackMost = lack;
      }
    });
    if (most < 0) return shares;
    const more = Math.min(packSize, lackMost);
    shares[most] = (shares[most] ?? 0) + more;
    left -= more;
  }
}

/** What each need gets, in the order of the asks: never more than is open, together never more than there is. */
export function shareOut(asks: readonly ShareAsk[], availableBase: number, packSize: number): FairShare[] {
  const shares = new Map<number, number>();
  let left = Math.max(0, availableBase);
  for (const stage of STAGES) {
    const own = asks.filter((ask) => stageOf(ask) === stage);
    const wanted = own.reduce((sum, ask) => sum + ask.quantityBase, 0);
    const given = wanted <= left ? own.map((ask) => ask.quantityBase) : inPacks(own, left, packSize);
    own.forEach((ask, index) => {
      shares.set(ask.demandId, given[index] ?? 0);
    });
    left -= given.reduce((sum, share) => sum + share, 0);
    // A stage that lacks something leaves nothing to the next, were it less than a pack
    if (given.some((share, index) => share < (own[index]?.quantityBase ?? 0))) left = 0;
  }
  return asks.map((ask) => {
    const shareBase = shares.get(ask.demandId) ?? 0;
    const why = shareBase === ask.quantityBase ? 'full' : shareBase > 0 ? 'part' : 'none';
    return { demandId: ask.demandId, shareBase, stage: stageOf(ask), coverDays: coverDaysOf(ask), why };
  });
}
