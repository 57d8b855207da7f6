/** What one member can spare of an item, lot by lot, and what it needs: the two halves of every proposed move. Pure. */
import { USE_DAYS } from '../stock/supply-queries.ts';

export interface SolverRule {
  /** Days of cover that a member keeps before the rest is surplus; what it keeps of goods that would expire. */
  surplusDays: number;
  fillDays: number;
  hubDays: number;
  /** Cover under which a member is filled up to `fillDays`. */
  lowDays: number;
  /** Life left at or under which what would not be used in time is looked at. */
  nearDays: number;
  /** Life that must be left when the taker has used it up. */
  spareDays: number;
  /** A journey for goods worth less is not made, but for what is short. */
  leastFen: number;
  kmFen: number;
}

export interface SolverLot {
  lotId: number;
  daysLeft: number;
  /** Usable there and kept for nobody; base units. */
  freeBase: number;
  pricePack: number;
}

/** A member's stand in one item; base units. */
export interface Stand {
  memberId: number;
  isHub: boolean;
  /** Days of life that goods must have when they come. */
  lifeDaysMin: number;
  lots: SolverLot[];
  use30Base: number;
  /** On its way, promised or asked for. */
  comingBase: number;
  /** What is to be there at least and at most, when somebody said so. */
  leastBase: number;
  mostBase: number;
  /** Asked for in shortages that nobody has answered. */
  openBase: number;
}

export const freeOf = (stand: Stand) => stand.lots.reduce((sum, lot) => sum + lot.freeBase, 0);
export const hasOf = (stand: Stand) => freeOf(stand) + stand.comingBase;
/** What is used in so many days, rounded up or down. */
export const usedIn = (stand: Stand, days: number) => Math.ceil((stand.use30Base * days) / USE_DAYS);
export const usableIn = (stand: Stand, days: number) => Math.floor((stand.use30Base * Math.max(0, days)) / USE_DAYS);

/** What stays whatever happens: so many days of use, and the least that somebody set. */
export function keepsOf(stand: Stand, rule: SolverRule): number {
  return Math.max(stand.leastBase, usedIn(stand, stand.isHub ? rule.hubDays : rule.fillDays));
}

export interface Spare {
  stand: Stand;
  /** All lots together. */
  mostBase: number;
  /** By lot, and whether it would expire unused. */
  lots: { lot: SolverLot; mostBase: number; near: boolean }[];
}

/** What each lot would leave unused at its expiry, when the first to expire is used first. */
function unusedAtExpiry(stand: Stand, rule: SolverRule): Map<SolverLot, number> {
  const unused = new Map<SolverLot, number>();
  let usedBase = 0;
  for (const lot of stand.lots) {
    const here = Math.min(lot.freeBase, Math.max(0, usableIn(stand, lot.daysLeft) - usedBase));
    usedBase += here;
    if (lot.daysLeft <= rule.nearDays && lot.freeBase > here) unused.set(lot, lot.freeBase - here);
  }
  return unused;
}

/** Above the days of surplus. No use and no limit is no surplus: nobody can say what is kept for an emergency. */
function surplusOf(stand: Stand, rule: SolverRule): number {
  if (stand.isHub) return 0;
  if (stand.use30Base === 0 && stand.mostBase === 0) return 0;
  const kept = Math.max(keepsOf(stand, rule), usedIn(stand, rule.surplusDays), stand.mostBase);
  return Math.max(0, freeOf(stand) - kept);
}

/** What the member can spare: goods that would expire there, or what is above its surplus. First to expire first. */
export function spareOf(stand: Stand, rule: SolverRule): Spare | undefined {
  stand.lots.sort((a, b) => a.daysLeft - b.daysLeft || a.lotId - b.lotId);
  const unused = unusedAtExpiry(stand, rule);
  const near = [...unused.values()].reduce((sum, base) => sum + base, 0);
  const surplus = surplusOf(stand, rule);
  const mostBase = Math.min(freeOf(stand) - keepsOf(stand, rule), Math.max(near, surplus));
  if (mostBase <= 0) return undefined;
  const lots = stand.lots.flatMap((lot) => {
    const most = surplus >= near ? lot.freeBase : (unused.get(lot) ?? 0);
    return most > 0 ? [{ lot, mostBase: most, near: unused.has(lot) }] : [];
  });
  return { stand, mostBase, lots };
}

/** What is missing: open shortages, and when cover is low what fills it up; the hub buys and is not filled. */
export function needOf(stand: Stand, rule: SolverRule): number {
  if (stand.isHub) return 0;
  const has = hasOf(stand);
  const low = has < usableIn(stand, rule.lowDays) ? usedIn(stand, rule.fillDays) - has : 0;
  return stand.openBase + Math.max(0, low);
}

/**
 * How much of a lot with so many days left the member can use before it expires, beside what it has and was given.
 * Without any use only what is asked for, of lots that last as long as a filling up. What is asked for comes in whole
 * packs.
 */
export function canUse(
  stand: Stand,
  lot: { daysLeft: number; packSize: number },
  gotBase: number,
  rule: SolverRule,
): number {
  const { daysLeft, packSize } = lot;
  const openBase = Math.ceil(stand.openBase / packSize) * packSize;
  if (daysLeft < stand.lifeDaysMin) return 0;
  const days = daysLeft - rule.spareDays;
  if (stand.use30Base === 0) return days >= rule.fillDays ? openBase - gotBase : 0;
  return usableIn(stand, days) + openBase - hasOf(stand) - gotBase;
}
