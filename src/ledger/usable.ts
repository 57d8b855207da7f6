/** The one usability rule: whether a lot at a place may be used for a purpose, and if not, why. */
import { daysBetween } from '../kernel/clock.ts';
import { type NoPermit, type PreparationFacts, whyNoPermit } from './permit-rule.ts';

export type Zone = 'room' | 'cool' | 'cold' | 'frozen' | 'controlled' | 'rejected' | 'reserve';
export type ControlClass = 'none' | 'narcotic' | 'psychotropic_1' | 'psychotropic_2' | 'toxic' | 'precursor';

export interface LotFacts {
  /** Last usable day. */
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  zone: Zone;
  locationKind: string;
  controlClass: ControlClass;
  /** The item left the formulary: last day of use; null or nothing when there is no such day. */
  useUntil?: string | null | undefined;
  /** For preparations only: they leave their maker under a permit. */
  preparation?: PreparationFacts | undefined;
}

export interface Purpose {
  /** The day of use. */
  on: string;
  /** Days of life the destination asks for beyond `on`. */
  lifeDaysMin?: number;
  /** Last day of the treatment the lot must outlive. */
  lastDayOfUse?: string;
  /** Controlled drugs move only when a second person stands by. */
  secondPerson?: boolean;
  /** The organisation the goods leave for; left out when they stay. */
  recipientId?: number;
}

export interface NotUsable {
  why:
    | 'in_transit'
    | 'expired'
    | 'recalled'
    | 'quarantined'
    | 'rejected_zone'
    | 'reserve_zone'
    | 'controlled'
    | 'left_formulary'
    | 'short_life'
    | NoPermit['why'];
  /** Facts for the sentence: days left, days needed. */
  detail: Record<string, string | number>;
}

/** Classes that never travel by ordinary dispatch: two people at each step and their own register. */
const CONTROLLED: ReadonlySet<ControlClass> = new Set(['narcotic', 'psychotropic_1', 'toxic']);

/** True for the classes under five-dedicated control (五专管理). */
export function isControlled(controlClass: ControlClass): boolean {
  return CONTROLLED.has(controlClass);
}

/** Null when the lot may be used; otherwise the first reason that forbids it, gravest first. */
export function whyNotUsable(lot: LotFacts, purpose: Purpose): NotUsable | null {
  if (lot.locationKind === 'transit') return { why: 'in_transit', detail: {} };
  if (lot.frozen === 'recall') return { why: 'recalled', detail: {} };
  const left = daysBetween(purpose.on, lot.expiresOn);
  if (left < 0) return { why: 'expired', detail: { expiresOn: lot.expiresOn, daysPast: -left } };
  if (lot.frozen === 'quality') return { why: 'quarantined', detail: {} };
  if (lot.zone === 'rejected') return { why: 'rejected_zone', detail: {} };
  if (lot.zone === 'reserve') return { why: 'reserve_zone', detail: {} };
  if (isControlled(lot.controlClass) && purpose.secondPerson !== true) return { why: 'controlled', detail: {} };
  const { useUntil } = lot;
  if (useUntil != null && purpose.on > useUntil) return { why: 'left_formulary', detail: { useUntil } };
  if (lot.preparation !== undefined && purpose.recipientId !== undefined) {
    const forbidden = whyNoPermit(lot.preparation, purpose.recipientId, purpose.on);
    if (forbidden !== null) return forbidden;
  }
  const treatment = purpose.lastDayOfUse === undefined ? 0 : daysBetween(purpose.on, purpose.lastDayOfUse);
  const needed = Math.max(purpose.lifeDaysMin ?? 0, treatment);
  if (left < needed) return { why: 'short_life', detail: { daysLeft: left, daysNeeded: needed } };
  return null;
}
