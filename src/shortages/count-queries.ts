/** The numbers above a board: how many stand in each tab, and how many requests ended well. */
import { and, eq, gte, inArray, like, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { TAB_STATES, TABS, type Tab } from './board-queries.ts';

export type TabCounts = Record<Tab, number>;

const count = sql<number>`count(*)`.mapWith(Number);
const ALL_STATES = [...TAB_STATES.open, ...TAB_STATES.settled];
/** Days after which nothing can still be on its way into the past, whatever the transactions under way. */
const SURE_DAYS = 2;

/** For each connection object, how many were registered before a day that is over. */
const memories = new WeakMap<Db, { day: string; past: number }>();

async function countWhere(db: Db, ...conditions: (SQL | undefined)[]): Promise<number> {
  const [row] = await db
    .select({ count })
    .from(document)
    .where(and(eq(document.kind, 'shortage'), inArray(document.status, ALL_STATES), ...conditions));
  return row?.count ?? 0;
}

/** Every request of the county. None is ever removed, so the past is counted once a day, what is newer each time. */
async function countEver(db: Db, now: number): Promise<number> {
  const day = addDays(dayOf(now), -SURE_DAYS);
  let memory = memories.get(db);
  if (memory?.day !== day) {
    memory = { day, past: await countWhere(db, lt(document.createdAt, startOfDay(day))) };
    memories.set(db, memory);
  }
  return memory.past + (await countWhere(db, gte(document.createdAt, startOfDay(day))));
}

function membersUnder(db: Db, scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  const members = db
    .select({ id: organisation.id })
    .from(organisation)
    .where(like(organisation.path, `${scopePath}%`));
  return inArray(document.organisationId, members);
}

/** How many stand in each tab at `now` (UTC ms), within the scope and without the filters. */
export async function tabCounts(db: Db, scopePath: string, now: number): Promise<TabCounts> {
  const county = scopePath === '/';
  const states = county ? [...TAB_STATES.open] : ALL_STATES;
  const rows = await db
    .select({ status: document.status, count })
    .from(document)
    .where(and(eq(document.kind, 'shortage'), inArray(document.status, states), membersUnder(db, scopePath)))
    .groupBy(document.status);
  const byStatus = new Map(rows.map((row) => [row.status, row.count]));
  const sum = (tab: Tab) => TAB_STATES[tab].reduce((total, state) => total + (byStatus.get(state) ?? 0), 0);
  const counts = Object.fromEntries(TABS.map((tab) => [tab, sum(tab)])) as TabCounts;
  // What is not open has ended, and of the whole county those are too many to count each time
  if (county) counts.settled = Math.max(0, (await countEver(db, now)) - counts.open);
  return counts;
}

/** Of the requests registered since `since`, how many ended with the patient having the drug, and without. */
export async function fulfilment(
  db: Db,
  scopePath: string,
  since: number,
): Promise<{ collected: number; missed: number }> {
  const rows = await db
    .select({ status: document.status, count })
    .from(document)
    .where(
      and(
        eq(document.kind, 'shortage'),
        inArray(document.status, ['collected', 'no_show']),
        gte(document.createdAt, since),
        membersUnder(db, scopePath),
      ),
    )
    .groupBy(document.status);
  const countOf = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  return { collected: countOf('collected'), missed: countOf('no_show') };
}
