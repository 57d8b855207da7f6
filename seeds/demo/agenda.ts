/** The demo's time: scripts wait for an instant and are resumed in order, so a past unfolds as it would have. */
import { addDays, DAY_MS, dayOf, HOUR_MS, type SettableClock, startOfDay } from '../../src/kernel/clock.ts';

export const MINUTE_MS = 60_000;

/** Yields the instant (UTC ms) at which it wants to go on; an instant that is never reached leaves it where it is. */
export type Script = AsyncGenerator<number, void, void>;

export const NEVER = Number.POSITIVE_INFINITY;

interface Entry {
  at: number;
  order: number;
  script: Script;
}

function before(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}

/** What is still to happen, earliest first; of one instant, what was added first. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private added = 0;

  /** Begins a script at `at`. */
  add(at: number, script: Script): void {
    if (at === NEVER) return;
    this.added += 1;
    this.heap.push({ at, order: this.added, script });
    let child = this.heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfLater(parent, child)) break;
      child = parent;
    }
  }

  /** Lets everything happen up to and including `end`; what would come later never does. */
  async run(clock: SettableClock, end: number): Promise<void> {
    for (let entry = this.pop(); entry !== undefined && entry.at <= end; entry = this.pop()) {
      clock.set(Math.max(entry.at, clock.now()));
      const step = await entry.script.next();
      if (step.done !== true) this.add(Math.max(step.value, clock.now()), entry.script);
    }
  }

  private pop(): Entry | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    this.heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const [a, b] = [this.heap[left], this.heap[left + 1]];
      const child = a !== undefined && b !== undefined && before(b, a) ? left + 1 : left;
      if (!this.swapIfLater(parent, child)) return first;
      parent = child;
    }
  }

  private swapIfLater(parent: number, child: number): boolean {
    const [above, below] = [this.heap[parent], this.heap[child]];
    if (above === undefined || below === undefined || before(above, below)) return false;
    this.heap[parent] = below;
    this.heap[child] = above;
    return true;
  }
}

const OPENS_MS = 8 * HOUR_MS;
const CLOSES_MS = 17.5 * HOUR_MS;

/** The instant of `HH:MM` on a day of Asia/Shanghai. */
export function instantOf(day: string, time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return startOfDay(day) + (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS;
}

/** `minutes` of working time after `at`; the pharmacy works from 08:00 to 17:30. */
export function workLater(at: number, minutes: number): number {
  let left = minutes * MINUTE_MS;
  for (let day = dayOf(at), from = at; ; day = addDays(day, 1), from = startOfDay(day)) {
    const begin = Math.max(from, startOfDay(day) + OPENS_MS);
    const room = startOfDay(day) + CLOSES_MS - begin;
    if (room > 0 && left <= room) return begin + left;
    left -= Math.max(0, room);
  }
}

/** `minutes` of working time before `at`. */
export function workEarlier(at: number, minutes: number): number {
  let left = minutes * MINUTE_MS;
  for (let day = dayOf(at), until = at; ; until = startOfDay(day) - 1, day = dayOf(until)) {
    const end = Math.min(until, startOfDay(day) + CLOSES_MS);
    const room = end - (startOfDay(day) + OPENS_MS);
    if (room > 0 && left <= room) return end - left;
    left -= Math.max(0, room);
  }
}

/** The same instant when people are at work, otherwise the nearest one at which they are. */
export function atWork(at: number): number {
  const begin = startOfDay(dayOf(at));
  if (at < begin + OPENS_MS) return begin + OPENS_MS + 5 * MINUTE_MS;
  return at > begin + CLOSES_MS ? begin + CLOSES_MS - 20 * MINUTE_MS : at;
}

/** 0 is Sunday, as seen in Asia/Shanghai. */
export function weekdayOf(day: string): number {
  return new Date(startOfDay(day) + DAY_MS / 2).getUTCDay();
}
