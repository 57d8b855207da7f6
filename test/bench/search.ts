/** The one search at 50,000 items: the first load and what it holds up, then server time of a day's queries. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { person } from '../../db/schema/users.ts';
import { createApp } from '../../src/app.ts';
import { createSessions } from '../../src/auth/session.ts';
import { findItems } from '../../src/catalogue/search/search-queries.ts';
import { readSettings } from '../../src/env.ts';
import { SettableClock, startOfDay, systemClock } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type Figure, note, percentile, spread, timed } from './measure.ts';
import { writeBigCatalogue } from './search-world.ts';
import { startServer } from './server.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const ORIGIN = 'http://localhost';
const SMALL = { organisations: 20, items: 60, movements: 1000, seed: 1, day: BENCH_DAY };
const ROUNDS = 6;

/** What people type in a day, each kind about as often as the next. */
const QUERIES = [
  ...['阿莫西林', '阿莫', '二甲双胍 0.5g', '头孢 齐鲁', '片', '双鹤', '注射用头孢曲松', '青峰 阿莫西林'],
  ...['amxl', 'ejsg', 'tbqs', 'a', 'asplcr', 'rsjpw', 'qf amxl', 'bhsalz'],
  ...['amoxilin', 'erjiashuanggua', 'toubaoqusong', 'a mo xi lin', 'zuoyangfushaxing', 'shuanghe'],
  ...['anoxilin', 'amoxiling', 'toubaoqushon', 'erjiasuanggua', 'zuoyanghushaxin', 'bubenhuanganlvdipin'],
  ...['big1012345', 'BIG10', '国药准字H20012345', 'H20049999', '6900010123459', '8012345', '86900010123459'],
  ...['xyzzyxyzzy', '不存在的药品', '0.5g', '12345', 'zzzz', 'mg'],
];

function scans(): string[] {
  return ['(01)06900010123459(17)270114(10)A2401', '80123450000879766660', ']d20106900010123459172701141'];
}

interface Asking {
  world: World;
  ask(query: string): Promise<number>;
}

async function openAsking(): Promise<Asking> {
  const world = await openWorld(SMALL, 'write');
  const clock = new SettableClock(startOfDay(BENCH_DAY) + 9 * 3_600_000);
  note(`writing 50,000 items took ${Math.round(await timed(() => writeBigCatalogue(world.db, clock.now())))} ms`);
  const app = createApp({ db: world.db, clock, settings: readSettings({ NODE_ENV: 'test' }) });
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const cookie = `session=${await createSessions(world.db, clock).open(clerk?.id ?? 0)}`;
  const headers = { cookie, 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
  const ask = async (query: string) => {
    // One person may ask so often in a minute
    clock.set(clock.now() + 1000);
    const begun = performance.now();
    const answer = await app.request(`${ORIGIN}${paths.itemSearch(query)}`, { headers });
    const text = await answer.text();
    const spent = performance.now() - begun;
    if (answer.status !== 200 || text === '') throw new Error(`${query} answered ${answer.status}`);
    return spent;
  };
  return { world, ask };
}

/** The program in a process of its own, after its first search. */
async function serverMemory(world: World): Promise<number> {
  const server = await startServer(world.address);
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const cookie = `session=${await createSessions(world.db, systemClock).open(clerk?.id ?? 0)}`;
  const address = `http://127.0.0.1:${server.port}${paths.catalogue({ q: 'amxl' })}`;
  const answer = await fetch(address, { headers: { cookie } });
  if (!(await answer.text()).includes('阿莫西林')) throw new Error(`the server answered ${answer.status}`);
  const memory = server.memoryMb();
  await server.stop();
  return memory;
}

/** Load time and the longest wait it caused, p50/p95/max of a search as the server answers it, memory. */
export async function benchSearch(): Promise<Figure[]> {
  const figure = (name: string, value: number, unit: string) => ({ name: `search.${engine}.${name}`, value, unit });
  const { world, ask } = await openAsking();
  const { db } = world;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const load = await timed(() => findItems(db.read, 'amxl', { limit: 20 }));
  delay.disable();
  globalThis.gc?.();
  const held = (process.memoryUsage().heapUsed - before) / 1_048_576;
  const queries = [...QUERIES, ...scans()];
  for (const query of queries) await ask(query);
  const slow: [string, number][] = [];
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of queries) {
      const spent = await ask(query);
      samples.push(spent);
      slow.push([query, spent]);
    }
  }
  slow.sort(([, a], [, b]) => b - a);
  for (const [query, spent] of slow.slice(0, 6)) note(`${query}: ${spent.toFixed(1)} ms`);
  const [one] = await db.read.select().from(item).where(eq(item.code, 'BIG1012345'));
  const afterWriting: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    await db.transaction((tx) =>
      tx
        .update(item)
        .set({ updatedAt: round })
        .where(eq(item.id, one?.id ?? 0)),
    );
    afterWriting.push(await timed(() => findItems(db.read, 'amxl', { limit: 20 })));
  }
  const figures = [
    figure('load', load, 'ms'),
    figure('load.longest_wait', delay.max / 1e6, 'ms'),
    figure('memory.index', held, 'MB'),
    figure('memory.server', await serverMemory(world), 'MB'),
    ...spread(`search.${engine}.server`, samples),
    figure('after_writing.p95', percentile(afterWriting, 0.95), 'ms'),
  ];
  await world.close();
  return figures;
}
