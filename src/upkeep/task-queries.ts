/** What upkeep lets wait: lists of this month and quarter, and those whose day has passed. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const open = statement(
  `select document.number, upkeep.due_on, place.id, place.path, place.short_name,
     (select count(*) from upkeep_line where upkeep_id = upkeep.document_id and finding is null) as lines
   from upkeep join document on document.id = upkeep.document_id and document.status = 'open'
   join organisation as place on place.id = upkeep.organisation_id
     and (place.id = :organisationId or (:scope <> '/' and place.path like :scope || '%'))
   order by upkeep.due_on limit 100`,
);

interface Row {
  number: string;
  due_on: string;
  id: number;
  path: string;
  short_name: string;
  lines: number;
}

/** What waits for this person. */
export async function upkeepTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'upkeep.do')) return [];
  const { organisationId, scopePath: scope } = viewer;
  const rows = await db.run<Row>(open, { organisationId, scope });
  const today = dayOf(now);
  return rows
    .filter((row) => worksAt(viewer, row))
    .map((row) => ({
      code: row.due_on < today ? ('upkeep_late' as const) : ('upkeep_due' as const),
      subject: row.number,
      href: paths.upkeep(row.number),
      from: row.short_name,
      dueAt: startOfDay(addDays(row.due_on, 1)),
      count: Number(row.lines),
    }));
}
