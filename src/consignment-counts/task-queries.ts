/** What counts of shelves let wait: one to be closed by a second person. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, one.shelf, place.short_name,
     (select count(*) from consignment_count_unit as line join implant_unit as unit on unit.id = line.unit_id
       where line.count_id = document.id and line.seen is null and unit.state = 'shelf'
         and unit.organisation_id = place.id and (one.shelf = '' or unit.shelf = one.shelf)) as unseen
   from document join consignment_count as one on one.document_id = document.id
   join organisation as place on place.id = document.organisation_id
   where document.kind = 'consignment_count' and document.status = 'deciding' and place.path like :scope || '%'
     and (:approves = 1 or place.id = :organisationId) and document.created_by <> :userId
     and not exists (select 1 from consignment_count_unit as line where line.count_id = document.id
       and line.seen_by = :userId)
     and not exists (select 1 from consignment_count_stray as stray where stray.count_id = document.id
       and stray.found_by = :userId)
   order by document.id limit 100`,
);

interface Row {
  number: string;
  shelf: string;
  short_name: string;
  unseen: number;
}

/** For who may close them and had no hand in them. */
export async function shelfCountTasks(db: Db, viewer: Viewer, _now: number): Promise<Task[]> {
  const { roles, scopePath: scope, organisationId, userId } = viewer;
  const approves = may(roles, 'implant.read') && may(roles, 'count.approve');
  if (!approves && !may(roles, 'implant.keep')) return [];
  const rows = await db.run<Row>(waiting, { scope, organisationId, userId, approves: approves ? 1 : 0 });
  return rows.map((row) => ({
    code: 'shelf_count_close',
    subject: [row.number, row.shelf].filter(Boolean).join(' '),
    href: paths.shelfCount(row.number),
    from: row.short_name,
    dueAt: null,
    count: Number(row.unseen),
  }));
}
