/** What tracing lets wait: codes where they cannot be. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { openAlarms } from './list-statements.ts';

const MINUTE_MS = 60_000;

type Asker = Pick<Viewer, 'roles' | 'scopePath' | 'userId'>;

interface Row {
  id: number;
  code: string;
  place: string;
  generic_name: string;
  raised_at: number;
}

/** Alarms that this person may close, within the hours in which the rule wants them explained. */
export async function traceTasks(db: Db, viewer: Asker, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'alert.manage') || !may(viewer.roles, 'trace.read')) return [];
  const rows = await db.run<Row>(openAlarms, { scope: viewer.scopePath, userId: viewer.userId });
  if (rows.length === 0) return [];
  const { trace: minutes } = await ruleOn(db, 'alert_due_minutes', dayOf(now));
  return rows.map((row) => {
    const dueAt = Number(row.raised_at) + minutes * MINUTE_MS;
    const subject = `${row.generic_name} ${row.code}`;
    return { code: 'trace_alarm', subject, href: paths.traceAlarm(row.id), from: row.place, dueAt };
  });
}
