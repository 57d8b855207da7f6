/** What requisitions let wait for members: a round to file for, and one that the hub sent back. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, DAY_MS, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { roundOn } from './calendar-rules.ts';
import { returnedRequisitions } from './list-queries.ts';
import { calendarOf, hasFiled } from './record-queries.ts';

const RETURNED_DAYS = 60;
const MEMBERS = ['campus', 'branch', 'clinic', 'centre'];

async function roundTask(db: Db, viewer: Viewer, today: string): Promise<Task[]> {
  const calendar = await calendarOf(db, viewer.organisationId);
  if (calendar === undefined) return [];
  const round = roundOn(calendar, today);
  if (!round.isOpen) return [];
  const asked = { organisationId: viewer.organisationId, roundOn: round.closesOn, exceptId: 0 };
  if (await hasFiled(db, asked)) return [];
  const dueAt = startOfDay(addDays(round.closesOn, 1));
  const common = { href: paths.requisitions(), from: viewer.organisationName, dueAt };
  return [{ code: 'requisition_due', subject: round.closesOn, ...common }];
}

/** The round that is open and not yet filed for, and what was returned and not submitted again. */
export async function requisitionTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const tasks: Task[] = [];
  if (MEMBERS.includes(viewer.organisationKind) && may(viewer.roles, 'requisition.make')) {
    tasks.push(...(await roundTask(db, viewer, dayOf(now))));
    const returned = await returnedRequisitions(db, viewer.scopePath, now - RETURNED_DAYS * DAY_MS);
    for (const { number, member } of returned) {
      const href = paths.requisition(number);
      tasks.push({ code: 'requisition_returned', subject: number, href, from: member, dueAt: null });
    }
  }
  return tasks;
}
