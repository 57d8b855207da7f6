/** How many requests wait for somebody, asked on every page: one pass over the open ones. */
import type { Db } from '../../db/database.ts';
import { groupsByHash, statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';

export interface WaitingShortages {
  registered: number;
  /** Accepted, and something is neither answered nor promised for a day to come. */
  unanswered: number;
  arrived: number;
  inTransit: number;
  /** Registered and not accepted in time. */
  lateRegistered: number;
  /** Registered or accepted beyond the time in which the hub must answer. */
  late: number;
}

const SUMS = `sum(case when document.status = 'registered' then 1 else 0 end) as registered,
  sum(case when document.status in ('accepted', 'matched')
    and shortage.quantity_base > shortage.answered_base + shortage.closed_base
      + case when shortage.promise_due < :today then 0 else shortage.promised_base end then 1 else 0 end) as unanswered,
  sum(case when document.status = 'arrived' then 1 else 0 end) as arrived,
  sum(case when document.status = 'in_transit' then 1 else 0 end) as travelling,
  sum(case when document.status = 'registered' and shortage.answer_by < :now then 1 else 0 end) as late_registered,
  sum(case when document.status in ('registered', 'accepted') and shortage.answer_by < :now then 1 else 0 end) as late`;

const OPEN = `document.kind = 'shortage'
  and document.status in ('registered', 'accepted', 'matched', 'in_transit', 'arrived')`;

// PostgreSQL would rather read every request there ever was than look the open ones up
const EACH = groupsByHash
  ? `document cross join lateral (
       select * from shortage where shortage.document_id = document.id offset 0) as shortage`
  : 'document join shortage on shortage.document_id = document.id';

const inCounty = statement(`select ${SUMS} from ${EACH} where ${OPEN}`);
const inScope = statement(
  `select ${SUMS} from ${EACH}
   where ${OPEN} and document.organisation_id in (select id from organisation where path like :scope || '%')`,
);

/** Counts of open requests within the scope. */
export async function countWaitingShortages(db: Db, scopePath: string, now: number): Promise<WaitingShortages> {
  type Row = Record<'registered' | 'unanswered' | 'arrived' | 'travelling' | 'late_registered' | 'late', number | null>;
  const given = { now, today: dayOf(now) };
  const [row] =
    scopePath === '/' ? await db.run<Row>(inCounty, given) : await db.run<Row>(inScope, { ...given, scope: scopePath });
  return {
    registered: Number(row?.registered ?? 0),
    unanswered: Number(row?.unanswered ?? 0),
    arrived: Number(row?.arrived ?? 0),
    inTransit: Number(row?.travelling ?? 0),
    lateRegistered: Number(row?.late_registered ?? 0),
    late: Number(row?.late ?? 0),
  };
}
