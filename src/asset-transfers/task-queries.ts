/** What transfers of equipment let wait: hand-over by who keeps it, take-over by who gets it. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, document.status, document.changed_at, giver.short_name as giver, keeper.id as keeper_id,
     keeper.path as keeper_path, receiver.id as receiver_id, receiver.path as receiver_path
   from asset_transfer as move
   join document on document.id = move.document_id and document.status in ('approved', 'moving')
   join asset on asset.id = move.asset_id
   join organisation as giver on giver.id = move.from_id
   join organisation as keeper on keeper.id = asset.keeper_id
   join organisation as receiver on receiver.id = move.to_id
   where move.ended_at is null order by document.id limit 200`,
);

interface Row {
  number: string;
  status: string;
  changed_at: number;
  giver: string;
  keeper_id: number;
  keeper_path: string;
  receiver_id: number;
  receiver_path: string;
}

/** Within how long a thing that was agreed to, or handed over, is expected to move on. */
const WEEK_MS = 7 * 86_400_000;

/** What waits for this person. */
export async function assetTransferTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep')) return [];
  const rows = await db.run<Row>(waiting, {});
  return rows.flatMap((row): Task[] => {
    const place =
      row.status === 'approved'
        ? { id: Number(row.keeper_id), path: row.keeper_path }
        : { id: Number(row.receiver_id), path: row.receiver_path };
    if (!worksAt(viewer, place)) return [];
    const code = row.status === 'approved' ? ('asset_hand_over' as const) : ('asset_take_over' as const);
    const dueAt = Number(row.changed_at) + WEEK_MS;
    return [{ code, subject: row.number, href: paths.assetTransfer(row.number), from: row.giver, dueAt }];
  });
}
