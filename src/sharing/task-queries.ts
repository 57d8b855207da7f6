/** What bookings let wait: to agree to, to begin, to look at when their time is over. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, document.status, document.created_by, asset.name, one.starts_at, one.ends_at,
     keeper.id as keeper_id, keeper.path as keeper_path, member.short_name as member
   from booking as one join document on document.id = one.document_id
     and document.status in ('asked', 'agreed', 'in_use')
   join asset on asset.id = one.asset_id
   join organisation as keeper on keeper.id = document.organisation_id
   join organisation as member on member.id = one.to_id
   order by one.starts_at limit 500`,
);

interface Row {
  number: string;
  status: 'asked' | 'agreed' | 'in_use';
  created_by: number;
  name: string;
  starts_at: number;
  ends_at: number;
  keeper_id: number;
  keeper_path: string;
  member: string;
}

/** What waits for this person: wishes to answer, and uses whose time is over. */
export async function bookingTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep')) return [];
  const rows = await db.run<Row>(waiting, {});
  return rows.flatMap((row): Task[] => {
    if (!worksAt(viewer, { id: Number(row.keeper_id), path: row.keeper_path })) return [];
    const common = { subject: `${row.number} ${row.name}`, href: paths.booking(row.number), from: row.member };
    if (row.status === 'asked') {
      if (Number(row.created_by) === viewer.userId) return [];
      return [{ code: 'booking_agree', ...common, dueAt: Number(row.starts_at) }];
    }
    return Number(row.ends_at) < now ? [{ code: 'booking_finish', ...common, dueAt: Number(row.ends_at) }] : [];
  });
}
