/** Which months are owed and by when: for the list, for the alert of whoever prepares, and the signer's tasks. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { Finding } from '../alerts/rules.ts';
import type { SourceAsk } from '../alerts/source.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { calendarFrom } from '../working-days/queries.ts';
import { knownReturns, type VersionRow } from './record-queries.ts';
import { dueDay, monthsOwed } from './rules.ts';

export interface OwedMonth {
  month: string;
  dueOn: string;
  /** The version that is under way; undefined when nobody began. */
  number: string | undefined;
  status: VersionRow['status'] | undefined;
}

/** Months of the consortium that are owed on `today`, the oldest first; and whether it ever prepared one. */
export async function owedMonths(db: Db, today: string): Promise<{ owed: OwedMonth[]; began: boolean }> {
  const head = await headOrganisation(db);
  if (head === undefined) return { owed: [], began: false };
  const known = await knownReturns(db, head.id);
  const held = known.map(({ month, status }) => ({ month, reported: status === 'reported' }));
  const months = monthsOwed(held, today);
  const [first] = months;
  if (first === undefined) return { owed: [], began: known.length > 0 };
  const { workingDays } = await ruleOn(db, 'monitoring_return', today);
  const calendar = await calendarFrom(db, `${first}-01`);
  const owed = months.map((month) => {
    const version = known.find((one) => one.month === month);
    return { month, dueOn: dueDay(month, workingDays, calendar), number: version?.number, status: version?.status };
  });
  return { owed, began: known.length > 0 };
}

/** Returns that are due within the notice of the rule, or overdue; an institution that never began owes none. */
export async function returnsDue(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const head = await headOrganisation(db);
  if (head === undefined || !members.some(({ id }) => id === head.id)) return [];
  const { owed, began } = await owedMonths(db, day);
  if (!began || owed.length === 0) return [];
  const { noticeDays } = await ruleOn(db, 'monitoring_return', day);
  const near = owed.filter(({ dueOn }) => addDays(dueOn, -noticeDays) <= day);
  return near.map(({ month, dueOn, number }) => ({
    organisationId: head.id,
    subject: `monitoring:${month}`,
    itemId: null,
    path: number === undefined ? paths.monitorings() : paths.monitoring(number),
    detail: { name: month, until: dueOn },
    dueAt: startOfDay(addDays(dueOn, 1)),
  }));
}

const unsigned = statement(
  `select document.number, paper.due_on, place.short_name,
     (select count(*) from document_act where document_id = document.id and actor_id = :userId
       and act in ('open', 'change', 'submit')) as own
   from document join monitoring_return as paper on paper.document_id = document.id
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   where document.kind = 'monitoring' and document.status = 'submitted' order by document.id limit 50`,
);

/** Returns that wait for this person's signature; nothing is asked for anybody else. */
export async function monitoringTasks(db: Db, viewer: Viewer, _now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'monitoring.approve')) return [];
  const given = { scope: viewer.scopePath, userId: viewer.userId };
  const rows = await db.run<{ number: string; due_on: string; short_name: string; own: number }>(unsigned, given);
  return rows
    .filter((row) => Number(row.own) === 0)
    .map((row) => ({
      code: 'monitoring_sign' as const,
      subject: row.number,
      href: paths.monitoring(row.number),
      from: row.short_name,
      dueAt: startOfDay(addDays(row.due_on, 1)),
    }));
}
