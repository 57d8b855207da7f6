/** What the value of equipment lets wait: a month that is over and was not charged. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { monthState } from './run-queries.ts';

const anyCard = statement(
  `select 1 from asset where acquired_on <= :lastDay and status not in ('scrapped', 'withdrawn') limit 1`,
);

/** The month to run, for who posts it. */
export async function depreciationTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.charge')) return [];
  const { next, latest } = await monthState(db, now);
  if (next > latest) return [];
  const cards = await db.run(anyCard, { lastDay: `${next}-31` });
  if (cards.length === 0) return [];
  return [{ code: 'depreciation_run', subject: next, href: paths.depreciation(), from: '', dueAt: null }];
}
