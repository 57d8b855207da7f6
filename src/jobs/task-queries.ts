/** Jobs of the clock that failed or are late, for those who keep the program running: nothing stops in silence. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { jobsInTrouble } from './run-queries.ts';

export async function jobTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const keeps = may(viewer.roles, 'users.manage') || (may(viewer.roles, 'alert.manage') && viewer.scopePath === '/');
  if (!keeps) return [];
  const trouble = await jobsInTrouble(db, now);
  if (trouble.length === 0) return [];
  const subject = trouble.join('、');
  return [
    {
      code: 'job_trouble',
      subject,
      href: paths.jobs(),
      from: viewer.organisationName,
      dueAt: now,
      count: trouble.length,
    },
  ];
}
