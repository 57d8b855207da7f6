/** Plans as a list, newest first, by key. */
import { and, count, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { plan } from '../../db/schema/plans.ts';
import type { PlanState } from './rules.ts';

export const PLAN_TABS = {
  open: ['draft', 'submitted', 'approved'],
  ordered: ['ordered'],
  ended: ['closed', 'abandoned'],
  all: ['draft', 'submitted', 'approved', 'ordered', 'closed', 'abandoned'],
} as const satisfies Record<string, readonly PlanState[]>;
export type PlanTab = keyof typeof PLAN_TABS;

export interface PlanFilter {
  tab: PlanTab;
  /** Part of the number or the title. */
  q?: string | undefined;
}

export interface PlanLineOfList {
  id: number;
  number: string;
  status: PlanState;
  title: string;
  neededBy: string;
  urgent: boolean;
  lineCount: number;
  memberCount: number;
  amountFen: number;
  createdAt: number;
  changedAt: number;
}

function matching({ tab, q }: PlanFilter) {
  const typed = (q ?? '').trim().replace(/[!%_]/g, (sign) => `!${sign}`);
  const like = `%${typed}%`;
  return and(
    eq(document.kind, 'plan'),
    inArray(document.status, [...PLAN_TABS[tab]]),
    typed === ''
      ? undefined
      : or(sql`${document.number} like ${like.toUpperCase()} escape '!'`, sql`${plan.title} like ${like} escape '!'`),
  );
}

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listPlans(
  db: Db,
  filter: PlanFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<PlanLineOfList[]> {
  const { cursor, size } = page;
  const after =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      title: plan.title,
      neededBy: plan.neededBy,
      urgent: plan.urgent,
      lineCount: plan.lineCount,
      memberCount: plan.memberCount,
      amountFen: plan.amountFen,
      createdAt: document.createdAt,
      changedAt: document.changedAt,
    })
    .from(plan)
    .innerJoin(document, eq(document.id, plan.documentId))
    .where(and(matching(filter), after))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as PlanState }));
}

/** How many plans each tab has. */
export async function countPlans(db: Db): Promise<Record<PlanTab, number>> {
  const rows = await db
    .select({ status: document.status, plans: count() })
    .from(document)
    .where(eq(document.kind, 'plan'))
    .groupBy(document.status);
  const of = (tab: PlanTab) =>
    rows
      .filter((row) => (PLAN_TABS[tab] as readonly string[]).includes(row.status))
      .reduce((total, row) => total + row.plans, 0);
  return { open: of('open'), ordered: of('ordered'), ended: of('ended'), all: of('all') };
}
