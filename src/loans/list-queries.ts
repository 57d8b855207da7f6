/** Loans as a list, newest first, by key: found by words and pinyin of the thing, by state and by delay. */
import { and, desc, eq, inArray, like, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { loan } from '../../db/schema/loans.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type LoanState, type LoanTab, OPEN_LOANS } from './rules.ts';

const borrower = alias(organisation, 'loan_borrower');

/** Number of the loan that a card waits for or is out on; undefined when there is none. */
export async function openLoanOf(db: Db, assetId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ number: document.number })
    .from(loan)
    .innerJoin(document, eq(document.id, loan.documentId))
    .where(and(eq(loan.assetId, assetId), inArray(document.status, [...OPEN_LOANS])))
    .limit(1);
  return row?.number;
}

export interface LoanFilter {
  tab: LoanTab;
  q?: string | undefined;
  state?: LoanState | undefined;
  /** Those to be given back by that day. */
  due?: string | undefined;
}

export interface LoanAsk {
  scopePath: string;
  today: string;
}

function ofTab({ tab, state }: LoanFilter, today: string): SQL | undefined {
  if (state !== undefined) return eq(document.status, state);
  if (tab === 'open') return inArray(document.status, [...OPEN_LOANS]);
  return tab === 'late' ? and(eq(loan.isOut, true), lt(loan.dueOn, today)) : undefined;
}

function conditions(filter: LoanFilter, { scopePath, today }: LoanAsk): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => {
    const found = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(asset.searchText, found), like(sql`lower(${document.number})`, found.toLowerCase()));
  });
  const under = `${scopePath}%`;
  const near = scopePath === '/' ? undefined : or(like(organisation.path, under), like(borrower.path, under));
  const due = filter.due ? and(eq(loan.isOut, true), lte(loan.dueOn, filter.due)) : undefined;
  return and(near, ofTab(filter, today), due, ...words);
}

export interface ListedLoan {
  id: number;
  number: string;
  status: LoanState;
  assetNumber: string;
  assetName: string;
  model: string;
  keeper: string;
  borrower: string;
  reason: string;
  dueOn: string;
  handedAt: number | null;
  returnedAt: number | null;
  damaged: boolean | null;
}

/** Newest first, from after the cursor (an id); one more than `size`, for the pager. */
export async function listLoans(
  db: Db,
  ask: LoanAsk,
  filter: LoanFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedLoan[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      assetNumber: asset.number,
      assetName: asset.name,
      model: asset.model,
      keeper: organisation.shortName,
      borrower: borrower.shortName,
      reason: loan.reason,
      dueOn: loan.dueOn,
      handedAt: loan.handedAt,
      returnedAt: loan.returnedAt,
      damaged: loan.damaged,
    })
    .from(loan)
    .innerJoin(document, eq(document.id, loan.documentId))
    .innerJoin(asset, eq(asset.id, loan.assetId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(borrower, eq(borrower.id, loan.toId))
    .where(and(conditions(filter, ask), page.after === undefined ? undefined : lt(document.id, page.after)))
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as LoanState }));
}
