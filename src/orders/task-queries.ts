/** What orders let wait for buyers: orders to send, lines refused or changed, goods that are late. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task, TaskCode } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const WAITING = `document.status in ('issued', 'sent', 'confirmed', 'partly_received')`;
const OPEN = 'line.accepted_base + line.cancelled_base < line.quantity_base';

/** Of each order that may still bring something: its earliest day and what the supplier does not bring as ordered. */
const openOrders = statement(
  `select document.number, document.status, document.created_at, party.short_name, held.amount_fen, held.wanted_on,
     min(coalesce(line.promised_on, held.wanted_on)) as due,
     sum(case when line.answer in ('refused', 'changed') and line.accepted_base = 0 then 1 else 0 end) as differs
   from document join purchase_order as held on held.document_id = document.id
   join party on party.id = held.party_id join order_line as line on line.order_id = document.id and ${OPEN}
   where document.kind = 'order' and ${WAITING}
   group by document.id, document.number, document.status, document.created_at, party.short_name, held.amount_fen,
     held.wanted_on
   order by document.id`,
);

interface OpenRow {
  number: string;
  status: string;
  created_at: number;
  short_name: string;
  amount_fen: number;
  wanted_on: string;
  due: string;
  differs: number;
}

/** One row an order, by what presses most; for those who order alone. */
export async function orderTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'order.place')) return [];
  const today = dayOf(now);
  const rows = await db.run<OpenRow>(openOrders, {});
  return rows.flatMap((row) => {
    const code = codeOf(row, today);
    if (code === undefined) return [];
    const dueOn = code === 'order_late' ? addDays(row.due, 1) : row.wanted_on;
    const at = { subject: row.number, href: paths.order(row.number), from: row.short_name };
    return [{ ...at, code, dueAt: startOfDay(dueOn), amountFen: Number(row.amount_fen) }];
  });
}

function codeOf(row: OpenRow, today: string): TaskCode | undefined {
  if (row.status === 'issued') return 'order_send';
  if (Number(row.differs) > 0) return 'order_refused';
  return row.due < today ? 'order_late' : undefined;
}

const ownWaiting = statement(
  `select count(distinct case when line.answer = 'waiting' then document.id end) as answers,
     count(distinct case when coalesce(line.promised_on, held.wanted_on) < :today then document.id end) as late
   from document join purchase_order as held on held.document_id = document.id
   join order_line as line on line.order_id = document.id and ${OPEN}
   where held.party_id = :partyId and document.status in ('sent', 'confirmed', 'partly_received')`,
);

/** How many orders of the supplier wait for its answer, and how many are late. */
export async function waitingAtSupplier(
  db: Db,
  partyId: number,
  today: string,
): Promise<{ answers: number; late: number }> {
  const [row] = await db.run<{ answers: number; late: number }>(ownWaiting, { partyId, today });
  return { answers: Number(row?.answers ?? 0), late: Number(row?.late ?? 0) };
}
