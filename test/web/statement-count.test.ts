/** No page asks the database once for each row that it shows: what it asks is bounded, however much there is. */
import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Db } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { document } from '../../db/schema/documents.ts';
import { makeDemo } from '../../seeds/demo/main.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { createApp } from '../../src/app.ts';
import { readSettings } from '../../src/env.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Router } from '../../src/web/router.ts';
import { LiveUpdates } from '../../src/web/sse.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { Browser } from '../support/login.ts';

const DAY = '2026-11-23';
const CLOCK = new SettableClock(Date.parse(`${DAY}T01:40:00Z`));
/** A page of fifty rows that asked for each of them would ask more. */
const MOST = 45;
/** Members have every kind of task, and each kind is asked for once. */
const MOST_OF_MEMBERS = 60;
/** Papers of each kind that are opened. */
const EACH = 6;
const LISTS = [
  paths.home(),
  paths.shortages(),
  paths.dispatches(),
  paths.stock(),
  paths.stockExpiry(),
  paths.stockExpiryCalendar(),
  paths.stockSlow(),
  paths.stockValue(),
  paths.stockValue({ keeper: 'ZY' }),
  paths.stockThen({ on: '2026-11-01' }),
  paths.stockThen({ on: '2026-11-01', basis: 'posted' }),
  paths.parties(),
  paths.prices(),
  paths.contracts(),
  paths.negotiations(),
  paths.repricings(),
  paths.requisitions(),
  paths.demandPool(),
  paths.plans(),
  paths.orders(),
  paths.receiving(),
  paths.payables(),
  paths.payments(),
  paths.account(),
  paths.books(),
  paths.budgets(),
  paths.shortageDesk(),
  paths.rounds(),
  paths.waves(),
  paths.waveList(),
  paths.transit(),
  paths.discrepancies(),
  paths.charges(),
  paths.figures(),
  paths.figureRequests(),
  paths.figureOutages(),
  paths.foresight(),
  paths.equipment(),
  paths.equipment({ only: 'barred' }),
  paths.equipmentOverview(),
  paths.equipmentValue(),
  paths.equipmentUse(),
  paths.monitorings(),
];

let asked = 0;
let made: TestDatabase;
let app: Router;

/** The same database, but each statement that is begun outside a transaction is counted. */
function counting(db: Database): Database {
  const read = new Proxy(db.read, {
    get(target, name: keyof Db) {
      if (name === 'run' || name === 'select' || name === 'selectDistinct') asked += 1;
      return Reflect.get(target, name);
    },
  });
  return new Proxy(db, { get: (target, name) => (name === 'read' ? read : Reflect.get(target, name)) });
}

async function asPerson(login: string): Promise<Browser> {
  const browser = new Browser(app);
  await browser.post(paths.demoSession(), { account: login });
  expect((await browser.get(paths.home())).status, 'signed in').toBe(200);
  return browser;
}

/** Counts of the pages that ask too much, by address. */
async function greedy(browser: Browser, addresses: readonly string[], most = MOST): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses) {
    CLOCK.set(CLOCK.now() + 4000);
    asked = 0;
    const { status } = await browser.get(address);
    if (status === 200 && asked > most) found.push(`${address} ${asked}`);
  }
  return found;
}

describe.runIf(engine === 'sqlite')('what a page asks of the database', () => {
  beforeAll(async () => {
    made = await openTestDatabase();
    await seedReference(made.db, CLOCK);
    await makeDemo({ db: made.db, clock: CLOCK }, { seed: 7, day: DAY, scale: 'small', report: () => undefined });
    const settings = readSettings({ NODE_ENV: 'test' });
    app = createApp({ db: counting(made.db), clock: CLOCK, settings, live: new LiveUpdates() }, { countsKeptMs: 0 });
  }, 180_000);
  afterAll(() => made.drop());

  it.each(['liuyaoshi', 'yecaigou', 'zhoukuaiji', 'luoshenji'])('is bounded on every list of %s', async (login) => {
    expect(await greedy(await asPerson(login), LISTS)).toEqual([]);
  });

  it.each(['xieyaoshi', 'laiyisheng'])('is bounded for a member, %s', async (login) => {
    const browser = await asPerson(login);
    expect(await greedy(browser, [paths.home()], MOST_OF_MEMBERS)).toEqual([]);
    expect(await greedy(browser, LISTS.slice(1))).toEqual([]);
  });

  it('is bounded on every paper', async () => {
    const rows = await made.db.read
      .select({ kind: document.kind, number: document.number })
      .from(document)
      .orderBy(desc(document.id));
    const seen = new Map<string, number>();
    const addresses = rows.flatMap(({ kind, number }) => {
      const times = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, times);
      return times > EACH ? [] : [documentPath(kind, number)];
    });
    expect(await greedy(await asPerson('luoshenji'), [...new Set(addresses)])).toEqual([]);
  });
});
