/** Makes the demo county: posted through the commands, on a clock of the past, whole or not at all. */
import type { Database, Tx } from '../../db/database.ts';
import { command } from '../../src/audit/command.ts';
import { SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { addDays, type Clock, dayOf, SettableClock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { markDemo } from '../../src/settings/commands.ts';
import { createRandom } from '../random.ts';
import { seedReference } from '../reference/seed.ts';
import { Agenda, instantOf } from './agenda.ts';
import { Batches } from './batches.ts';
import { makeCatalogue } from './catalogue.ts';
import { makeCounty } from './county.ts';
import { addWishes, dailyTrips } from './history.ts';
import { freezings, makeReserve, shortDatedReturn } from './incidents.ts';
import { makePeople } from './people.ts';
import { makeRanges } from './range.ts';
import { addScenes, STAGE, setStoryShelves } from './scenes.ts';
import { Shelves } from './shelves.ts';
import { dailyUse, hubDeliveries, makeOpening, memberDeliveries } from './stock.ts';
import { must, type World, withinTransaction } from './world.ts';

export interface DemoRequest {
  /** The same seed and day give the same county. */
  seed: number;
  /** The demo's moment: now when it is today, otherwise 09:40 of the day. */
  day: string;
  /** Takes one line at a time, for the person who waits. */
  report: (line: string) => void;
  /** `small` has three weeks of history instead of three months: for tests. */
  scale?: 'full' | 'small';
}

const HISTORY_DAYS = { full: 91, small: 24 };

async function prepare(db: Database, tx: Tx, clock: Clock, request: DemoRequest): Promise<World> {
  const { seed, day, report, scale = 'full' } = request;
  const now = dayOf(clock.now()) === day ? clock.now() : instantOf(day, '09:40');
  const startDay = addDays(day, -HISTORY_DAYS[scale]);
  const services = { db: withinTransaction(db.engine, tx), clock: new SettableClock(instantOf(startDay, '07:30')) };
  report('县域组织与人员 County and people');
  const random = createRandom(seed);
  const members = await makeCounty({ services });
  // Once there is a head hospital, the reference data opens its procurement account
  await seedReference(services.db, services.clock);
  const hub = await makePeople({ services }, members);
  report(`${members.length}家机构 members; 用药目录 Catalogue`);
  const items = await makeCatalogue({ services, tx }, hub);
  const consumedId = await outsideLocation(tx, 'consumed');
  const state = {
    consumedId,
    agenda: new Agenda(),
    shelves: new Shelves(),
    batches: new Batches(random, day),
    asked: new Set<string>(),
    sending: new Set<number>(),
  };
  return { tx, services, random, ...state, day, now, startDay, small: scale === 'small', hub, members, items, report };
}

async function mark(world: World, seed: number): Promise<void> {
  const made = { seed, day: world.day };
  const request = { act: 'demo.make', key: null, input: made };
  const answer = await command(world.services, SYSTEM_ACTOR, request, async (tx) => {
    await markDemo(tx, { ...made, from: world.startDay });
    return ok({ value: null, subject: 'demo', after: made });
  });
  must(answer, 'the mark of the demo');
}

/**
 * Posts the whole demo. The database must hold the reference data and no organisation. Throws when any act of the demo
 * is refused; nothing of it is kept then.
 */
export async function makeDemo(given: { db: Database; clock: Clock }, request: DemoRequest): Promise<void> {
  await given.db.transaction(async (tx) => {
    const world = await prepare(given.db, tx, given.clock, request);
    makeRanges(world.random, world.members, world.items);
    setStoryShelves(world);
    request.report(`${world.items.length}种药品耗材 items; 期初库存 Opening stock`);
    await makeOpening(world);
    await makeReserve(world);
    const { agenda, startDay, services, now } = world;
    const begin = instantOf(startDay, '08:00');
    agenda.add(begin, hubDeliveries(world));
    for (const [index, member] of world.members.entries()) {
      const isSupplied = member.data.kind === 'campus' || member.data.kind === 'branch';
      if (isSupplied) agenda.add(begin, memberDeliveries(world, member, index));
    }
    agenda.add(begin, dailyUse(world));
    agenda.add(begin, dailyTrips(world, STAGE));
    agenda.add(begin, freezings(world));
    agenda.add(begin, shortDatedReturn(world));
    addWishes(world);
    addScenes(world);
    request.report('三个月的登记、配送与领用 Three months of requests, dispatches and use');
    await agenda.run(services.clock, now);
    await mark(world, request.seed);
  });
}
