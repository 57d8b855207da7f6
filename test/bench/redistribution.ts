/** A proposal over a county of 340 members and 500 items: reading every stand, solving, keeping its lines. */
import { asc, eq } from 'drizzle-orm';
import { organisation } from '../../db/schema/organisations.ts';
import { memberPoint } from '../../db/schema/transfers.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { computeProposal } from '../../src/redistribution/compute.ts';
import { keepProposal } from '../../src/redistribution/proposal-commands.ts';
import { type Figure, median, note, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 340, items: 500, movements: 400_000, seed: 29, day: BENCH_DAY };
const ROUNDS = 3;
const NORTH_MICRO = 26_300_000;
const EAST_MICRO = 115_300_000;
const STEP_MICRO = 17_000;
const ACROSS = 20;

/** Members on a grid some forty kilometres wide, so that every journey has a length. */
async function placeMembers({ db }: World): Promise<void> {
  const members = await db.read.select({ id: organisation.id }).from(organisation).orderBy(asc(organisation.id));
  const rows = members.map(({ id: organisationId }, index) => ({
    organisationId,
    latitudeMicro: NORTH_MICRO + Math.floor(index / ACROSS) * STEP_MICRO,
    longitudeMicro: EAST_MICRO + (index % ACROSS) * STEP_MICRO,
    setBy: 0,
    setAt: 0,
  }));
  await db.transaction((tx) => tx.insert(memberPoint).values(rows));
}

/** Milliseconds of a whole proposal, and of its parts. */
export async function benchRedistribution(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  await placeMembers(world);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const actor: Actor = {
    userId: 1,
    name: 'bench',
    organisationId: head?.id ?? 0,
    organisationName: head?.shortName ?? '',
    roles: ['hub_pharmacist'],
    scopePath: '/',
  };
  const services = { db: world.db, clock: new SettableClock(startOfDay(BENCH_DAY)) };
  const asked = { day: BENCH_DAY, aim: 'all' as const, route: 'direct' as const };
  const [whole, computing]: [number[], number[]] = [[], []];
  let lines = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    whole.push(
      await timed(async () => {
        const begun = performance.now();
        const computed = await computeProposal(world.db.read, asked, async () => undefined);
        computing.push(performance.now() - begun);
        lines = computed.summary.lines;
        note(JSON.stringify(computed.summary));
        const kept = await keepProposal(services, actor, null, { asked, computed, words: '' });
        if (!kept.ok) throw new Error(`refused: ${kept.reason}`);
      }),
    );
  }
  await world.close();
  return [
    { name: 'redistribution.whole', value: median(whole), unit: 'ms' },
    { name: 'redistribution.computing', value: median(computing), unit: 'ms' },
    { name: 'redistribution.lines', value: lines, unit: 'lines' },
  ];
}
