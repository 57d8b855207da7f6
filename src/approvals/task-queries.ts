/** What approvals let wait: steps to decide, and steps that are late for those who asked. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { documentPath } from '../paths.ts';
import { openApprovals, waitingApprovals } from './queries.ts';

/** Steps that this person may decide; and the own documents whose step is late, so that somebody can be reminded. */
export async function approvalTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const tasks: Task[] = [];
  const line = (code: Task['code']) => (step: Awaited<ReturnType<typeof waitingApprovals>>[number]) => ({
    code,
    subject: step.number,
    href: documentPath(step.kind, step.number),
    from: step.organisation,
    dueAt: step.dueAt,
    amountFen: step.amountFen,
  });
  tasks.push(...(await waitingApprovals(db, viewer, now)).map(line('approve')));
  if (may(viewer.roles, 'plan.make')) {
    const late = (await openApprovals(db)).filter((step) => step.dueAt < now);
    tasks.push(...late.map(line('approval_late')));
  }
  return tasks;
}
