/** What applications to buy equipment let wait: those to decide, and those that were sent back. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { isEnough, levelFor } from './rules.ts';

const waiting = statement(
  `select document.number, document.status, document.created_by, place.path, place.kind, place.short_name,
     acquisition.quantity * acquisition.unit_fen as amount_fen,
     (select act from document_act where document_id = document.id order by id desc limit 1) as last_act,
     (select count(*) from document_act where document_id = document.id and actor_id = :userId
       and act in ('open', 'change', 'check', 'submit')) as own
   from acquisition join document on document.id = acquisition.document_id
     and document.status in ('draft', 'submitted')
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   order by document.id limit 200`,
);

interface Row {
  number: string;
  status: string;
  created_by: number;
  path: string;
  kind: string;
  short_name: string;
  amount_fen: number;
  last_act: string;
  own: number;
}

/** What waits for this person. */
export async function acquisitionTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const [apply, approve] = [may(viewer.roles, 'acquisition.apply'), may(viewer.roles, 'acquisition.approve')];
  if (!apply && !approve) return [];
  const rows = await db.run<Row>(waiting, { scope: viewer.scopePath, userId: viewer.userId });
  if (rows.length === 0) return [];
  const tiers = await ruleOn(db, 'acquisition_tiers', dayOf(now));
  return rows.flatMap((row): Task[] => {
    const amountFen = Number(row.amount_fen);
    const { number: subject, short_name: from } = row;
    const task = { subject, href: paths.acquisition(subject), from, dueAt: null, amountFen };
    if (row.status === 'draft') {
      const sentBack = row.last_act === 'return' && Number(row.created_by) === viewer.userId;
      return apply && sentBack ? [{ ...task, code: 'acquisition_returned' }] : [];
    }
    const turn = approve && Number(row.own) === 0 && isEnough(viewer, row, levelFor(amountFen, row, tiers));
    return turn ? [{ ...task, code: 'acquisition_approve' }] : [];
  });
}
