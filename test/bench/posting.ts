/** Posting a dispatch of fifty lines by the program's command, against the same rows written by the bare driver. */
import { join } from 'node:path';
import { engine } from '../../db/engine.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { type Figure, median, timed } from './measure.ts';
import { LINES, type ReadyDispatch, readyDispatch, stockUp } from './posting-cases.ts';
import { openRawPostgres } from './raw-postgres.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const WARM_UP = 10;
const PAIRS = 60;
const SIZES = { organisations: 350, items: 3000, movements: 10_000, seed: 1, day: BENCH_DAY };
/** Half past nine in the morning, in milliseconds. */
const MORNING_MS = 9.5 * 3_600_000;

async function openRaw(world: World) {
  if (engine !== 'sqlite') return openRawPostgres(world.address.databaseUrl ?? '');
  return openRawSqlite(join(world.address.dataDir, 'yaoxie.sqlite'));
}

/** The medians of interleaved pairs, and what one costs in terms of the other. */
export async function benchPosting(): Promise<Figure[]> {
  const world = await openWorld(SIZES, 'write');
  const raw = await openRaw(world);
  const at = startOfDay(BENCH_DAY) + MORNING_MS;
  const services = { db: world.db, clock: new SettableClock(at) };
  const cases = 2 * (WARM_UP + PAIRS);
  const bench = await world.db.transaction((tx) => stockUp(tx, at, cases));
  const ready: ReadyDispatch[] = [];
  for (let count = 0; count < cases; count += 1) {
    ready.push(await world.db.transaction((tx) => readyDispatch(tx, bench, at)));
  }
  const byCommand = async (one: ReadyDispatch) => {
    const input = { number: one.number, version: 1, vehicle: null, driver: null, box: null, note: null };
    const answer = await postDispatch(services, one.actor, `bench-${one.id}`, input);
    if (!answer.ok) throw new Error(`${one.number} was refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  };
  const commands: number[] = [];
  const bare: number[] = [];
  for (let pair = 0; pair < ready.length / 2; pair += 1) {
    const [first, second] = [ready[2 * pair], ready[2 * pair + 1]];
    if (first === undefined || second === undefined) break;
    const commandTime = await timed(() => byCommand(first));
    const bareTime = await timed(() => raw.post(second));
    if (pair < WARM_UP) continue;
    commands.push(commandTime);
    bare.push(bareTime);
  }
  await raw.close();
  await world.close();
  return [
    { name: `posting.${engine}.command`, value: median(commands), unit: 'ms' },
    { name: `posting.${engine}.raw`, value: median(bare), unit: 'ms' },
    { name: `posting.${engine}.ratio`, value: median(commands) / median(bare), unit: 'x' },
    { name: `posting.${engine}.lines`, value: LINES, unit: 'lines' },
  ];
}
