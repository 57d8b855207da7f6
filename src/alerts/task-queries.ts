/** What alerts let wait for a person: one row for each kind, however many items or members stand behind it. */
import type { Db } from '../../db/database.ts';
import { may, type Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { lateElsewhere, ownAlerts } from './own-queries.ts';
import { type AlertKind, COUNTY_OWNERS } from './rules.ts';

/** Kinds that wait on the page of today as such; the features of the others tell of each case there themselves. */
const TOLD_HERE: ReadonlySet<AlertKind> = new Set([
  'below_least',
  'runs_out',
  'near_expiry',
  'arrival_overdue',
  'difference_overdue',
  'return_due',
]);

const LOCAL: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];

export async function alertTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'stock.read')) return [];
  const own = viewer.roles.filter((role) => LOCAL.includes(role));
  const county = viewer.roles.filter((role) => COUNTY_OWNERS.includes(role));
  const { userId, organisationId, organisationName } = viewer;
  const mine = await ownAlerts(db, { userId, organisationId, own, county }, now);
  const tasks = mine
    .filter(({ kind }) => TOLD_HERE.has(kind))
    .map(({ kind, n, dueAt, members }): Task => {
      const one = members === 1 && county.length === 0;
      const href = paths.alerts({ kind, ...(one && { view: 'list' }) });
      return { code: `alert_${kind}`, subject: organisationName, href, from: organisationName, dueAt, count: n };
    });
  if (!may(viewer.roles, 'alert.manage')) return tasks;
  const late = await lateElsewhere(db, { scopePath: viewer.scopePath, organisationId, now });
  if (late.n === 0) return tasks;
  const href = paths.alerts();
  return [
    ...tasks,
    {
      code: 'alerts_late',
      subject: String(late.members),
      href,
      from: organisationName,
      dueAt: late.dueAt,
      count: late.n,
    },
  ];
}
