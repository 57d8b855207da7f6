/** What transfers let wait: to grant, to answer, and to send for a member that lies below the own one. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, document.status, giver.id as giver_id, giver.path as giver_path,
     giver.short_name as giver_name, taker.id as taker_id, taker.path as taker_path, taker.short_name as taker_name,
     transfer.needed_by,
     (select count(*) from document_act where document_id = document.id and actor_id = :userId
       and act in ('open', 'change', 'accept')) as own
   from member_transfer as transfer
   join document on document.id = transfer.document_id and document.status in ('offered', 'asked', 'granted')
   join organisation as giver on giver.id = transfer.from_organisation_id
   join organisation as taker on taker.id = transfer.to_organisation_id
   where giver.path like :scope || '%' or taker.path like :scope || '%'
   order by document.id limit 300`,
);

interface Row {
  number: string;
  status: 'offered' | 'asked' | 'granted';
  giver_id: number;
  giver_path: string;
  giver_name: string;
  taker_id: number;
  taker_path: string;
  taker_name: string;
  needed_by: string;
  own: number;
}

/** What waits for this person. */
export async function transferTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const can = (permission: Parameters<typeof may>[1]) => may(viewer.roles, permission);
  const [grants, asks, sends] = [can('transfer.grant'), can('transfer.ask'), can('dispatch.post')];
  if (!grants && !asks && !sends) return [];
  const rows = await db.run<Row>(waiting, { scope: viewer.scopePath, userId: viewer.userId });
  return rows.flatMap((row): Task[] => {
    const gives = worksAt(viewer, { id: Number(row.giver_id), path: row.giver_path });
    const takes = worksAt(viewer, { id: Number(row.taker_id), path: row.taker_path });
    const at = { subject: row.number, href: paths.transfer(row.number), dueAt: startOfDay(addDays(row.needed_by, 1)) };
    if (row.status === 'asked') {
      const turn = grants && gives && Number(row.own) === 0;
      return turn ? [{ ...at, code: 'transfer_grant', from: row.taker_name }] : [];
    }
    if (row.status === 'offered')
      return asks && takes ? [{ ...at, code: 'transfer_answer', from: row.giver_name }] : [];
    // The own member's dispatches stand on this page already
    const below = sends && gives && viewer.organisationId !== Number(row.giver_id);
    return below ? [{ ...at, code: 'transfer_send', from: row.giver_name }] : [];
  });
}
