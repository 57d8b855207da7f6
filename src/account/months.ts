/** Closing a month for all members at once: no transfer may be dated into it any more. */
import type { Db, Tx } from '../../db/database.ts';
import { lockTable, statement, writersOverlap } from '../../db/statement.ts';
import { addDays, dayOf, isDay, lastDayOfMonth, startOfDay, timeOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Waits for every transfer under way and keeps new ones waiting: all of them lock the accounts they touch. */
const holdAccounts = statement(lockTable('money_account', 'exclusive'));

const closedMonths = statement(
  `select book_month.id, book_month.month, book_month.closed_at, person.name from book_month
   left join person on person.id = book_month.closed_by order by book_month.ends_on desc`,
);

const addMonth = statement(
  `insert into book_month (month, ends_on, closed_by, closed_at) values (:month, :endsOn, :personId, :at)
   returning id`,
);

export interface ClosedMonth {
  id: number;
  month: string;
  /** UTC ms. */
  closedAt: number;
  closedBy: string;
}

/** The months that are closed, newest first. */
export async function monthsClosed(db: Db): Promise<ClosedMonth[]> {
  const rows = await db.run<{ id: number; month: string; closed_at: number; name: string | null }>(closedMonths, {});
  return rows.map(({ id, month, closed_at: closedAt, name }) => ({ id, month, closedAt, closedBy: name ?? '' }));
}

/** True for a calendar month written `YYYY-MM`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);
}

/** When a month begins and when the next one does, UTC ms. */
export function spanOf(month: string): { from: number; until: number } {
  return { from: startOfDay(`${month}-01`), until: startOfDay(addDays(lastDayOfMonth(month), 1)) };
}

/** The month after. */
export function nextMonth(month: string): string {
  return addDays(lastDayOfMonth(month), 1).slice(0, 7);
}

/**
 * Closes a month for money. Waits for transfers under way, and they for it. Refuses what is no month, a month that is
 * not past (`month_not_past`), one that is closed (`month_already_closed`, by whom and when), and one that is not the
 * next after the last closed (`month_order`): a month that was left out could never be closed by itself.
 */
export async function closeMonth(
  tx: Tx,
  request: { month: string; at: number; personId: number },
): Promise<Result<{ monthId: number }>> {
  const { month, at, personId } = request;
  if (!isMonth(month)) return refuse('month_form', { month }, 'month');
  if (month >= dayOf(at).slice(0, 7)) return refuse('month_not_past', { month }, 'month');
  if (writersOverlap) await tx.run(holdAccounts, {});
  const closed = await monthsClosed(tx);
  const [last] = closed;
  if (last !== undefined && month <= last.month) {
    const { closedBy, closedAt } = closed.find((one) => one.month === month) ?? last;
    const when = `${dayOf(closedAt)} ${timeOf(closedAt)}`;
    return refuse('month_already_closed', { month, by: closedBy, when }, 'month');
  }
  if (last !== undefined && month !== nextMonth(last.month)) {
    return refuse('month_order', { month, next: nextMonth(last.month) }, 'month');
  }
  const [row] = await tx.run<{ id: number }>(addMonth, { month, endsOn: lastDayOfMonth(month), personId, at });
  if (row === undefined) throw new Error(`month ${month} was not written`);
  return ok({ monthId: row.id });
}
