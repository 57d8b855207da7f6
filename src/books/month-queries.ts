/** What stock and dues of members were worth at the edges of a month: kept when it is closed, else counted back. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { type ClosedMonth, monthsClosed, spanOf } from '../account/months.ts';

export interface MonthAmounts {
  openingStockFen: number;
  closingStockFen: number;
  /** What the consortium owes the member; negative: the member owes. */
  openingDueFen: number;
  closingDueFen: number;
}

export interface MemberMonth extends MonthAmounts {
  organisationId: number;
  code: string;
  name: string;
  searchText: string;
  /** Of the frozen statement; null while the month is open. */
  confirmedAt: number | null;
  confirmedBy: string | null;
  objection: string | null;
  objectionAt: number | null;
  /** What the accountants answered to the objection. */
  answer: string | null;
  answeredAt: number | null;
  answeredBy: string | null;
  frozen: boolean;
}

const members = `select account.id as account_id, account.kind, account.organisation_id,
    account.debits_posted - account.credits_posted as balance
  from money_account as account join organisation on organisation.id = account.organisation_id
  where account.kind in ('inventory', 'due_from') and organisation.path like :scopePath || '%'`;

/** Back from what stands on the accounts now: what came in the month, and what came after it. */
const openMonth = statement(
  `select organisation.id, organisation.code, organisation.short_name as name, organisation.search_text,
     sum(case when member.kind = 'inventory' then member.balance - coalesce(moved.since, 0) else 0 end) as stock_before,
     sum(case when member.kind = 'inventory' then member.balance - coalesce(moved.later, 0) else 0 end) as stock_after,
     sum(case when member.kind = 'due_from' then member.balance - coalesce(moved.since, 0) else 0 end) as due_before,
     sum(case when member.kind = 'due_from' then member.balance - coalesce(moved.later, 0) else 0 end) as due_after
   from (${members}) as member
   left join (
     select account_id, sum(amount) as since, sum(case when occurred_at >= :until then amount else 0 end) as later
     from (
       select debit_id as account_id, amount_fen as amount, occurred_at from transfer
       where kind in ('transfer', 'settle') and occurred_at >= :from
       union all
       select credit_id, -amount_fen, occurred_at from transfer
       where kind in ('transfer', 'settle') and occurred_at >= :from
     ) as signed group by account_id
   ) as moved on moved.account_id = member.account_id
   join organisation on organisation.id = member.organisation_id
   group by organisation.id, organisation.code, organisation.short_name, organisation.search_text, organisation.path
   order by organisation.path`,
);

interface OpenRow {
  id: number;
  code: string;
  name: string;
  search_text: string;
  stock_before: number;
  stock_after: number;
  due_before: number;
  due_after: number;
}

const frozenMonth = statement(
  `select kept.*, organisation.code, organisation.short_name as name, organisation.search_text,
     person.name as confirmer, accountant.name as answerer
   from member_statement as kept join organisation on organisation.id = kept.organisation_id
   left join person on person.id = kept.confirmed_by
   left join person as accountant on accountant.id = kept.answered_by
   where kept.month_id = :monthId and organisation.path like :scopePath || '%' order by organisation.path`,
);

interface FrozenRow {
  organisation_id: number;
  code: string;
  name: string;
  search_text: string;
  opening_stock_fen: number;
  closing_stock_fen: number;
  opening_due_fen: number;
  closing_due_fen: number;
  confirmed_at: number | null;
  confirmer: string | null;
  objection: string | null;
  objection_at: number | null;
  answer: string | null;
  answered_at: number | null;
  answerer: string | null;
}

export interface Closing {
  organisationId: number;
  stockFen: number;
  dueFen: number;
}

/**
 * What every member's stock and dues were worth at the end of a month, back from what stands now: reads what came
 * after it, never the month itself. As the tree runs.
 */
export async function closingsOf(db: Db, month: string): Promise<Closing[]> {
  const { until } = spanOf(month);
  const rows = await db.run<OpenRow>(openMonth, { from: until, until, scopePath: '/' });
  return rows.map(({ id: organisationId, stock_after, due_after }) => {
    return { organisationId, stockFen: Number(stock_after), dueFen: Number(due_after) };
  });
}

/** The members' months counted from their accounts, whether the month is closed or not; as the tree runs. */
export async function countMonth(db: Db, month: string, scopePath: string): Promise<MemberMonth[]> {
  const rows = await db.run<OpenRow>(openMonth, { ...spanOf(month), scopePath });
  return rows.map((row) => ({
    organisationId: row.id,
    code: row.code,
    name: row.name,
    searchText: row.search_text,
    openingStockFen: Number(row.stock_before),
    closingStockFen: Number(row.stock_after),
    openingDueFen: Number(row.due_before),
    closingDueFen: Number(row.due_after),
    confirmedAt: null,
    confirmedBy: null,
    objection: null,
    objectionAt: null,
    answer: null,
    answeredAt: null,
    answeredBy: null,
    frozen: false,
  }));
}

/** The frozen statements of a closed month, as the tree runs. */
export async function frozenMonths(db: Db, monthId: number, scopePath: string): Promise<MemberMonth[]> {
  const rows = await db.run<FrozenRow>(frozenMonth, { monthId, scopePath });
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    code: row.code,
    name: row.name,
    searchText: row.search_text,
    openingStockFen: row.opening_stock_fen,
    closingStockFen: row.closing_stock_fen,
    openingDueFen: row.opening_due_fen,
    closingDueFen: row.closing_due_fen,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmer,
    objection: row.objection,
    objectionAt: row.objection_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    answeredBy: row.answerer,
    frozen: true,
  }));
}

/** Every member's month in the reader's scope: frozen when it is closed, counted when it is open. */
export async function memberMonths(
  db: Db,
  month: string,
  scopePath: string,
): Promise<{ closed: ClosedMonth | undefined; rows: MemberMonth[] }> {
  const closed = (await monthsClosed(db)).find((one) => one.month === month);
  if (closed === undefined) return { closed, rows: await countMonth(db, month, scopePath) };
  return { closed, rows: await frozenMonths(db, closed.id, scopePath) };
}

const goodsOnTheRoad = statement(
  `select count(*) as total from document
   where kind = 'dispatch' and status in ('in_transit', 'discrepancy') and created_at < :until`,
);
const unsigned = statement(
  `select count(*) as total from member_statement join book_month on book_month.id = member_statement.month_id
   where book_month.month = :month and member_statement.confirmed_at is null`,
);
const objected = statement(
  `select count(*) as total from member_statement
   where confirmed_at is null and objection is not null`,
);

/** What is not finished when a month is about to be closed: told before, forbidding nothing. */
export interface OpenMatters {
  /** Dispatches of the month or before that nobody has received or whose differences are open. */
  onTheRoad: number;
  /** Statements of the month before that are not confirmed. */
  unsigned: number;
  /** Objections that stand. */
  objections: number;
}

/** What is open of a month that is about to be closed. */
export async function openMatters(db: Db, month: string, previous: string | undefined): Promise<OpenMatters> {
  const count = async (rows: Promise<{ total: number }[]>) => Number((await rows)[0]?.total ?? 0);
  return {
    onTheRoad: await count(db.run(goodsOnTheRoad, { until: spanOf(month).until })),
    unsigned: previous === undefined ? 0 : await count(db.run(unsigned, { month: previous })),
    objections: await count(db.run(objected, {})),
  };
}
