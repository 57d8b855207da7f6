/** What is owed, by due day: the list with its filters, how much waits in each band, and how punctually we paid. */
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, like, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { payable } from '../../db/schema/payables.ts';
import type { OwedChannel } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { bandSpan, DUE_BANDS, type DueBand } from './rules.ts';

export interface PayableFilter {
  /** Receipt number, supplier's name, pinyin or code. */
  q?: string | undefined;
  band?: DueBand | undefined;
  party?: string | undefined;
  channel?: OwedChannel | undefined;
  papers?: 'blocked' | 'no_invoice' | 'ready' | undefined;
  /** Due in that month, `2026-11`. */
  month?: string | undefined;
  /** What that invoice is for. */
  invoice?: number | undefined;
  /** Everything ever owed, not only what is open. */
  all?: boolean | undefined;
}

/** Besides what people filter by: due by that day, and only these. */
export interface PayablesWanted extends PayableFilter {
  dueBy?: string | undefined;
  ids?: readonly number[] | undefined;
}

export interface PayableLine {
  id: number;
  receipt: string;
  part: number;
  partyCode: string;
  party: string;
  organisation: string;
  channel: OwedChannel;
  amountFen: number;
  acceptedOn: string;
  dueOn: string;
  payer: 'account' | 'insurance_fund';
  blocked: 'invoices_missing' | 'match_failed' | 'disputed' | null;
  blockedNote: string;
  invoicedFen: number;
  creditedFen: number;
  heldFen: number;
  paidFen: number;
  paidOn: string | null;
}

/** The words of the partial index: only what is not paid. */
const OPEN = sql`${payable.amountFen} > ${payable.paidFen} + ${payable.creditedFen}`;

const SHARES_OF = (invoice: number) => sql`select payable_id from invoice_share where invoice_id = ${invoice}`;

function papersOf(papers: PayableFilter['papers']): SQL | undefined {
  if (papers === 'blocked') return isNotNull(payable.blocked);
  if (papers === 'no_invoice') return and(isNull(payable.blocked), eq(payable.invoicedFen, 0));
  if (papers !== 'ready') return undefined;
  const free = and(isNull(payable.blocked), gt(payable.invoicedFen, 0), eq(payable.payer, 'account'));
  return and(free, sql`${payable.amountFen} > ${payable.paidFen} + ${payable.creditedFen} + ${payable.heldFen}`);
}

function conditionsOf(filter: PayablesWanted, today: string): SQL | undefined {
  const { q, band, party: code, channel, papers, month, dueBy, invoice, ids, all } = filter;
  const words = queryTokens(q ?? '').map((token) => {
    const like_ = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(party.searchText, like_), like(document.number, like_.toUpperCase()));
  });
  const span = band === undefined ? undefined : bandSpan(band, today);
  return and(
    all ? undefined : OPEN,
    span?.from ? gte(payable.dueOn, span.from) : undefined,
    span?.to ? lte(payable.dueOn, span.to) : undefined,
    code ? eq(party.code, code) : undefined,
    channel && eq(payable.channel, channel),
    papersOf(papers),
    month ? like(payable.dueOn, `${month}-%`) : undefined,
    dueBy ? lte(payable.dueOn, dueBy) : undefined,
    invoice === undefined ? undefined : sql`${payable.id} in (${SHARES_OF(invoice)})`,
    ids && inArray(payable.id, [...ids]),
    ...words,
  );
}

const COLUMNS = {
  id: payable.id,
  receipt: document.number,
  part: payable.part,
  partyCode: party.code,
  party: party.shortName,
  organisation: organisation.shortName,
  channel: payable.channel,
  amountFen: payable.amountFen,
  acceptedOn: payable.acceptedOn,
  dueOn: payable.dueOn,
  payer: payable.payer,
  blocked: payable.blocked,
  blockedNote: payable.blockedNote,
  invoicedFen: payable.invoicedFen,
  creditedFen: payable.creditedFen,
  heldFen: payable.heldFen,
  paidFen: payable.paidFen,
  paidOn: payable.paidOn,
};

export function payableRows(db: Db) {
  return db
    .select(COLUMNS)
    .from(payable)
    .innerJoin(document, eq(document.id, payable.receiptId))
    .innerJoin(party, eq(party.id, payable.partyId))
    .innerJoin(organisation, eq(organisation.id, payable.organisationId));
}

/** Payables that fit, first due first, after the key `after`. */
export async function listPayables(
  db: Db,
  filter: PayablesWanted,
  today: string,
  page: { limit: number; after?: readonly [string, number] | undefined },
): Promise<PayableLine[]> {
  const { after } = page;
  const later = after && or(gt(payable.dueOn, after[0]), and(eq(payable.dueOn, after[0]), gt(payable.id, after[1])));
  return payableRows(db)
    .where(and(conditionsOf(filter, today), later))
    .orderBy(asc(payable.dueOn), asc(payable.id))
    .limit(page.limit);
}

export interface DueDay {
  dueOn: string;
  count: number;
  openFen: number;
}

const dueDays = statement(
  `select due_on, count(*) as n, sum(amount_fen - paid_fen - credited_fen) as open_fen from payable
   where amount_fen > paid_fen + credited_fen group by due_on order by due_on`,
);

/** What is open by the day it is due: some days of a few weeks, whatever was paid before. */
export async function openByDay(db: Db): Promise<DueDay[]> {
  const rows = await db.run<{ due_on: string; n: number; open_fen: number }>(dueDays, {});
  return rows.map((row) => ({ dueOn: row.due_on, count: Number(row.n), openFen: Number(row.open_fen) }));
}

export interface BandSum {
  band: DueBand;
  count: number;
  openFen: number;
}

/** The days added up by band, every band present. */
export function bandSums(days: readonly DueDay[], today: string): BandSum[] {
  return DUE_BANDS.map((band) => {
    const { from, to } = bandSpan(band, today);
    const own = days.filter((day) => (from === null || day.dueOn >= from) && (to === null || day.dueOn <= to));
    const count = own.reduce((sum, day) => sum + day.count, 0);
    return { band, count, openFen: own.reduce((sum, day) => sum + day.openFen, 0) };
  });
}

export interface MonthRate {
  /** `2026-11`. */
  month: string;
  due: number;
  onTime: number;
}

/** Where the months of the rate begin: with last year. */
export const ratesFrom = (today: string) => `${Number(today.slice(0, 4)) - 1}-01-01`;

const rates = statement(
  `select substr(due_on, 1, 7) as month, count(*) as due,
     sum(case when amount_fen <= paid_fen + credited_fen and coalesce(paid_on, due_on) <= due_on then 1 else 0 end)
       as on_time
   from payable where due_on >= :from and due_on <= :until group by substr(due_on, 1, 7) order by month desc`,
);

/** Of what was due in each month until a day, how much was paid in time; months in which nothing was are absent. */
export async function onTimeRates(db: Db, from: string, until: string): Promise<MonthRate[]> {
  const rows = await db.run<{ month: string; due: number; on_time: number }>(rates, { from, until });
  return rows.map((row) => ({ month: row.month, due: Number(row.due), onTime: Number(row.on_time) }));
}
