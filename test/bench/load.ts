/**
 * A hundred clerks at once through HTTP, many on the same items; afterwards nothing is lost, doubled or inconsistent.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { movement } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { createSessions } from '../../src/auth/session.ts';
import { addDays, dayOf, systemClock } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { Clerk, openSite, type Site } from './browser.ts';
import { type Figure, note, percentile } from './measure.ts';
import { LINES, type ReadyDispatch, readyDispatch, stockUp } from './posting-cases.ts';
import { type Done, nothingDone, type Place, receiveReady, type Staff, sendReady, walkTheRoad } from './road.ts';
import { startServer } from './server.ts';
import { openWorld, type World } from './worlds.ts';

const SECONDS = 15;
const READY = 1500;
/** Stock for the ready dispatches and for the road beside them. */
const STOCK_CASES = 40_000;
/**
 * A county sends some fifty lines for each shortage that is registered (6,000 transfer lines and about 120 requests a
 * week), so most clerks send and receive; the others walk the whole road or read.
 */
const CLERKS = { road: 20, sending: 45, receiving: 25, reading: 10 };
/** Items that the road is walked for: others than those of the long dispatches. */
const ROAD_ITEMS = 30;
const THINK_MS = 200;
const SAMPLES_TOLD = 6;

interface Prepared {
  ready: ReadyDispatch[];
  itemCodes: string[];
  /** Session ids by login. */
  sessions: Map<string, string[]>;
  places: { code: string; login: string }[];
  receiverLogin: string;
}

async function prepare(world: World): Promise<Prepared> {
  const { db } = world;
  const at = systemClock.now();
  const bench = await db.transaction((tx) => stockUp(tx, at, STOCK_CASES, LINES + ROAD_ITEMS));
  const ready: ReadyDispatch[] = [];
  for (let count = 0; count < READY; count += 1) {
    ready.push(await db.transaction((tx) => readyDispatch(tx, bench, at)));
  }
  const stocked = bench.stock.slice(LINES).map((one) => one.itemId);
  const usual = and(inArray(item.id, stocked), eq(item.villageTier, true), eq(item.controlClass, 'none'));
  const codes = await db.read.select({ code: item.code }).from(item).where(usual);
  const members = await db.read
    .select()
    .from(organisation)
    .where(inArray(organisation.kind, ['branch', 'clinic']));
  const places = members
    .slice(0, CLERKS.road)
    .map((one) => ({ code: one.code, login: `scale.${one.code.toLowerCase()}` }));
  const receiver = members.find((one) => one.id === bench.branchId);
  const receiverLogin = `scale.${receiver?.code.toLowerCase()}`;
  const sessions = new Map<string, string[]>();
  const people = new Map((await db.read.select().from(person)).map((row) => [row.login, row.id]));
  const desk = createSessions(db, systemClock);
  for (const login of [
    ...places.map((place) => place.login),
    receiverLogin,
    'scale.sc00',
    'scale.store',
    'scale.chief',
  ]) {
    sessions.set(login, [await desk.open(people.get(login) ?? 0)]);
  }
  return { ready, itemCodes: codes.map((row) => row.code), sessions, places, receiverLogin };
}

/** A clerk looks at the page before the next one. */
function think(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, THINK_MS));
}

