/** What the process gives to every feature: the database, the clock and the checked settings. */
import type { Database } from '../db/database.ts';
import type { Settings } from './env.ts';
import type { Clock } from './kernel/clock.ts';
import type { LiveUpdates } from './web/sse.ts';

export interface Services {
  db: Database;
  clock: Clock;
  settings: Settings;
  /** Tells open pages what changed; the application makes one when none is given. */
  live?: LiveUpdates;
}
