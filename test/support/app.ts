/** A fresh application over a fresh database, with a clock that tests move. */
import { seedReference } from '../../seeds/reference/seed.ts';
import { createApp } from '../../src/app.ts';
import { readSettings, type Settings } from '../../src/env.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import type { Services } from '../../src/services.ts';
import type { Router } from '../../src/web/router.ts';
import { LiveUpdates } from '../../src/web/sse.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** Monday 2026-11-23 09:40 in Asia/Shanghai. */
export const TEST_NOW = Date.parse('2026-11-23T01:40:00Z');
export const ORIGIN = 'http://localhost';

export interface TestApp {
  app: Router;
  services: Services;
  clock: SettableClock;
  database: TestDatabase;
  /** Lines that failures wrote to the log; a test that expects none checks that it is empty. */
  log: string[];
  drop(): Promise<void>;
}

/** Outside places and dated rules are there; members, people and stock are the test's own (test/support/build.ts). */
export async function createTestApp(given: { now?: number; settings?: Partial<Settings> } = {}): Promise<TestApp> {
  const database = await openTestDatabase();
  const clock = new SettableClock(given.now ?? TEST_NOW);
  const settings = { ...readSettings({ NODE_ENV: 'test' }), ...given.settings };
  const services: Services = { db: database.db, clock, settings, live: new LiveUpdates() };
  await seedReference(database.db, clock);
  const log: string[] = [];
  const app = createApp(services, { log: (line) => log.push(line), countsKeptMs: 0 });
  return { app, services, clock, database, log, drop: () => database.drop() };
}