async function work(site: Site, prepared: Prepared, until: number): Promise<Done> {
  const { sessions, itemCodes, ready } = prepared;
  const clerk = (login: string) => new Clerk(site, sessions.get(login)?.[0] ?? '');
  const staff: Staff = { hub: clerk('scale.sc00'), storekeeper: clerk('scale.store') };
  const done = nothingDone();
  const onTheRoad: string[] = [];
  const waiting = [...ready];
  const open = () => performance.now() < until;
  const day = addDays(dayOf(systemClock.now()), 3);
  const walk = async (place: Place, seat: number) => {
    for (let turn = 0; open(); turn += 1) {
      const itemCode = itemCodes[(seat + turn) % itemCodes.length] ?? '';
      await walkTheRoad(staff, place, { itemCode, packs: 1 + (turn % 3), day }, done);
      await think();
      if (done.roads === 0 && turn > 20) return;
    }
  };
  const sending = async () => {
    for (let next = waiting.pop(); open() && next !== undefined; next = waiting.pop()) {
      if (await sendReady(staff.hub, { number: next.number, lines: LINES }, done)) onTheRoad.unshift(next.number);
      await think();
    }
  };
  const receiving = async () => {
    while (open()) {
      const number = onTheRoad.pop();
      if (number !== undefined) await receiveReady(clerk(prepared.receiverLogin), number, done);
      await think();
    }
  };
  const reading = async (seat: number) => {
    const pages = [paths.shortages(), paths.stock(), paths.dispatches(), paths.stockCard('SC00', itemCodes[0] ?? '')];
    for (let turn = seat; open(); turn += 1) {
      await clerk('scale.chief').get('reading', pages[turn % pages.length] ?? '/');
      await think();
    }
  };
  const seats = (count: number, task: (seat: number) => Promise<void>) =>
    Array.from({ length: count }, (_, n) => task(n));
  await Promise.all([
    ...prepared.places.map((place, seat) => walk({ code: place.code, clerk: clerk(place.login) }, seat)),
    ...seats(CLERKS.sending, sending),
    ...seats(CLERKS.receiving, receiving),
    ...seats(CLERKS.reading, reading),
  ]);
  return done;
}

/** Postings that were acknowledged and are not there, or there twice; and what verification finds. */
async function judge({ db }: World, done: Done): Promise<{ wrong: number; findings: number }> {
  const rows = await db.read
    .select({ number: document.number, times: sql<number>`cast(count(*) as bigint)` })
    .from(movement)
    .innerJoin(document, eq(document.id, movement.documentId))
    .where(eq(movement.kind, 'dispatch'))
    .groupBy(document.number);
  const times = new Map(rows.map((row) => [row.number, row.times]));
  const wrong = done.posted.filter((one) => times.get(one.number) !== 1).length;
  const findings = (await verifyAll(db.read)).flatMap((result) => result.findings);
  for (const finding of findings.slice(0, 5)) note(JSON.stringify(finding));
  return { wrong, findings: findings.length };
}

/** Requests, postings and dispatched lines a second, their slow end, and what went wrong: all zeros there. */
export async function benchLoad(): Promise<Figure[]> {
  const day = dayOf(systemClock.now());
  const world = await openWorld({ organisations: 120, items: 300, movements: 20_000, seed: 1, day }, 'write');
  const prepared = await prepare(world);
  const clerks = CLERKS.sending + CLERKS.receiving + CLERKS.reading + prepared.places.length;
  const server = await startServer(world.address);
  const site = openSite(server.port, clerks);
  const begun = performance.now();
  const cpuBefore = server.cpuSeconds();
  const done = await work(site, prepared, begun + SECONDS * 1000);
  const seconds = (performance.now() - begun) / 1000;
  const memory = server.memoryMb();
  const cpu = (server.cpuSeconds() - cpuBefore) / seconds;
  await server.stop();
  site.agent.destroy();
  const { wrong, findings } = await judge(world, done);
  await world.close();
  const { tally } = site;
  for (const line of [...tally.errors, ...tally.refusals].slice(0, SAMPLES_TOLD)) note(line);
  const lines = done.posted.reduce((sum, one) => sum + one.lines, 0);
  const figure = (name: string, value: number, unit: string) => ({ name: `load.${engine}.${name}`, value, unit });
  const slow = [...tally.milliseconds].map(([kind, times]) =>
    figure(`p99.${kind.replaceAll(' ', '_')}`, percentile(times, 0.99), 'ms'),
  );
  return [
    figure('clerks', clerks, 'clerks'),
    figure('requests', tally.all().length / seconds, '/s'),
    figure('postings', done.posted.length / seconds, '/s'),
    figure('lines', lines / seconds, '/s'),
    figure('receipts', done.received / seconds, '/s'),
    figure('roads', done.roads, 'requests'),
    figure('p99', percentile(tally.all(), 0.99), 'ms'),
    ...slow,
    figure('refused', tally.refusals.length, 'answers'),
    figure('errors', tally.errors.length, 'answers'),
    figure('lost_or_doubled', wrong, 'postings'),
    figure('findings', findings, 'findings'),
    figure('memory', memory, 'MB'),
    figure('server_cores', cpu, 'cores'),
  ];
}
