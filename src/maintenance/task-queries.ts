/** What maintenance lets wait: rounds of engineers, self-tests and confirmations of whoever keeps the equipment. */
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { maintenancePlan, maintenanceResult } from '../../db/schema/maintenance.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task, TaskCode } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { type Days, inState } from './list-queries.ts';
import type { ListState, PlanKind } from './rules.ts';

/** Today, and the last day of what is told beforehand. */
export async function noticeDays(db: Db, now: number): Promise<Days> {
  const today = dayOf(now);
  const { days } = await ruleOn(db, 'maintenance_notice', today);
  return { today, soon: addDays(today, days) };
}

/** A self-test is told this many days ahead: it is done monthly. */
const SELF_TEST_AHEAD = 3;

/** For whoever maintains, and for whoever keeps or works with the things. */
export async function maintenanceTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const [tests, keeps] = [may(viewer.roles, 'asset.test'), may(viewer.roles, 'asset.keep')];
  if (!tests && !keeps) return [];
  const days = await noticeDays(db, now);
  const last = addDays(days.today, SELF_TEST_AHEAD);
  const here = viewer.organisationId;
  const own = or(eq(asset.userId, here), eq(asset.keeperId, here));
  const self = eq(maintenancePlan.kind, 'self_test');
  const mine = sql`exists (select 1 from ${maintenanceResult}
    where ${maintenanceResult.id} = ${maintenancePlan.lastResultId}
      and ${maintenanceResult.enteredBy} <> ${viewer.userId})`;
  const pm = (state: ListState) => and(eq(maintenancePlan.kind, 'pm'), inState(state, days));
  const count = (condition: SQL | undefined) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);
  const [found] = await db
    .select({
      late: count(or(pm('late'), pm('stopped'))),
      soon: count(pm('soon')),
      self: count(and(own, self, or(inState('stopped', days), sql`${maintenancePlan.dueOn} <= ${last}`))),
      unconfirmed: count(and(own, inState('unconfirmed', days), mine)),
    })
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .where(
      and(
        isNull(maintenancePlan.endedOn),
        sql`${asset.status} not in ('scrapped', 'withdrawn')`,
        assetsInScope(viewer.scopePath),
      ),
    );
  if (found === undefined) return [];
  const task = (
    code: TaskCode,
    counted: number,
    query: { state?: ListState; kind?: PlanKind },
    day: string | null,
  ): Task[] => {
    const dueAt = day === null ? null : startOfDay(day);
    return counted === 0
      ? []
      : [{ code, subject: '', count: counted, href: paths.maintenance(query), from: '', dueAt }];
  };
  return [
    ...(tests ? task('maintenance_late', found.late, { kind: 'pm' }, days.today) : []),
    ...(tests ? task('maintenance_due', found.soon, { kind: 'pm', state: 'soon' }, days.soon) : []),
    ...(keeps ? task('self_test_late', found.self, { kind: 'self_test' }, days.today) : []),
    ...(keeps ? task('maintenance_confirm', found.unconfirmed, { state: 'unconfirmed' }, null) : []),
  ];
}
