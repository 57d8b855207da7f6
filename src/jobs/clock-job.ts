/** What runs by the clock in parts: under a lease, telling how far it is, going on where it was cut short. */
import type { CommandServices } from '../audit/command.ts';

/** Told how many parts are done of how many; throws when the lease was lost, which ends the run. */
export type Beat = (done: number, all: number) => Promise<void>;

export interface ClockJob {
  /** Name of the job; the part before the dot is the topic of live updates of what it changes. */
  act: string;
  everyMinutes: number;
  /** Does what is to be done now, in transactions of its own, and gives the numbers of what it found. */
  run(services: CommandServices, beat: Beat): Promise<Record<string, number>>;
}
