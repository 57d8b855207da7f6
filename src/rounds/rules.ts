/** Delivery rounds (配送车次): which act leads where, what may ride, when a vehicle leaves, what time it was. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const ROUND_STATES = ['planned', 'under_way', 'ended', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export const roundTransitions = {
  change: { from: ['planned'], to: ['planned'] },
  load: { from: ['planned'], to: ['planned'] },
  unload: { from: ['planned'], to: ['planned'] },
  cancel: { from: ['planned'], to: ['cancelled'] },
  depart: { from: ['planned'], to: ['under_way'] },
  hand: { from: ['under_way'], to: ['under_way'] },
  refuse: { from: ['under_way'], to: ['under_way'] },
  miss: { from: ['under_way'], to: ['under_way'] },
  reopen: { from: ['under_way'], to: ['under_way'] },
  break_off: { from: ['under_way'], to: ['under_way'] },
  end: { from: ['under_way'], to: ['ended'] },
} as const satisfies Transitions<RoundState>;

export const OUTCOMES = ['handed', 'refused', 'missed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The act that writes each outcome. */
export const ACT_OF = { handed: 'hand', refused: 'refuse', missed: 'miss' } as const satisfies Record<Outcome, string>;

/** Cold goods ride at 2–8 °C (GSP: 冷藏), frozen ones at −25 to −10; tenths of a degree. */
export const RIDES_AT = { cold: { low: 20, high: 80 }, frozen: { low: -250, high: -100 } } as const;

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The days of the week that a mask names, Monday is 1. */
export function weekdaysOf(mask: number): number[] {
  return DAYS.filter((day) => (mask & (1 << (day - 1))) !== 0);
}

/** The mask of days of the week. Refuses none at all. */
export function maskOf(days: readonly number[]): Result<number> {
  const mask = DAYS.filter((day) => days.includes(day)).reduce((sum, day) => sum + (1 << (day - 1)), 0);
  return mask === 0 ? refuse('route_no_day', {}, 'weekdays') : ok(mask);
}

/** The day of the week of a business day, Monday is 1. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export interface NewStop {
  organisationId: number;
  name: string;
  afterMinutes: number;
}

const MOST_STOPS = 40;

/** Refuses a way without stops, a member passed twice, the house it leaves from, and times that run backwards. */
export function checkStops(stops: readonly NewStop[], fromId: number): Result<undefined> {
  if (stops.length === 0) return refuse('route_no_stop', {}, 'stops');
  if (stops.length > MOST_STOPS) return refuse('route_long', { most: MOST_STOPS }, 'stops');
  const passed = new Set<number>();
  let before = 0;
  for (const { organisationId, name, afterMinutes } of stops) {
    if (organisationId === fromId) return refuse('route_home', { name }, 'stops');
    if (passed.has(organisationId)) return refuse('route_twice', { name }, 'stops');
    if (afterMinutes < before) return refuse('route_backwards', { name }, 'stops');
    passed.add(organisationId);
    before = afterMinutes;
  }
  return ok();
}

export interface Loadable {
  number: string;
  status: string;
  fromId: number;
  toId: number;
  receiver: string;
  /** The open round that has it aboard. */
  aboard: string | null;
  /** Handed over, but not yet received: it is there. */
  handedBy: string | null;
}

/** Refuses dispatches of another house, to members off the way, that ride already, or that are no longer to be sent. */
export function checkLoad(load: Loadable, fromId: number, stops: ReadonlySet<number>): Result<undefined> {
  const { number, receiver } = load;
  if (load.fromId !== fromId) return refuse('load_not_here', { number });
  if (load.aboard !== null) return refuse('load_aboard', { number, round: load.aboard });
  if (load.handedBy !== null) return refuse('load_handed', { number, round: load.handedBy });
  if (load.status !== 'picking' && load.status !== 'in_transit') return refuse('load_gone', { number });
  return stops.has(load.toId) ? ok() : refuse('load_off_way', { number, receiver });
}

export interface Chill {
  carrierId: number;
  code: string;
  tenths: number | null;
}

export interface Aboard {
  number: string;
  status: string;
  zone: 'cold' | 'frozen' | null;
}

/**
 * Refuses to leave empty, with a dispatch that is not sent yet, with cold goods but nothing that cools, and with a
 * box that was not measured or lies outside what its goods need.
 */
export function checkDeparture(loads: readonly Aboard[], chills: readonly Chill[]): Result<undefined> {
  if (loads.length === 0) return refuse('round_empty');
  const unsent = loads.find((load) => load.status === 'picking');
  if (unsent !== undefined) return refuse('load_not_sent', { number: unsent.number });
  const gone = loads.find((load) => load.status !== 'in_transit');
  if (gone !== undefined) return refuse('load_gone', { number: gone.number });
  for (const { carrierId, code, tenths } of chills) {
    if (tenths === null) return refuse('chill_unmeasured', { code }, `chill.${carrierId}`);
  }
  for (const zone of ['cold', 'frozen'] as const) {
    const [load] = loads.filter((one) => one.zone === zone);
    if (load === undefined) continue;
    const { low, high } = RIDES_AT[zone];
    const fitting = chills.some(({ tenths }) => tenths !== null && tenths >= low && tenths <= high);
    if (!fitting) return refuse(`chill_missing_${zone}`, { number: load.number });
  }
  return ok();
}

/** Whether what was measured on arrival says that cold goods were too warm or too cold on the way. */
export function isOutside(tenths: number | null, zones: readonly Aboard['zone'][]): boolean {
  if (tenths === null) return false;
  const needed = (['cold', 'frozen'] as const).filter((zone) => zones.includes(zone));
  return needed.length > 0 && !needed.some((zone) => tenths >= RIDES_AT[zone].low && tenths <= RIDES_AT[zone].high);
}

export interface Told {
  outcome: Outcome;
  receiver: string;
  reason: string;
  tenths: number | null;
}

/** Refuses a hand-over to nobody, cold goods handed over unmeasured, and a refusal or a miss without a word. */
export function checkTold(told: Told, zones: readonly Aboard['zone'][]): Result<undefined> {
  if (told.outcome === 'missed') return told.reason === '' ? refuse('reason_missing', {}, 'reason') : ok();
  if (told.receiver === '') return refuse('stop_no_receiver', {}, 'receiver');
  if (told.outcome === 'refused') return told.reason === '' ? refuse('reason_missing', {}, 'reason') : ok();
  const cold = zones.some((zone) => zone !== null);
  return cold && told.tenths === null ? refuse('stop_unmeasured', {}, 'tenths') : ok();
}

export interface Clocks {
  /** What the phone showed when it happened, and when it sent; null without scripts. */
  deviceAt: number | null;
  deviceSentAt: number | null;
  /** UTC ms by our clock: when it came, and when the vehicle left. */
  receivedAt: number;
  departedAt: number;
}

/**
 * When it happened by our clock, whatever the phone's shows: what passed on the phone since is taken off the moment
 * it came. Never before the vehicle left, never after it came.
 */
export function momentOf({ deviceAt, deviceSentAt, receivedAt, departedAt }: Clocks): number {
  if (deviceAt === null || deviceSentAt === null) return receivedAt;
  const waited = Math.max(0, deviceSentAt - deviceAt);
  return Math.min(receivedAt, Math.max(departedAt, receivedAt - waited));
}
