/** Makes the demo county: posted through the commands, on a clock of the past, whole or not at all. */
import type { Database, Tx } from '../../db/database.ts';
import { command } from '../../src/audit/command.ts';
import { type Actor, SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { addDays, type Clock, dayOf, SettableClock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { markDemo } from '../../src/settings/commands.ts';
import { createRandom } from '../random.ts';
import { seedReference } from '../reference/seed.ts';
import { Agenda, instantOf, type Script } from './agenda.ts';
import { Batches } from './batches.ts';
import { grantBudgets } from './budgets.ts';
import { buying, buyingNow } from './buying.ts';
import { makeCatalogue } from './catalogue.ts';
import { consumption } from './consumption.ts';
import { contracts } from './contracts.ts';
import { controlledDays } from './controlled.ts';
import { counts } from './counts.ts';
import { makeCounty } from './county.ts';
import { EQUIPMENT_STORIES } from './equipment-stories.ts';
import { recordLists } from './facts.ts';
import { foundFormulary } from './formulary.ts';
import { goodsIn } from './goods-in.ts';
import { addWishes, dailyTrips } from './history.ts';
import { freezings, makeReserve, shortDatedReturn } from './incidents.ts';
import { levels } from './levels.ts';
import { losses } from './losses.ts';
import { askedTwice } from './merging.ts';
import { monitoring } from './monitoring.ts';
import { monthEnd } from './month-end.ts';
import { packing } from './packing.ts';
import { otherEnds } from './parts.ts';
import { paying } from './paying.ts';
import { makePeople } from './people.ts';
import { recordPermits, setPreparationShelves } from './preparations.ts';
import { makeRanges } from './range.ts';
import { closedRecall, openedRecall, recallDrill } from './recalls.ts';
import { DROPPED, revisionDay, runNightly, secondVersion, thirdDraft } from './revision.ts';
import { rounds } from './rounds.ts';
import { addScenes, STAGE, setStoryShelves } from './scenes.ts';
import { type Dossiers, firstDossiers, laterDossiers, openDossiers } from './selection.ts';
import { sellingNow, setSellingPrices } from './selling.ts';
import { Shelves } from './shelves.ts';
import { dailyUse, hubDeliveries, makeOpening, memberDeliveries } from './stock.ts';
import { storage } from './storage.ts';
import { makeSuppliers } from './suppliers.ts';
import { tracing } from './tracing.ts';
import { transfers } from './transfers.ts';
import { waitingDemand } from './waiting.ts';
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

/** The system is set up this long before the history, and before the essential medicines list of 2026 takes effect. */
const FOUNDING_DAYS = 20;
const LATEST_FOUNDING = '2026-08-12';
/** First day of that list: what it says is copied to the items then. */
const NEW_LIST = '2026-09-01';

function foundingDay(startDay: string): string {
  const day = addDays(startDay, -FOUNDING_DAYS);
  return day < LATEST_FOUNDING ? day : LATEST_FOUNDING;
}

async function prepare(db: Database, tx: Tx, clock: Clock, request: DemoRequest): Promise<World> {
  const { seed, day, report, scale = 'full' } = request;
  const now = dayOf(clock.now()) === day ? clock.now() : instantOf(day, '09:40');
  const startDay = addDays(day, -HISTORY_DAYS[scale]);
  const services = {
    db: withinTransaction(db.engine, tx),
    clock: new SettableClock(instantOf(foundingDay(startDay), '07:30')),
  };
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
    sellers: new Map<string, Actor>(),
    coming: [],
    leaving: new Set(items.filter(({ data }) => DROPPED.includes(data.name)).map(({ data }) => data.code)),
    revisedOn: revisionDay({ startDay, day }),
  };
  return { tx, services, random, ...state, day, now, startDay, small: scale === 'small', hub, members, items, report };
}

/** What the county decided before the history begins: facts, permits, the first version of its formulary. */
async function found(world: World): Promise<void> {
  world.report('用药目录第1版 First version of the formulary');
  await recordLists(world);
  await recordPermits(world);
  world.report('供应商与价格 Suppliers and prices');
  await makeSuppliers(world);
  await foundFormulary(world);
  world.services.clock.set(instantOf(world.startDay, '00:05'));
  await runNightly(world);
  world.services.clock.set(instantOf(world.startDay, '07:30'));
}

/** The committee's work during the history. */
function addCommittee(world: World): void {
  const { agenda, startDay } = world;
  const dossiers: Partial<Dossiers> = {};
  const begin = instantOf(startDay, '08:00');
  agenda.add(begin, firstDossiers(world, dossiers));
  agenda.add(begin, laterDossiers(world, dossiers));
  agenda.add(begin, openDossiers(world));
  agenda.add(begin, secondVersion(world, dossiers));
  agenda.add(begin, thirdDraft(world, dossiers));
  agenda.add(begin, nightOf(world, NEW_LIST));
}

async function* nightOf(world: World, day: string): Script {
  if (day <= world.startDay) return;
  yield instantOf(day, '00:05');
  await runNightly(world);
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
    await found(world);
    const ordinary = world.items.filter(({ data }) => data.kind !== 'preparation');
    makeRanges(world.random, world.members, ordinary);
    setStoryShelves(world);
    setPreparationShelves(world);
    await grantBudgets(world);
    request.report(`${world.items.length}种药品耗材 items; 期初库存 Opening stock`);
    await makeOpening(world);
    await makeReserve(world);
    await setSellingPrices(world);
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
    agenda.add(begin, closedRecall(world));
    agenda.add(begin, openedRecall(world));
    agenda.add(begin, recallDrill(world));
    agenda.add(begin, shortDatedReturn(world));
    addCommittee(world);
    agenda.add(begin, contracts(world));
    agenda.add(begin, buying(world));
    agenda.add(begin, goodsIn(world));
    agenda.add(begin, paying(world));
    agenda.add(begin, monthEnd(world));
    agenda.add(begin, buyingNow(world));
    agenda.add(begin, waitingDemand(world));
    agenda.add(begin, consumption(world));
    agenda.add(begin, tracing(world));
    agenda.add(begin, sellingNow(world));
    agenda.add(begin, counts(world));
    agenda.add(begin, losses(world));
    agenda.add(begin, transfers(world));
    agenda.add(begin, controlledDays(world));
    agenda.add(begin, storage(world));
    agenda.add(begin, levels(world));
    agenda.add(begin, rounds(world));
    agenda.add(begin, packing(world));
    agenda.add(begin, askedTwice(world));
    agenda.add(begin, otherEnds(world));
    for (const story of EQUIPMENT_STORIES) agenda.add(begin, story(world));
    agenda.add(begin, monitoring(world));
    addWishes(world);
    addScenes(world);
    request.report('三个月的登记、配送与领用 Three months of requests, dispatches and use');
    await agenda.run(services.clock, now);
    await mark(world, request.seed);
  });
}
