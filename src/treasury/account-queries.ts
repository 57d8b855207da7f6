/** The page of the account from kept totals and short indexes: nothing here grows with the history behind it. */
import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import { payment } from '../../db/schema/payables.ts';
import { statement } from '../../db/statement.ts';
import { balancesOf } from '../account/queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { interestsOf } from '../parties/queries.ts';
import type { DueDay } from '../payables/list-queries.ts';

const payableTotals = statement(
  `select coalesce(sum(credits_posted - debits_posted), 0) as owed_fen from money_account
   where organisation_id is null and kind = 'payable'`,
);

const monthOfBank = statement(
  `select code, sum(into_fen) as into_fen, sum(out_fen) as out_fen, count(*) as n from (
     select code, amount_fen as into_fen, 0 as out_fen from transfer
     where debit_id = :bankId and kind in ('transfer', 'settle') and occurred_at >= :from
     union all
     select code, 0, amount_fen from transfer
     where credit_id = :bankId and kind in ('transfer', 'settle') and occurred_at >= :from) as moved group by code`,
);

export interface AccountSums {
  bankFen: number;
  /** Approved payments the bank has not confirmed. */
  underwayFen: number;
  fundFen: number;
  committedFen: number;
  /** All that is owed, credit notes taken off. */
  owedFen: number;
  /** Since the first of the month. */
  intoFen: number;
  intoCount: number;
  outFen: number;
  outCount: number;
  openingFen: number;
}

/** The figures of the page: balances as they are kept, and the month that is running. */
export async function accountSums(db: Db, today: string): Promise<AccountSums> {
  const [balances, [owed]] = await Promise.all([
    balancesOf(db, ['BANK', 'FUND', 'COMMITTED']),
    db.run<{ owed_fen: number }>(payableTotals, {}),
  ]);
  const bank = balances.get('BANK');
  const from = startOfDay(`${today.slice(0, 7)}-01`);
  const rows = await db.run<{ into_fen: number; out_fen: number; n: number }>(monthOfBank, {
    bankId: bank?.id ?? 0,
    from,
  });
  const total = (of: 'into_fen' | 'out_fen') => rows.reduce((sum, row) => sum + Number(row[of]), 0);
  const times = (of: 'into_fen' | 'out_fen') =>
    rows.reduce((sum, row) => sum + (Number(row[of]) > 0 ? Number(row.n) : 0), 0);
  const [intoFen, outFen] = [total('into_fen'), total('out_fen')];
  const bankFen = bank?.balanceFen ?? 0;
  return {
    bankFen,
    underwayFen: bank?.heldCreditsFen ?? 0,
    fundFen: balances.get('FUND')?.balanceFen ?? 0,
    committedFen: balances.get('COMMITTED')?.heldDebitsFen ?? 0,
    owedFen: Number(owed?.owed_fen ?? 0),
    intoFen,
    intoCount: times('into_fen'),
    outFen,
    outCount: times('out_fen'),
    openingFen: bankFen - intoFen + outFen,
  };
}

export interface CashWeek {
  /** First day of the week, and its last. */
  from: string;
  to: string;
  dueFen: number;
  /** What is left after it was paid. */
  leftFen: number;
}

const WEEKS = 8;
const WEEK_DAYS = 7;

/** The cash ahead: what is due in each of eight weeks from today, the overdue in the first; no new money assumed. */
export function cashAhead(days: readonly DueDay[], today: string, bankFen: number): CashWeek[] {
  let leftFen = bankFen;
  return Array.from({ length: WEEKS }, (_each, index) => {
    const from = addDays(today, index * WEEK_DAYS);
    const to = addDays(from, WEEK_DAYS - 1);
    const own = days.filter((day) => day.dueOn <= to && (index === 0 || day.dueOn >= from));
    const dueFen = own.reduce((sum, day) => sum + day.openFen, 0);
    leftFen -= dueFen;
    return { from, to, dueFen, leftFen };
  });
}

export interface MemberBudget {
  organisationId: number;
  code: string;
  organisation: string;
  grantedFen: number;
  /** Accepted and paid, accepted and owed, ordered and not come. */
  paidFen: number;
  payableFen: number;
  heldFen: number;
}

const budgetSums = statement(
  `select organisation.id, organisation.code, organisation.short_name as name,
     sum(coalesce((select sum(amount_fen) from budget_change where budget_id = budget.id), 0)) as granted_fen,
     sum(account.debits_posted - account.credits_posted) as left_fen, sum(account.credits_pending) as held_fen
   from budget join money_account as account on account.id = budget.account_id
   join organisation on organisation.id = budget.organisation_id
   where budget.year = :year
   group by organisation.id, organisation.code, organisation.short_name, organisation.path order by organisation.path`,
);

