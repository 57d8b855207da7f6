/** What losses let wait: papers that were sent back, and those to approve. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { isTurnOf, stockLevelFor, worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';

const waiting = statement(
  `select document.number, document.status, place.id, place.path, place.short_name, loss.amount_fen,
     (select act from document_act where document_id = document.id order by id desc limit 1) as last_act,
     (select count(*) from document_act where document_id = document.id and actor_id = :userId
       and act in ('open', 'change', 'submit')) as own
   from loss join document on document.id = loss.document_id and document.status in ('draft', 'submitted')
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   order by document.id limit 200`,
);

interface Row {
  number: string;
  status: string;
  id: number;
  path: string;
  short_name: string;
  amount_fen: number;
  last_act: string;
  own: number;
}

/** What waits for this person. */
export async function lossTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const [report, approve] = [may(viewer.roles, 'loss.report'), may(viewer.roles, 'loss.approve')];
  if (!report && !approve) return [];
  const tiers = await ruleOn(db, 'loss_tiers', dayOf(now));
  const rows = await db.run<Row>(waiting, { scope: viewer.scopePath, userId: viewer.userId });
  return rows.flatMap((row): Task[] => {
    const amountFen = Number(row.amount_fen);
    const at = { subject: row.number, href: paths.loss(row.number), from: row.short_name, dueAt: null, amountFen };
    if (row.status === 'draft') {
      return report && row.last_act === 'return' && worksAt(viewer, row) ? [{ ...at, code: 'loss_returned' }] : [];
    }
    const level = stockLevelFor(amountFen, tiers);
    const turn = isTurnOf(viewer, 'loss.approve', row, level);
    return turn && Number(row.own) === 0 ? [{ ...at, code: 'loss_approve' }] : [];
  });
}
