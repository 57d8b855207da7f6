/** The shortage desk with 5,000 open requests, and one item's demand against its supply over 350 members. */
import { and, asc, count, desc, eq, gt, inArray } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { balance } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { dayOf, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { deskItem, needsPage } from '../../src/shortages/desk-item-queries.ts';
import { deskItems, deskLines } from '../../src/shortages/desk-queries.ts';
import { itemByCode } from '../../src/shortages/shortage-queries.ts';
import { emptyForm } from '../../src/web/form.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { DeskItemPage } from '../../views/shortages/desk-item-page.tsx';
import { DeskPage } from '../../views/shortages/desk-page.tsx';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 2100, movements: 60_000, seed: 11, day: BENCH_DAY };
const OPEN = 5000;
/** The item that everybody is short of, and how many others there are. */
const OTHERS = 400;
const PAGE_SIZE = 50;
const ROUNDS = 60;
/** Each of eight reading connections plans a statement five times before it keeps the plan. */
const WARM_UP = 48;
const URGENCIES = ['emergency', 'chronic', 'routine'] as const;
const ROWS_A_TURN = 400;

type Wanted = { id: number; packSize: number; code: string };
type Row = { at: number; of: Wanted; organisationId: number; asked: number };

/** Items that lie at members, the one in most places first: the more there is to weigh, the longer it takes. */
async function stocked({ db }: World): Promise<Wanted[]> {
  const places = count(balance.locationId);
  return db.read
    .select({ id: item.id, packSize: item.packSize, code: item.code })
    .from(item)
    .innerJoin(balance, and(eq(balance.itemId, item.id), gt(balance.onHand, 0)))
    .where(eq(item.controlClass, 'none'))
    .groupBy(item.id, item.packSize, item.code)
    .orderBy(desc(places), asc(item.id))
    .limit(OTHERS);
}

async function insert({ db }: World, part: readonly Row[]): Promise<void> {
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
      part.map(({ at, of, organisationId, asked }, index) => ({
        documentId: made[index]?.id ?? 0,
        organisationId,
        itemId: of.id,
        quantityBase: of.packSize * (1 + (at % 9)),
        urgency: URGENCIES[at % 3] ?? 'routine',
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

/** Every member is short of the first item; what else is missing to 5,000 open requests is spread over others. */
async function fill(world: World, now: number): Promise<Wanted> {
  const { db } = world;
  const members = await db.read.select({ id: organisation.id }).from(organisation).orderBy(asc(organisation.id));
  const items = await stocked(world);
  const [first] = items;
  if (first === undefined) throw new Error('the world has no items');
  const states = ['registered', 'accepted', 'matched'];
  const there = and(eq(document.kind, 'shortage'), inArray(document.status, states));
  const [open] = await db.read.select({ requests: count() }).from(document).where(there);
  const missing = Math.max(members.length, OPEN - (open?.requests ?? 0));
  const rows = Array.from({ length: missing }, (_, at): Row => {
    const of = at < members.length ? first : (items[1 + (at % (items.length - 1))] ?? first);
    return { at, of, organisationId: members[at % members.length]?.id ?? 0, asked: now - (at % 72) * HOUR_MS };
  });
  for (let from = 0; from < rows.length; from += ROWS_A_TURN) await insert(world, rows.slice(from, from + ROWS_A_TURN));
  return first;
}

async function measured(name: string, work: () => Promise<unknown>): Promise<Figure[]> {
  for (let round = 0; round < WARM_UP; round += 1) await work();
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await timed(work));
  return spread(name, samples);
}

/** Milliseconds of the board by request and by item, and of one item's view; each with the page that is made of it. */
export async function benchDesk(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  const now = startOfDay(BENCH_DAY) + 9 * HOUR_MS;
  const { code } = await fill(world, now);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const db = world.db.read;
  const wanted = await itemByCode(db, code);
  if (wanted === undefined || head === undefined) throw new Error('the world has no hub or no item');
  const t = wordsOf('zh');
  const page = { size: PAGE_SIZE };
  const shown = { t, now, today: dayOf(now), item: wanted, hub: head, formKey: 'bench', mayAnswer: true, viewerId: 1 };
  const figures = [
    ...(await measured('desk.requests', async () => {
      const lines = await deskLines(db, {}, now, page);
      return `${<DeskPage mayAnswer t={t} now={now} query={{ view: 'requests' }} page={lines} />}`;
    })),
    ...(await measured('desk.items', async () => {
      const items = await deskItems(db, {}, now, page);
      return `${<DeskPage mayAnswer t={t} now={now} query={{ view: 'items' }} items={items} />}`;
    })),
    ...(await measured('desk.item', () => deskItem(db, wanted, head.id, now))),
    ...(await measured('desk.item.page', async () => {
      const view = await deskItem(db, wanted, head.id, now);
      const needs = { ...needsPage(view.needs, undefined, PAGE_SIZE), after: undefined };
      return `${<DeskItemPage {...shown} view={view} page={needs} form={emptyForm()} />}`;
    })),
  ];
  await world.close();
  return figures;
}
