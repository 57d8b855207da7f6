/** What stocktakes of equipment let wait: things to find, differences to decide, one to close. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const open = statement(
  `select document.number, document.status, place.short_name, inventory.title,
     (select count(*) from inventory_line where inventory_id = document.id and found_at is null) as missing
   from document join inventory on inventory.document_id = document.id
   join organisation as place on place.id = document.organisation_id
   where document.kind = 'inventory' and document.status in ('counting', 'deciding')
     and place.path like :scope || '%'
   order by document.id limit 100`,
);

interface Row {
  number: string;
  status: string;
  short_name: string;
  title: string;
  missing: number;
}

/** What waits for this person. */
export async function inventoryTasks(db: Db, viewer: Viewer, _now: number): Promise<Task[]> {
  const counts = may(viewer.roles, 'asset.count');
  const keeps = may(viewer.roles, 'asset.keep');
  if (!counts && !keeps) return [];
  const rows = await db.run<Row>(open, { scope: viewer.scopePath });
  return rows.flatMap((row) => {
    const counting = row.status === 'counting';
    if (counting ? !counts : !keeps) return [];
    const code = counting ? ('inventory_count' as const) : ('inventory_decide' as const);
    const common = { subject: `${row.number} ${row.title}`, href: paths.inventory(row.number), from: row.short_name };
    return [{ code, ...common, dueAt: null, count: Number(row.missing) }];
  });
}