/** What is open of receipts, carried by the budgets of their orders in the proportion in which these were used. */
const payableByMember = statement(
  `select budget.organisation_id as id,
     cast(sum(1.0 * hold.used_fen * open_order.open_fen / used_order.used_fen) as bigint) as payable_fen
   from (select receipt.order_id, sum(payable.amount_fen - payable.paid_fen - payable.credited_fen) as open_fen
       from payable join receipt on receipt.document_id = payable.receipt_id
       where payable.amount_fen > payable.paid_fen + payable.credited_fen group by receipt.order_id) as open_order
   join (select document_id, sum(used_fen) as used_fen from budget_hold group by document_id having sum(used_fen) > 0)
     as used_order on used_order.document_id = open_order.order_id
   join budget_hold as hold on hold.document_id = open_order.order_id
   join budget on budget.id = hold.budget_id and budget.year = :year
   group by budget.organisation_id`,
);

interface BudgetRow {
  id: number;
  code: string;
  name: string;
  granted_fen: number;
  left_fen: number;
  held_fen: number;
}

/** Budgets of a year by member, all categories together. */
export async function memberBudgets(db: Db, year: number): Promise<MemberBudget[]> {
  const [rows, open] = await Promise.all([
    db.run<BudgetRow>(budgetSums, { year }),
    db.run<{ id: number; payable_fen: number }>(payableByMember, { year }),
  ]);
  const payableOf = new Map(open.map((row) => [row.id, Number(row.payable_fen)]));
  return rows.map((row) => {
    const used = Number(row.granted_fen) - Number(row.left_fen);
    const payableFen = Math.min(used, payableOf.get(row.id) ?? 0);
    const facts = { organisationId: row.id, code: row.code, organisation: row.name };
    return {
      ...facts,
      grantedFen: Number(row.granted_fen),
      paidFen: used - payableFen,
      payableFen,
      heldFen: Number(row.held_fen),
    };
  });
}

type Sums = Pick<MemberBudget, 'grantedFen' | 'paidFen' | 'payableFen' | 'heldFen'>;

export interface BudgetsShown {
  /** Those that have spent most of their budget, first of all those that have spent all. */
  rows: MemberBudget[];
  /** The others together, and how many they are. */
  others: Sums & { count: number };
  total: Sums;
}

const MOST_SHOWN = 12;

function sumsOf(rows: readonly MemberBudget[]): Sums {
  const sum = (of: keyof Sums) => rows.reduce((total, row) => total + row[of], 0);
  return {
    grantedFen: sum('grantedFen'),
    paidFen: sum('paidFen'),
    payableFen: sum('payableFen'),
    heldFen: sum('heldFen'),
  };
}

/** The few budgets that need a look, and the rest as one line. */
export function mostSpent(budgets: readonly MemberBudget[]): BudgetsShown {
  const rate = (row: MemberBudget) => (row.paidFen + row.payableFen + row.heldFen) / Math.max(1, row.grantedFen);
  const sorted = [...budgets].sort((a, b) => rate(b) - rate(a));
  // One line for a single other would hide its name and save nothing
  const shown = sorted.length <= MOST_SHOWN + 1 ? sorted.length : MOST_SHOWN;
  const others = sorted.slice(shown);
  return {
    rows: sorted.slice(0, shown),
    others: { ...sumsOf(others), count: others.length },
    total: sumsOf(budgets),
  };
}

export interface RecentPayment {
  number: string;
  party: string;
  member: string | null;
  amountFen: number;
  status: 'approved' | 'confirmed' | 'failed';
  payOn: string;
}

/** The last payments that were approved, confirmed or came back. */
export async function recentPayments(db: Db, most: number): Promise<RecentPayment[]> {
  const rows = await db
    .select({ row: payment, number: document.number, changedAt: document.changedAt, party: party.shortName })
    .from(payment)
    .innerJoin(document, eq(document.id, payment.runId))
    .innerJoin(party, eq(party.id, payment.partyId))
    .where(inArray(payment.status, ['approved', 'confirmed', 'failed']))
    .orderBy(desc(payment.id))
    .limit(most);
  const interests = await interestsOf(
    db,
    rows.map(({ row }) => row.partyId),
  );
  return rows.map(({ row, number, party: name }) => ({
    number,
    party: name,
    member: interests.get(row.partyId)?.name ?? null,
    amountFen: row.amountFen,
    status: row.status as RecentPayment['status'],
    payOn: number.slice(3, 11),
  }));
}
