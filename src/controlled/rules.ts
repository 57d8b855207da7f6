/** Controlled drugs (麻精毒): classes that need a card, shifts, the states of a handover and of a card. Pure. */
import { daysBetween, timeOf } from '../kernel/clock.ts';
import type { Transitions } from '../kernel/transitions.ts';

/** Classes under five-dedicated control (五专), in the order in which people name them. */
export const CLASSES = ['narcotic', 'psychotropic_1', 'toxic'] as const;
export type ControlledClass = (typeof CLASSES)[number];

/** Classes bought with a purchase card (印鉴卡) alone; toxic drugs for medical use need none. */
export const CARD_CLASSES = ['narcotic', 'psychotropic_1'] as const;
export type CardClass = (typeof CARD_CLASSES)[number];

export function needsCard(controlClass: string): controlClass is CardClass {
  return CARD_CLASSES.some((one) => one === controlClass);
}

export const SHIFTS = ['day', 'evening', 'night'] as const;
export type Shift = (typeof SHIFTS)[number];

const DAY_BEGINS = 8;
const EVENING_BEGINS = 16;

/** The shift of an instant (UTC ms): by day from 8:00, in the evening from 16:00, at night from midnight. */
export function shiftAt(at: number): Shift {
  const hour = Number(timeOf(at).slice(0, 2));
  if (hour < DAY_BEGINS) return 'night';
  return hour < EVENING_BEGINS ? 'day' : 'evening';
}

export const HANDOVER_STATES = ['even', 'open', 'closed'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const handoverTransitions = {
  close: { from: ['open'], to: ['closed'] },
} as const satisfies Transitions<HandoverState>;

const MINUTE_MS = 60_000;

/** When the next handover of a store must be done; null when it was never handed over. */
export function handoverDueAt(lastAt: number | null, minutes: number): number | null {
  return lastAt === null ? null : lastAt + minutes * MINUTE_MS;
}

export const AMPOULE_STATES = ['open', 'back', 'destroyed'] as const;
export type AmpouleState = (typeof AMPOULE_STATES)[number];

export type CardState = 'ahead' | 'in_force' | 'near' | 'lapsed' | 'withdrawn';

/** How a card stands on a day; `near` when it lapses within so many days. */
export function cardState(
  card: { validFrom: string; validTo: string; withdrawn: boolean },
  day: string,
  noticeDays: number,
): CardState {
  if (card.withdrawn) return 'withdrawn';
  if (day < card.validFrom) return 'ahead';
  if (day > card.validTo) return 'lapsed';
  return daysBetween(day, card.validTo) <= noticeDays ? 'near' : 'in_force';
}

export interface Carried {
  totalBase: number;
  /** By lot id. */
  lots: Map<number, number>;
}

/** The rows of a register with the balances after each, by lot and in all, beginning from what was carried forward. */
export function running<R extends { lotId: number; deltaBase: number }>(
  opening: Carried,
  rows: readonly R[],
): (R & { lotBase: number; totalBase: number })[] {
  const lots = new Map(opening.lots);
  let totalBase = opening.totalBase;
  return rows.map((row) => {
    const lotBase = (lots.get(row.lotId) ?? 0) + row.deltaBase;
    lots.set(row.lotId, lotBase);
    totalBase += row.deltaBase;
    return { ...row, lotBase, totalBase };
  });
}
