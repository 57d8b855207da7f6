/** A member's statement of a month: opening, movements by kind and counterpart, closing. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { memberCode } from '../account/chart.ts';
import { spanOf } from '../account/months.ts';
import { balancesOf } from '../account/queries.ts';
import { statementsOfMonth } from './freeze-queries.ts';
import { type MemberMonth, memberMonths } from './month-queries.ts';

export interface StatementLine {
  /** Reason of the entries, such as `dispatch`. */
  code: string;
  /** The member on the other side of the papers; null for nobody of the county. */
  counterpart: { id: number; name: string } | null;
  entries: number;
  /** Fen. */
  stockInFen: number;
  stockOutFen: number;
  /** The consortium owes more, or less. */
  dueUpFen: number;
  dueDownFen: number;
}

export interface MemberStatement extends MemberMonth {
  month: string;
  closed: { at: number; by: string } | null;
  lines: StatementLine[];
  digest: string | null;
  /** What is frozen still equals the entries; null while the month is open. */
  holds: boolean | null;
}

const COUNTERPART = `coalesce((
  select case when document.organisation_id = cast(:organisationId as bigint) then document.counterpart_id
    else document.organisation_id end
  from document where document.id = transfer.document_id), 0)`;

const linesOfMonth = statement(
  `select moved.code, moved.counterpart_id, organisation.short_name as name, count(*) as entries,
     sum(stock_in) as stock_in, sum(stock_out) as stock_out, sum(due_up) as due_up, sum(due_down) as due_down
   from (
     select transfer.code, ${COUNTERPART} as counterpart_id,
       case when debit_id = :stockId then amount_fen else 0 end as stock_in,
       case when credit_id = :stockId then amount_fen else 0 end as stock_out,
       case when debit_id = :dueId then amount_fen else 0 end as due_up,
       case when credit_id = :dueId then amount_fen else 0 end as due_down
     from transfer
     where kind in ('transfer', 'settle') and occurred_at >= :from and occurred_at < :until
       and (debit_id in (:stockId, :dueId) or credit_id in (:stockId, :dueId))
   ) as moved left join organisation on organisation.id = moved.counterpart_id
   group by moved.code, moved.counterpart_id, organisation.short_name, organisation.path
   order by moved.code, organisation.path`,
);

interface LineRow {
  code: string;
  counterpart_id: number;
  name: string | null;
  entries: number;
  stock_in: number;
  stock_out: number;
  due_up: number;
  due_down: number;
}

/** The ids of a member's stock and due accounts; 0 for one that was never opened. */
export async function accountsOfMember(db: Db, organisationId: number): Promise<{ stockId: number; dueId: number }> {
  const [stock, due] = [memberCode('STOCK', organisationId), memberCode('DUE', organisationId)];
  const balances = await balancesOf(db, [stock, due]);
  return { stockId: balances.get(stock)?.id ?? 0, dueId: balances.get(due)?.id ?? 0 };
}

const keptDigest = statement(
  `select member_statement.digest from member_statement join book_month on book_month.id = member_statement.month_id
   where book_month.month = :month and member_statement.organisation_id = :organisationId`,
);

/** The statement of one member; undefined when it has no books or lies outside the reader's scope. */
export async function memberStatementOf(
  db: Db,
  given: { code: string; month: string; scopePath: string },
): Promise<MemberStatement | undefined> {
  const { month } = given;
  const { closed, rows } = await memberMonths(db, month, given.scopePath);
  const member = rows.find((row) => row.code === given.code);
  if (member === undefined) return undefined;
  const { organisationId } = member;
  const accounts = await accountsOfMember(db, organisationId);
  const found = await db.run<LineRow>(linesOfMonth, { ...accounts, ...spanOf(month), organisationId });
  const lines = found.map((row) => ({
    code: row.code,
    counterpart: row.name === null ? null : { id: row.counterpart_id, name: row.name },
    entries: Number(row.entries),
    stockInFen: Number(row.stock_in),
    stockOutFen: Number(row.stock_out),
    dueUpFen: Number(row.due_up),
    dueDownFen: Number(row.due_down),
  }));
  const plain = { ...member, month, lines };
  if (closed === undefined) return { ...plain, closed: null, digest: null, holds: null };
  const [kept] = await db.run<{ digest: string }>(keptDigest, { month, organisationId });
  const [now] = await statementsOfMonth(db, month, organisationId);
  const digest = kept?.digest ?? '';
  return { ...plain, closed: { at: closed.closedAt, by: closed.closedBy }, digest, holds: now?.digest === digest };
}
