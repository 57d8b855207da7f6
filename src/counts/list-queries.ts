/** Counts as a list, newest first, by key; and the plans that open them. */
import { and, count, desc, eq, inArray, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { countPlan, stockCount } from '../../db/schema/counts.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { COUNT_STATES, type CountScope, type CountState } from './rules.ts';

export const COUNT_TABS = {
  open: ['counting', 'submitted'],
  closed: ['posted', 'reversed', 'cancelled'],
  all: COUNT_STATES,
} as const satisfies Record<string, readonly CountState[]>;
export type CountTab = keyof typeof COUNT_TABS;

export interface CountFilter {
  tab: CountTab;
  /** Part of a number or title, or words, pinyin, initials of the member. */
  q?: string | undefined;
}

export interface ListedCount {
  id: number;
  number: string;
  status: CountState;
  title: string;
  scope: CountScope;
  place: string;
  createdAt: number;
  asOf: number;
  dueAt: number | null;
  lines: number;
  counted: number;
  recounts: number;
  gainFen: number;
  lossFen: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

const searched = (q: string | undefined) =>
  queryTokens(q ?? '').map((token) =>
    or(
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token.toLowerCase())}`,
      sql`lower(${stockCount.title}) like ${plainLike(token.toLowerCase())}`,
    ),
  );

const linesWhere = (condition: string) =>
  sql<number>`(select count(*) from count_line where count_id = ${document.id} and ${sql.raw(condition)})`.mapWith(
    Number,
  );

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listCounts(
  db: Db,
  scopePath: string,
  filter: CountFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedCount[]> {
  const { cursor, size } = page;
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      place: organisation.shortName,
      title: stockCount.title,
      scope: stockCount.scope,
      detail: stockCount.detail,
      asOf: stockCount.asOf,
      gainFen: stockCount.gainFen,
      lossFen: stockCount.lossFen,
      lines: linesWhere('1 = 1'),
      counted: linesWhere('counted_base is not null'),
      recounts: linesWhere(`recount = 'asked'`),
    })
    .from(stockCount)
    .innerJoin(document, eq(document.id, stockCount.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        inArray(document.status, [...COUNT_TABS[filter.tab]]),
        ...searched(filter.q),
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map(({ detail, ...row }) => ({
    ...row,
    status: row.status as CountState,
    dueAt: typeof detail.dueAt === 'number' ? detail.dueAt : null,
  }));
}

/** How many counts each tab has within the scope. */
export async function countCounts(db: Db, scopePath: string): Promise<Record<CountTab, number>> {
  const rows = await db
    .select({ status: document.status, n: count() })
    .from(stockCount)
    .innerJoin(document, eq(document.id, stockCount.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(like(organisation.path, `${scopePath}%`))
    .groupBy(document.status);
  const of = (tab: CountTab) =>
    rows.filter((row) => COUNT_TABS[tab].some((state) => state === row.status)).reduce((sum, row) => sum + row.n, 0);
  return { open: of('open'), closed: of('closed'), all: of('all') };
}

export interface ListedPlan {
  plan: typeof countPlan.$inferSelect;
  place: { id: number; path: string; shortName: string };
  /** The last count that it opened. */
  last: string | null;
}

/** Every plan within the scope, the first due first, stopped ones last. */
export async function listCountPlans(db: Db, scopePath: string): Promise<ListedPlan[]> {
  const rows = await db
    .select({ plan: countPlan, id: organisation.id, path: organisation.path, shortName: organisation.shortName })
    .from(countPlan)
    .innerJoin(organisation, eq(organisation.id, countPlan.organisationId))
    .where(like(organisation.path, `${scopePath}%`))
    .orderBy(desc(countPlan.active), countPlan.nextOn, countPlan.id);
  const newest = await db
    .select({ planId: stockCount.planId, number: sql<string>`max(${document.number})` })
    .from(stockCount)
    .innerJoin(document, eq(document.id, stockCount.documentId))
    .groupBy(stockCount.planId);
  const last = new Map(newest.map((row) => [row.planId, row.number]));
  return rows.map(({ plan, ...place }) => ({ plan, place, last: last.get(plan.id) ?? null }));
}
