/** What rounds let wait: to leave, to come home, and goods that came back and ride again. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const open = statement(
  `select paper.number, paper.status, round.leaves_at, round.driver_id, house.id, house.path,
     house.short_name, route.name,
     (select count(*) from round_load where round_id = paper.id and outcome is null) as aboard
   from document as paper join delivery_round as round on round.document_id = paper.id
   join delivery_route as route on route.id = round.route_id
   join organisation as house on house.id = round.from_organisation_id
   where paper.kind = 'round' and paper.status in ('planned', 'under_way')
     and (house.path like :scope || '%') and round.leaves_at < :until
   order by round.leaves_at limit 200`,
);

interface Row {
  number: string;
  status: 'planned' | 'under_way';
  leaves_at: number;
  driver_id: number;
  id: number;
  path: string;
  short_name: string;
  name: string;
  aboard: number;
}

const SOON_MS = 18 * 3_600_000;
/** A round is home the same day; one that is not is asked about. */
const HOME_AFTER_MS = 14 * 3_600_000;

/** What waits for this person: the driver's own, and for who plans those of the house. */
export async function roundTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'round.drive')) return [];
  const rows = await db.run<Row>(open, { scope: viewer.scopePath, until: now + SOON_MS });
  const plans = may(viewer.roles, 'round.plan');
  return rows.flatMap((row): Task[] => {
    const own = row.driver_id === viewer.userId;
    if (!own && !(plans && worksAt(viewer, row))) return [];
    const task = { subject: row.number, from: row.name, count: Number(row.aboard) };
    const href = own ? paths.drive(row.number) : paths.round(row.number);
    if (row.status === 'planned') return [{ ...task, href, code: 'round_leave', dueAt: row.leaves_at }];
    if (own || now > row.leaves_at + HOME_AFTER_MS) {
      return [{ ...task, href, code: 'round_home', dueAt: row.leaves_at + HOME_AFTER_MS }];
    }
    return [];
  });
}
