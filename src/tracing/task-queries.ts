/** What tracing lets wait: codes where they cannot be. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { openAlarms } from './list-statements.ts';

interface Row {
  id: number;
  code: string;
  place: string;
  generic_name: string;
}

/** Alarms that this person may close. */
export async function traceTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'alert.manage') || !may(viewer.roles, 'trace.read')) return [];
  const rows = await db.run<Row>(openAlarms, { scope: viewer.scopePath, userId: viewer.userId });
  return rows.map((row) => {
    const subject = `${row.generic_name} ${row.code}`;
    return { code: 'trace_alarm', subject, href: paths.traceAlarm(row.id), from: row.place, dueAt: null };
  });
}
