/** The shortage desk with 5,000 open requests, and one item's demand against its supply over 350 members. */
import { asc, eq } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { deskItem } from '../../src/shortages/desk-item-queries.ts';
import { deskItems, deskLines } from '../../src/shortages/desk-queries.ts';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 2100, movements: 60_000, seed: 11, day: BENCH_DAY };
const OPEN = 5000;
/** The item that everybody is short of, and how many others there are. */
const OTHERS = 400;
const ROUNDS = 60;
const WARM_UP = 10;
const URGENCIES = ['emergency', 'chronic', 'routine'] as const;
const ROWS_A_TURN = 400;

/** Every member is short of the first item; the rest is spread over others. */
async function fill({ db }: World, now: number): Promise<{ id: number; packSize: number }> {
  const members = await db.read.select({ id: organisation.id }).from(organisation).orderBy(asc(organisation.id));
  const items = await db.read
    .select({ id: item.id, packSize: item.packSize })
    .from(item)
    .where(eq(item.controlClass, 'none'))
    .orderBy(asc(item.id))
    .limit(OTHERS);
  const [first] = items;
  if (first === undefined) throw new Error('the world has no items');
  const rows = Array.from({ length: OPEN }, (_, at) => {
    const of = at < members.length ? first : (items[1 + (at % (items.length - 1))] ?? first);
    const urgency = URGENCIES[at % 3] ?? 'routine';
    return { at, of, urgency, organisationId: members[at % members.length]?.id ?? 0, asked: now - (at % 72) * HOUR_MS };
  });
  for (let from = 0; from < rows.length; from += ROWS_A_TURN) {
    const part = rows.slice(from, from + ROWS_A_TURN);
    await db.transaction(async (tx) => {
      const made = await tx
        .insert(document)
        .values(
          part.map(({ at, organisationId, asked }) => ({
            kind: 'shortage' as const,
            number: `QY-20991231-${1000 + at}`,
            status: 'registered',
            organisationId,
            createdBy: 0,
            createdAt: asked,
            changedAt: asked,
          })),
        )
        .returning({ id: document.id });
      await tx.insert(shortage).values(
        part.map(({ at, of, urgency, organisationId, asked }, index) => ({
          documentId: made[index]?.id ?? 0,
          organisationId,
          itemId: of.id,
          quantityBase: of.packSize * (1 + (at % 9)),
          urgency,
          neededBy: BENCH_DAY,
          reason: 'out_of_stock' as const,
          patients: at % 7,
          stockBase: (at % 5) * of.packSize,
          use30Base: (at % 11) * of.packSize,
          answerBy: asked + 24 * HOUR_MS,
          resolveBy: asked + 48 * HOUR_MS,
        })),
      );
    });
  }
  return first;
}

async function measured(name: string, work: () => Promise<unknown>): Promise<Figure[]> {
  for (let round = 0; round < WARM_UP; round += 1) await work();
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await timed(work));
  return spread(name, samples);
}

/** Milliseconds of the board by request and by item, and of one item's view. */
export async function benchDesk(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  const now = startOfDay(BENCH_DAY) + 9 * HOUR_MS;
  const of = await fill(world, now);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const db = world.db.read;
  const figures = [
    ...(await measured('desk.requests', () => deskLines(db, {}, now, { size: 50 }))),
    ...(await measured('desk.items', () => deskItems(db, {}, now))),
    ...(await measured('desk.item', () => deskItem(db, of, head?.id ?? 0, now))),
  ];
  await world.close();
  return figures;
}
