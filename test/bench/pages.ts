/** Server time of the pages that read most, at ten thousand movement lines and at a hundred times as many. */
import { type ChildProcess, fork } from 'node:child_process';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../db/root.ts';
import type { ScaleRequest } from '../../seeds/scale/shape.ts';
import { type Figure, note, percentile, spread } from './measure.ts';
import { addressesIn, CARD_DAYS } from './page-addresses.ts';
import type { Answered, Ready } from './page-server.ts';
import { BENCH_DAY, openWorld } from './worlds.ts';

const SMALL = 10_000;
const ITEMS = 3000;
/**
 * What is compared is the history behind the pages, not how much they show. So the small county has few items, a third
 * of its lines are opening stock, and its history is as long as a stock card: of the matrix's first fifty items it has
 * 3,000 filled cells as at full size.
 */
const SMALL_SHAPE = { items: 51, days: CARD_DAYS + 1, openingLines: 3000 };
/** Each of a server's eight reading connections plans a statement five times before it keeps the plan. */
const WARM_UP = 48;
const SAMPLES = 60;
/** Visits of all pages in turn, before the first is measured. */
const ROUNDS = 8;

export interface Visitor {
  addresses: Record<string, string>;
  /** Milliseconds that the server took for the page; undefined when it is not there. */
  visit(name: string): Promise<number | undefined>;
  /** The most memory that the server held after an answer, in MB. */
  memoryMb(): number;
  close(): Promise<void>;
}

/** The next thing that the server says. Throws when it ends instead. */
function heard<T>(server: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the server of a county ended'));
    server.once('exit', ended);
    server.once('message', (message) => {
      server.off('exit', ended);
      resolve(message as T);
    });
  });
}

function fetchPage(agent: Agent, { port, cookie }: Ready, path: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const read = (answer: IncomingMessage) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
    };
    const asked = request({ host: '127.0.0.1', port, path, headers: { cookie }, agent }, read);
    asked.once('error', reject);
    asked.end();
  });
}

/** Looked up here: what is asked for once, to measure, is no part of the server's memory. */
async function findAddresses(county: ScaleRequest): Promise<Record<string, string>> {
  const world = await openWorld(county, 'read');
  const addresses = await addressesIn(world);
  await world.close();
  return addresses;
}

/** The county that the pages are measured in, with a year of so many movement lines. */
export function countyOf(movements: number): ScaleRequest {
  const shape = movements > SMALL ? { items: ITEMS } : SMALL_SHAPE;
  return { organisations: 350, movements, seed: 1, day: BENCH_DAY, ...shape };
}

/** Each county has a server to itself, as counties have: neither the other's memory nor the client's counts. */
export async function openVisitor(county: ScaleRequest): Promise<Visitor> {
  const addresses = await findAddresses(county);
  const server = fork(join(projectRoot, 'dist/test/bench/page-server.js'), [JSON.stringify(county)], { execArgv: [] });
  const ready = await heard<Ready>(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let memoryMb = 0;
  const visit = async (name: string) => {
    const [told, page] = await Promise.all([heard<Answered>(server), fetchPage(agent, ready, addresses[name] ?? '')]);
    memoryMb = Math.max(memoryMb, told.memoryMb);
    if (page.status === 200 && page.bytes > 500) return told.spentMs;
    note(`${name} is not measured: ${addresses[name]} answered ${page.status}`);
    return undefined;
  };
  const close = async () => {
    agent.destroy();
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.disconnect();
    await ended;
  };
  return { addresses, visit, memoryMb: () => memoryMb, close };
}

/** Visits each page at both sizes in turn, so that what else the machine does falls on both alike. */
export async function compare(
  small: Visitor,
  large: Visitor,
  name: string,
  times = SAMPLES,
): Promise<{ small: number[]; large: number[] }> {
  const samples = { small: [] as number[], large: [] as number[] };
  for (let count = 0; count < WARM_UP + times; count += 1) {
    const [before, after] = [await small.visit(name), await large.visit(name)];
    if (before === undefined || after === undefined) break;
    if (count < WARM_UP) continue;
    samples.small.push(before);
    samples.large.push(after);
  }
  return samples;
}

/** p50, p95 and max of each page at both sizes, what the larger costs in terms of the smaller, and the memory used. */
export async function benchPages(movements: number): Promise<Figure[]> {
  const large = await openVisitor(countyOf(movements));
  const small = await openVisitor(countyOf(SMALL));
  const names = Object.keys(large.addresses);
  for (let count = 0; count < ROUNDS; count += 1) for (const name of names) await large.visit(name);
  const figures: Figure[] = [];
  for (const name of names) {
    const samples = await compare(small, large, name);
    if (samples.large.length === 0) continue;
    const ratio = percentile(samples.large, 0.5) / percentile(samples.small, 0.5);
    figures.push(...spread(`page.${name}.${movements}`, samples.large));
    figures.push(...spread(`page.${name}.${SMALL}`, samples.small));
    figures.push({ name: `page.${name}.ratio`, value: ratio, unit: 'x' });
  }
  const memory = { name: 'page.memory', value: large.memoryMb(), unit: 'MB' };
  await small.close();
  await large.close();
  return [memory, ...figures];
}
