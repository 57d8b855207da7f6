/** What faults let wait: to take, to repair, to agree to, to accept; and what is overdue. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task, TaskCode } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { usesIt } from './reporter-rules.ts';
import type { FaultState } from './rules.ts';

const open = statement(
  `select document.number, document.status, asset.name, fault.due_at, fault.engineer_id, fault.asked_by,
     fault.repaired_by, place.id as user_id, place.short_name, keeper.id as keeper_id, keeper.path as keeper_path
   from fault join document on document.id = fault.document_id
   join asset on asset.id = fault.asset_id
   join organisation as place on place.id = asset.user_id
   join organisation as keeper on keeper.id = asset.keeper_id
   where fault.is_open and (place.path like :scope || '%' or keeper.path like :scope || '%')
   order by fault.due_at limit 200`,
);

interface Row {
  number: string;
  status: FaultState;
  name: string;
  due_at: number;
  engineer_id: number | null;
  asked_by: number | null;
  repaired_by: number | null;
  user_id: number;
  short_name: string;
  keeper_id: number;
  keeper_path: string;
}

function codeOf(viewer: Viewer, row: Row, now: number): TaskCode | undefined {
  const repairs = may(viewer.roles, 'fault.repair');
  const { userId } = viewer;
  if (row.status === 'reported') return repairs ? 'fault_take' : undefined;
  if (row.status === 'asking') {
    return may(viewer.roles, 'fault.approve') && Number(row.asked_by) !== userId ? 'fault_agree' : undefined;
  }
  if (row.status === 'repaired') {
    const near = [Number(row.user_id), Number(row.keeper_id)].includes(viewer.organisationId);
    const cared = { user: { id: Number(row.user_id) }, keeper: { id: Number(row.keeper_id), path: row.keeper_path } };
    const accepts =
      near && may(viewer.roles, 'asset.keep') && !may(viewer.roles, 'asset.edit') && usesIt(viewer, cared);
    return accepts && Number(row.repaired_by) !== userId ? 'fault_accept' : undefined;
  }
  if (row.engineer_id === null || Number(row.engineer_id) !== userId) return undefined;
  return Number(row.due_at) < now ? 'fault_late' : 'fault_repair';
}

/** What waits for this person. */
export async function faultTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep') && !may(viewer.roles, 'fault.approve')) return [];
  const rows = await db.run<Row>(open, { scope: viewer.scopePath });
  return rows.flatMap((row) => {
    const code = codeOf(viewer, row, now);
    if (code === undefined) return [];
    const href = paths.fault(row.number);
    return [{ code, subject: `${row.number} ${row.name}`, href, from: row.short_name, dueAt: Number(row.due_at) }];
  });
}
