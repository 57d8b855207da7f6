/** The time of the synthetic year: it goes from hour to hour and moves on a little with every act. */
import { DAY_MS, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';

/** Between two acts of one hour: enough for 36,000 of them. */
const TICK_MS = 100;

export class Ticker {
  readonly firstDay: string;
  /** UTC milliseconds. */
  now: number;

  constructor(firstDay: string) {
    this.firstDay = firstDay;
    this.now = startOfDay(firstDay);
  }

  /** To an hour of a day counted from the first. */
  moveTo(day: number, hour: number): void {
    this.now = startOfDay(this.firstDay) + day * DAY_MS + hour * HOUR_MS;
  }

  tick(): number {
    this.now += TICK_MS;
    return this.now;
  }
}
