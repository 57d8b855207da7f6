/** What cards let wait: warranties that end soon, and what lies idle too long without being offered to others. */
import { and, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { assetsInScope } from './list-queries.ts';
import { standingSo } from './standing-queries.ts';

/** For whoever keeps equipment; what lies idle anywhere in the county is for the office that answers for it. */
export async function assetTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep')) return [];
  const { scopePath } = viewer;
  const [warranty, idle] = [
    await standingSo(db, scopePath, 'warranty', now),
    await standingSo(db, scopePath, 'idle_long', now),
  ];
  const [found] = await db
    .select({
      warranty: sql<number>`coalesce(sum(case when ${warranty} then 1 else 0 end), 0)`.mapWith(Number),
      first: sql<string | null>`min(case when ${warranty} then ${asset.warrantyUntil} end)`,
      idle: sql<number>`coalesce(sum(case when ${idle} then 1 else 0 end), 0)`.mapWith(Number),
    })
    .from(asset)
    .where(and(or(warranty, idle), assetsInScope(scopePath)));
  if (found === undefined) return [];
  const ends: Task = {
    ...{ code: 'warranty_ends', subject: '', count: found.warranty, href: paths.equipment({ only: 'warranty' }) },
    ...{ from: '', dueAt: startOfDay(found.first ?? dayOf(now)) },
  };
  const lies: Task = {
    ...{ code: 'asset_idle', subject: '', count: found.idle, href: paths.equipment({ only: 'idle_long' }) },
    ...{ from: '', dueAt: null },
  };
  const offers = scopePath !== '/' || may(viewer.roles, 'asset.edit');
  return [...(found.warranty > 0 ? [ends] : []), ...(offers && found.idle > 0 ? [lies] : [])];
}
