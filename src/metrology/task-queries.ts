/** What compulsory metrology lets wait: things that may not be used for want of a test, and those due soon. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { countDuties, type Days } from './list-queries.ts';

/** Today, and the last day of what is told beforehand. */
export async function noticeDays(db: Db, now: number): Promise<Days> {
  const today = dayOf(now);
  const { days } = await ruleOn(db, 'metrology_notice', today);
  return { today, soon: addDays(today, days) };
}

/** For whoever has things tested. */
export async function metrologyTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.test')) return [];
  const days = await noticeDays(db, now);
  const { barred, soon } = await countDuties(db, viewer.scopePath, days);
  const task = (code: 'metrology_barred' | 'metrology_due', count: number, dueAt: number): Task[] => {
    const state = code === 'metrology_due' ? 'soon' : 'barred';
    return count === 0 ? [] : [{ code, subject: '', count, href: paths.metrology({ state }), from: '', dueAt }];
  };
  const { today, soon: last } = days;
  return [...task('metrology_barred', barred, startOfDay(today)), ...task('metrology_due', soon, startOfDay(last))];
}
