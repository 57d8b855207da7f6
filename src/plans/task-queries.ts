/** What plans let wait for buyers: open demand, plans that came back, approved ones to order, transfers to answer. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { plan, planLine, planTransfer } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { unsentPlans } from './stock-queries.ts';

const poolNow = statement(
  `select count(*) as needs, min(needed_by) as first_day from demand where quantity_base > planned_base + closed_base`,
);

/** The last act of each plan that is a draft tells whether it came back. */
async function plansAt(db: Db) {
  return db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      title: plan.title,
      amountFen: plan.amountFen,
      neededBy: plan.neededBy,
    })
    .from(plan)
    .innerJoin(document, eq(document.id, plan.documentId))
    .where(and(eq(document.kind, 'plan'), inArray(document.status, ['draft', 'approved', 'ordered'])))
    .orderBy(desc(document.id));
}

async function lastActs(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: documentAct.documentId, act: documentAct.act })
    .from(documentAct)
    .where(inArray(documentAct.documentId, [...ids]))
    .orderBy(documentAct.id);
  return new Map(rows.map((row) => [row.id, row.act]));
}

/** What waits for somebody who makes plans, and for those who send the part that stock meets. */
export async function planTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const tasks: Task[] = [];
  if (may(viewer.roles, 'shortage.answer')) {
    for (const { number, title, neededBy, needs } of await unsentPlans(db)) {
      const dueAt = startOfDay(neededBy);
      tasks.push({
        code: 'plan_supply',
        subject: number,
        href: paths.plan(number),
        from: title,
        dueAt,
        count: needs,
      });
    }
  }
  if (!may(viewer.roles, 'plan.make')) return tasks;
  const [pool] = await db.run<{ needs: number; first_day: string | null }>(poolNow, {});
  const needs = Number(pool?.needs ?? 0);
  if (needs > 0 && pool?.first_day != null) {
    const dueAt = startOfDay(pool.first_day);
    tasks.push({ code: 'demand_open', subject: '', href: paths.newPlan(), from: '', dueAt, count: needs });
  }
  const plans = await plansAt(db);
  const last = await lastActs(
    db,
    plans.filter((row) => row.status !== 'approved').map((row) => row.id),
  );
  for (const { id, number, status, title, amountFen, neededBy } of plans) {
    const task = { subject: number, href: paths.plan(number), from: title, amountFen };
    if (status === 'approved') tasks.push({ ...task, code: 'plan_order', dueAt: startOfDay(neededBy) });
    else if (last.get(id) === 'return') tasks.push({ ...task, code: 'plan_returned', dueAt: null });
  }
  const waiting = await db
    .selectDistinct({ number: document.number, title: plan.title })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .innerJoin(plan, eq(plan.documentId, planLine.planId))
    .innerJoin(document, eq(document.id, plan.documentId))
    .where(and(eq(planTransfer.status, 'proposed'), eq(document.status, 'draft')));
  for (const { number, title } of waiting) {
    tasks.push({ code: 'plan_transfer', subject: number, href: paths.plan(number), from: title, dueAt: null });
  }
  return tasks;
}
