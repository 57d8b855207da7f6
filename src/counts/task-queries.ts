/** What counting lets wait: counts to do, the late ones first of all, lines to count again, and counts to approve. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { isTurnOf, type StockTiers, worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { levelOfCount } from './post-commands.ts';

const openCounts = statement(
  `select document.number, document.status, place.id, place.path, place.short_name, stock_count.title,
     stock_count.detail, stock_count.gain_fen, stock_count.loss_fen,
     (select count(*) from count_line where count_id = document.id and recount = 'asked') as recounts,
     (select count(*) from count_line join lot on lot.id = count_line.lot_id and lot.frozen is not null
       where document.status = 'submitted' and count_id = document.id and difference_base <> 0) as frozen
   from document join stock_count on stock_count.document_id = document.id
   join organisation as place on place.id = document.organisation_id
   where document.kind = 'count' and document.status in ('counting', 'submitted') and place.path like :scope || '%'
   order by document.id limit 200`,
);

interface Row {
  number: string;
  status: string;
  id: number;
  path: string;
  short_name: string;
  title: string;
  detail: string | { dueAt?: number };
  gain_fen: number;
  loss_fen: number;
  recounts: number;
  /** Differences of frozen lots. */
  frozen: number;
}

function dueAtOf(row: Row): number | null {
  const detail = typeof row.detail === 'string' ? (JSON.parse(row.detail) as { dueAt?: number }) : row.detail;
  return detail.dueAt ?? null;
}

function counting(viewer: Viewer, row: Row, now: number): Task[] {
  const place = { id: row.id, path: row.path };
  if (!may(viewer.roles, 'count.make') || !worksAt(viewer, place)) return [];
  const dueAt = dueAtOf(row);
  const late = dueAt !== null && dueAt < now;
  const code = Number(row.recounts) > 0 ? 'count_recount' : late ? 'count_late' : 'count_due';
  const subject = `${row.number} ${row.title}`;
  return [{ code, subject, href: paths.count(row.number), from: row.short_name, dueAt, count: Number(row.recounts) }];
}

function submitted(viewer: Viewer, row: Row, tiers: StockTiers): Task[] {
  const amountFen = Number(row.gain_fen) + Number(row.loss_fen);
  const line = { differenceBase: 1, differenceFen: amountFen, frozen: Number(row.frozen) > 0 };
  const level = levelOfCount([line], tiers);
  const own = isTurnOf(viewer, 'count.approve', row, level);
  const href = paths.count(row.number);
  const subject = `${row.number} ${row.title}`;
  return own ? [{ code: 'count_approve', subject, href, from: row.short_name, dueAt: null, amountFen }] : [];
}

/** What waits for this person. */
export async function countTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const approves = may(viewer.roles, 'count.approve');
  if (!may(viewer.roles, 'count.make') && !approves) return [];
  const rows = await db.run<Row>(openCounts, { scope: viewer.scopePath });
  const tasks = rows.filter((row) => row.status === 'counting').flatMap((row) => counting(viewer, row, now));
  const waiting = rows.filter((row) => row.status === 'submitted');
  if (!approves || waiting.length === 0) return tasks;
  const tiers = await ruleOn(db, 'count_tiers', dayOf(now));
  return [...tasks, ...waiting.flatMap((row) => submitted(viewer, row, tiers))];
}
