/** A recall in a county of a million movement lines: finding its lots, where they are, whom they reached, freezing. */
import { desc, eq, sql } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { lot, movementLine } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { prepareSearch } from '../../src/catalogue/search/search-queries.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { openRecall } from '../../src/recalls/draft-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { type Candidate, candidatesFor, type Sought } from '../../src/recalls/match-queries.ts';
import { destroyedOfLots, flowsOfLots, placesOfLots } from '../../src/recalls/standing-queries.ts';
import { booksByMember } from '../../src/recalls/sums.ts';
import { handedOutOf, papersOf, sourcesOf } from '../../src/recalls/trace-queries.ts';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

/** The busiest batches are the worst that a notice can name. */
const BATCHES = 40;
const WARM_UP = 5;
const FREEZES = 5;
const DAY_MS = 86_400_000;

interface Busy {
  id: number;
  number: string;
  itemId: number;
  code: string;
  name: string;
}

async function busiest(world: World): Promise<Busy[]> {
  return world.db.read
    .select({ id: lot.id, number: lot.number, itemId: lot.itemId, code: item.code, name: item.genericName })
    .from(movementLine)
    .innerJoin(lot, eq(lot.id, movementLine.lotId))
    .innerJoin(item, eq(item.id, lot.itemId))
    .groupBy(lot.id, item.id)
    .orderBy(desc(sql`count(*)`), lot.id)
    .limit(BATCHES + WARM_UP);
}

/** Everything the page of a recall says of its lots. */
async function whole(world: World, target: Sought): Promise<Candidate[]> {
  const db = world.db.read;
  const found = await candidatesFor(db, [target]);
  const ids = found.flatMap((one) => one.lotIds);
  const [places, flows] = [await placesOfLots(db, ids), await flowsOfLots(db, ids, startOfDay(BENCH_DAY))];
  booksByMember(ids, places, flows);
  await destroyedOfLots(db, ids);
  await sourcesOf(db, ids);
  await papersOf(
    db,
    ids,
    found.map((one) => ({ itemId: one.itemId, lotNumber: one.number })),
  );
  await handedOutOf(db, ids, '/');
  if (found.length === 0) throw new Error(`nothing of ${target.lotNumber} was found`);
  return found;
}

async function measure(world: World, busy: readonly Busy[], targetOf: (one: Busy) => Sought): Promise<number[]> {
  const samples: number[] = [];
  for (const [index, one] of busy.entries()) {
    const spent = await timed(() => whole(world, targetOf(one)));
    if (index >= WARM_UP) samples.push(spent);
  }
  return samples;
}

/** Freezes the busiest batches and tells everyone who ever had one. */
async function freezes(world: World, busy: readonly Busy[]): Promise<number[]> {
  const services = { db: world.db, clock: new SettableClock(startOfDay(BENCH_DAY) + DAY_MS / 2) };
  const [row] = await world.db.read.select().from(person).orderBy(person.id).limit(1);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const place = { organisationId: head?.id ?? 0, organisationName: 'bench', scopePath: '/' };
  const actor = { userId: row?.id ?? 0, name: 'bench', roles: ['quality_officer' as const], ...place };
  const notice = { level: 1 as const, title: 'bench', source: 'bench', noticeNumber: '', reason: 'bench' };
  const samples: number[] = [];
  for (const one of busy.slice(0, FREEZES)) {
    const targets = [{ itemText: one.code, lotNumber: one.number, match: 'exact' as const }];
    const input = { ...notice, handling: 'return' as const, drill: false, receivedAt: null, targets };
    const opened = await openRecall(services, actor, null, input);
    if (!opened.ok) throw new Error(`refused: ${opened.reason}`);
    const given = { key: null, number: opened.value.number };
    const confirmed = await confirmLots(services, actor, given, [one.id]);
    if (!confirmed.ok) throw new Error(`refused: ${confirmed.reason}`);
    samples.push(
      await timed(async () => {
        const frozen = await freezeRecall(services, actor, given);
        if (!frozen.ok) throw new Error(`refused: ${frozen.reason}`);
      }),
    );
  }
  return samples;
}

/** Milliseconds of the match by item and part of a number, by part alone and by every lot of an item; of the freeze. */
export async function benchRecall(movements: number): Promise<Figure[]> {
  // The very county of the pages: it is made once for both
  const county = { organisations: 350, movements, seed: 1, day: BENCH_DAY, items: 3000 };
  const world = await openWorld(county, 'write');
  await prepareSearch(world.db.read);
  const busy = await busiest(world);
  const part = (number: string) => number.slice(0, -1);
  const target = { id: 0, itemId: null, itemText: '', lotNumber: '', match: 'part' as const };
  const named = await measure(world, busy, (one) => ({ ...target, itemText: one.name, lotNumber: part(one.number) }));
  const alone = await measure(world, busy, (one) => ({ ...target, lotNumber: part(one.number) }));
  const all = await measure(world, busy, (one) => ({ ...target, itemId: one.itemId, match: 'all' as const }));
  const frozen = await freezes(world, busy);
  await world.close();
  const name = `recall.${engine === 'sqlite' ? 'sqlite' : 'postgres'}.${movements}`;
  return [
    ...spread(`${name}.match_named_part`, named),
    ...spread(`${name}.match_part_alone`, alone),
    ...spread(`${name}.match_every_lot`, all),
    ...spread(`${name}.freeze_and_tell`, frozen),
  ];
}
