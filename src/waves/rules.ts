/** Waves (波次): what may be taken into one, and how what lies on the shelf is sorted to its destinations. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const WAVE_STATES = ['open', 'closed'] as const;
export type WaveState = (typeof WAVE_STATES)[number];

export const waveTransitions = {
  close: { from: ['open'], to: ['closed'] },
} as const satisfies Transitions<WaveState>;

/** More than a day of one house; beyond it somebody chose everything by mistake. */
export const MOST_ENTRIES = 400;

export interface Chosen {
  routeId: number;
  /** Of a requisition or a dispatch. */
  number: string;
}

/** Each number once, by the first route it was chosen for. Refuses none at all and far too many. */
export function checkChosen(chosen: readonly Chosen[]): Result<Chosen[]> {
  const once = new Map<string, Chosen>();
  for (const one of chosen) if (!once.has(one.number)) once.set(one.number, one);
  if (once.size === 0) return refuse('wave_none', {}, 'pick');
  return once.size > MOST_ENTRIES ? refuse('wave_many', { most: MOST_ENTRIES }, 'pick') : ok([...once.values()]);
}

export interface SortedLine {
  dispatch: string;
  receiver: string;
  quantityBase: number;
  picked: boolean;
}

export interface ShelfLine extends SortedLine {
  lotId: number;
  locationId: number;
  zone: string;
  store: string;
  item: string;
  expiresOn: string;
}

export interface ShelfLot<L extends ShelfLine> {
  /** The first of its lines, for what all have in common. */
  line: L;
  totalBase: number;
  /** Not picked yet. */
  leftBase: number;
  sort: SortedLine[];
}

const ZONES = ['room', 'cool', 'controlled', 'cold', 'frozen'];

/** One row a lot and place, in the order in which one walks: warm to cold, store by store, by name and expiry. */
export function byShelf<L extends ShelfLine>(lines: readonly L[]): ShelfLot<L>[] {
  const lots = new Map<string, ShelfLot<L>>();
  for (const line of lines) {
    const key = `${line.locationId}-${line.lotId}`;
    const lot = lots.get(key) ?? { line, totalBase: 0, leftBase: 0, sort: [] };
    const { dispatch, receiver, quantityBase, picked } = line;
    lot.totalBase += quantityBase;
    if (!picked) lot.leftBase += quantityBase;
    lot.sort.push({ dispatch, receiver, quantityBase, picked });
    lots.set(key, lot);
  }
  const names = new Intl.Collator('zh-CN', { numeric: true });
  return [...lots.values()].sort(
    ({ line: a }, { line: b }) =>
      ZONES.indexOf(a.zone) - ZONES.indexOf(b.zone) ||
      names.compare(a.store, b.store) ||
      names.compare(a.item, b.item) ||
      names.compare(a.expiresOn, b.expiresOn),
  );
}
