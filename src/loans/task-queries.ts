/** What loans let wait: to agree to, to hand over, to bring back in time, to fetch when they are late. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task, TaskCode } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { isReminded } from './rules.ts';

const waiting = statement(
  `select document.number, document.status, document.changed_at, document.created_by, asset.name, loan.due_on,
     keeper.id as keeper_id, keeper.path as keeper_path, keeper.short_name as keeper,
     borrower.id as borrower_id, borrower.path as borrower_path, borrower.short_name as borrower
   from loan join document on document.id = loan.document_id and document.status in ('asked', 'agreed', 'out')
   join asset on asset.id = loan.asset_id
   join organisation as keeper on keeper.id = document.organisation_id
   join organisation as borrower on borrower.id = loan.to_id
   order by document.id limit 500`,
);

interface Row {
  number: string;
  status: 'asked' | 'agreed' | 'out';
  changed_at: number;
  created_by: number;
  name: string;
  due_on: string;
  keeper_id: number;
  keeper_path: string;
  keeper: string;
  borrower_id: number;
  borrower_path: string;
  borrower: string;
}

const DAY_MS = 86_400_000;
const ANSWER_MS = 2 * DAY_MS;

function codeOf(viewer: Viewer, row: Row, today: string): TaskCode | undefined {
  const lender = worksAt(viewer, { id: Number(row.keeper_id), path: row.keeper_path });
  const borrower = worksAt(viewer, { id: Number(row.borrower_id), path: row.borrower_path });
  if (row.status === 'asked') return lender && Number(row.created_by) !== viewer.userId ? 'loan_agree' : undefined;
  if (row.status === 'agreed') return lender ? 'loan_hand_over' : undefined;
  if (borrower && isReminded(row.due_on, today)) return 'loan_return';
  return lender && row.due_on < today ? 'loan_fetch' : undefined;
}

/** What waits for this person. */
export async function loanTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep')) return [];
  const rows = await db.run<Row>(waiting, {});
  return rows.flatMap((row): Task[] => {
    const code = codeOf(viewer, row, dayOf(now));
    if (code === undefined) return [];
    const out = row.status === 'out';
    const dueAt = out ? startOfDay(addDays(row.due_on, 1)) - 1 : Number(row.changed_at) + ANSWER_MS;
    const from = code === 'loan_return' ? row.keeper : row.borrower;
    return [{ code, subject: `${row.number} ${row.name}`, href: paths.loan(row.number), from, dueAt }];
  });
}
