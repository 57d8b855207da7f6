/** Events the national system does not know of yet: tasks of the asset office, due on their last day. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, asset.name, place.short_name, event.due_on
   from device_event as event join document on document.id = event.document_id and document.status = 'open'
   join asset on asset.id = event.asset_id
   join organisation as place on place.id = asset.user_id
   where place.path like :scope || '%'
   order by event.due_on limit 200`,
);

interface Row {
  number: string;
  name: string;
  short_name: string;
  due_on: string;
}

/** What the asset office still has to tell the national system. */
export async function deviceEventTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.edit')) return [];
  const rows = await db.run<Row>(waiting, { scope: viewer.scopePath });
  return rows.map((row) => ({
    code: 'device_event_forward',
    subject: `${row.number} ${row.name}`,
    href: paths.deviceEvent(row.number),
    from: row.short_name,
    dueAt: startOfDay(addDays(row.due_on, 1)) - 1,
  }));
}
