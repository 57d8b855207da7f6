/** Server time of the pages that read most, at ten thousand movement lines and at a hundred times as many. */
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { dailyUse, movementLine } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { createApp } from '../../src/app.ts';
import { createSessions } from '../../src/auth/session.ts';
import { readSettings } from '../../src/env.ts';
import { addDays, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type Figure, note, percentile, spread } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SMALL = 10_000;
const ITEMS = 3000;
const CARD_DAYS = 90;
/**
 * What is compared is the history behind the pages, not how much they show. So the small county has few items, a third
 * of its lines are opening stock, and its history is as long as a stock card: of the matrix's first fifty items it has
 * 3,000 filled cells as at full size.
 */
const SMALL_SHAPE = { items: 51, days: CARD_DAYS + 1, openingLines: 3000 };
const WARM_UP = 8;
const SAMPLES = 60;
const ORIGIN = 'http://localhost';
const MORNING_MS = 9.5 * 3_600_000;

/** The addresses to ask for: the members, and of each the item and the dispatch with the most to show. */
async function addressesIn({ db }: World): Promise<Record<string, string>> {
  const count = sql<number>`count(*)`;
  const [head] = await db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const [branch] = await db.read
    .select()
    .from(organisation)
    .where(eq(organisation.kind, 'branch'))
    .orderBy(asc(organisation.code))
    .limit(1);
  const [card] = await db.read
    .select({ item: item.code })
    .from(dailyUse)
    .innerJoin(item, eq(item.id, dailyUse.itemId))
    .where(and(eq(dailyUse.organisationId, branch?.id ?? 0), gte(dailyUse.day, addDays(BENCH_DAY, -CARD_DAYS))))
    .groupBy(item.code)
    .orderBy(desc(sql`sum(${dailyUse.lines})`), asc(item.code))
    .limit(1);
  const [busiest] = await db.read
    .select({ code: item.code, lines: count })
    .from(movementLine)
    .innerJoin(item, eq(item.id, movementLine.itemId))
    .groupBy(item.code)
    .orderBy(desc(count))
    .limit(1);
  const longest = (status: string) =>
    db.read
      .select({ number: document.number, lines: count })
      .from(dispatchLine)
      .innerJoin(document, eq(document.id, dispatchLine.dispatchId))
      .where(eq(document.status, status))
      .groupBy(document.number)
      .orderBy(desc(count))
      .limit(1);
  const [received] = await longest('received');
  const [picking] = await longest('picking');
  const itemCode = busiest?.code ?? '';
  return {
    matrix: paths.stock({ open: branch?.code ?? '' }),
    card_hub: paths.stockCard(head?.code ?? '', itemCode),
    card_branch: paths.stockCard(branch?.code ?? '', card?.item ?? ''),
    board: paths.shortages(),
    dispatch: paths.dispatch(received?.number ?? ''),
    dispatch_picking: paths.dispatch(picking?.number ?? ''),
  };
}

interface Visitor {
  world: World;
  addresses: Record<string, string>;
  /** Milliseconds that the page took; undefined when it is not there. */
  visit(name: string): Promise<number | undefined>;
}

async function openVisitor(movements: number): Promise<Visitor> {
  const shape = movements > SMALL ? { items: ITEMS } : SMALL_SHAPE;
  const world = await openWorld({ organisations: 350, movements, seed: 1, day: BENCH_DAY, ...shape }, 'read');
  const clock = new SettableClock(startOfDay(BENCH_DAY) + MORNING_MS);
  const app = createApp({ db: world.db, clock, settings: readSettings({ NODE_ENV: 'test' }) });
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const cookie = `session=${await createSessions(world.db, clock).open(clerk?.id ?? 0)}`;
  const addresses = await addressesIn(world);
  const visit = async (name: string) => {
    const begun = performance.now();
    const answer = await app.request(`${ORIGIN}${addresses[name]}`, { headers: { cookie } });
    const text = await answer.text();
    const spent = performance.now() - begun;
    if (answer.status === 200 && text.length > 500) return spent;
    note(`${name} is not measured: ${addresses[name]} answered ${answer.status}`);
    return undefined;
  };
  return { world, addresses, visit };
}

/** Visits each page at both sizes in turn, so that what else the machine does falls on both alike. */
async function compare(small: Visitor, large: Visitor, name: string): Promise<{ small: number[]; large: number[] }> {
  const samples = { small: [] as number[], large: [] as number[] };
  for (let count = 0; count < WARM_UP + SAMPLES; count += 1) {
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
  const large = await openVisitor(movements);
  const names = Object.keys(large.addresses);
  for (let count = 0; count < WARM_UP; count += 1) for (const name of names) await large.visit(name);
  const memory = { name: 'page.memory', value: process.memoryUsage().rss / 1_048_576, unit: 'MB' };
  const small = await openVisitor(SMALL);
  const figures: Figure[] = [memory];
  for (const name of names) {
    const samples = await compare(small, large, name);
    if (samples.large.length === 0) continue;
    const ratio = percentile(samples.large, 0.5) / percentile(samples.small, 0.5);
    figures.push(...spread(`page.${name}.${movements}`, samples.large));
    figures.push(...spread(`page.${name}.${SMALL}`, samples.small));
    figures.push({ name: `page.${name}.ratio`, value: ratio, unit: 'x' });
  }
  await small.world.close();
  await large.world.close();
  return figures;
}
