/** Budgets with what is granted, held and used of them; whose budget carries what. Amounts in fen. */
import { and, asc, desc, eq, inArray, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { budget } from '../../db/schema/budgets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { rowset, statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type BudgetCategory, budgetAbove } from './rules.ts';

export interface Availability {
  id: number;
  accountId: number;
  organisationId: number;
  /** Of the organisation that has the budget. */
  name: string;
  /** Neither used nor held. */
  availableFen: number;
}

const availableOf = statement(
  `select budget.id, budget.account_id, budget.organisation_id, organisation.short_name as name,
     account.debits_posted - account.credits_posted - account.credits_pending as available_fen
   from ${rowset('ids', { id: 'int' })} as given
   join budget on budget.id = given.id
   join money_account as account on account.id = budget.account_id
   join organisation on organisation.id = budget.organisation_id`,
);

interface AvailableRow {
  id: number;
  account_id: number;
  organisation_id: number;
  name: string;
  available_fen: number;
}

const asAvailability = (row: AvailableRow): Availability => ({
  id: row.id,
  accountId: row.account_id,
  organisationId: row.organisation_id,
  name: row.name,
  availableFen: Number(row.available_fen),
});

/** What each of the budgets has left. */
export async function availableIn(db: Db, budgetIds: readonly number[]): Promise<Map<number, Availability>> {
  const ids = [...new Set(budgetIds)].map((id) => ({ id }));
  const rows = await db.run<AvailableRow>(availableOf, { ids });
  return new Map(rows.map((row) => [row.id, asAvailability(row)]));
}

const ofYear = statement(
  `select budget.id, budget.account_id, budget.organisation_id, budget.category, organisation.short_name as name,
     account.debits_posted - account.credits_posted - account.credits_pending as available_fen
   from budget join money_account as account on account.id = budget.account_id
   join organisation on organisation.id = budget.organisation_id where budget.year = :year`,
);

const pathsOf = statement(
  `select organisation.id, organisation.path from ${rowset('ids', { id: 'int' })} as given
   join organisation on organisation.id = given.id`,
);

/**
 * The budget of a year that carries what each organisation buys of a category: its own, or the nearest above it; by
 * `organisation-category`. One that no budget carries is absent.
 */
export async function budgetsFor(
  db: Db,
  asked: readonly { organisationId: number; category: string }[],
  year: number,
): Promise<Map<string, Availability>> {
  const rows = await db.run<AvailableRow & { category: string }>(ofYear, { year });
  const byCategory = new Map<string, Map<number, Availability>>();
  for (const row of rows) {
    const own = byCategory.get(row.category) ?? new Map<number, Availability>();
    byCategory.set(row.category, own.set(row.organisation_id, asAvailability(row)));
  }
  const ids = [...new Set(asked.map((one) => one.organisationId))].map((id) => ({ id }));
  const places = await db.run<{ id: number; path: string }>(pathsOf, { ids });
  const pathOf = new Map(places.map((row) => [row.id, row.path]));
  const found = new Map<string, Availability>();
  for (const { organisationId, category } of asked) {
    const carried = budgetAbove(pathOf.get(organisationId) ?? '', byCategory.get(category) ?? new Map());
    if (carried !== undefined) found.set(`${organisationId}-${category}`, carried);
  }
  return found;
}

export interface BudgetFilter {
  year: number;
  q?: string | undefined;
  category?: BudgetCategory | undefined;
}

export interface BudgetLine {
  id: number;
  organisationCode: string;
  organisation: string;
  category: BudgetCategory;
  year: number;
  grantedFen: number;
  /** Kept by approved plans and open orders. */
  heldFen: number;
  /** Accepted, less what went back. */
  usedFen: number;
  availableFen: number;
}

const sumsOf = statement(
  `select budget.id, organisation.code, organisation.short_name as name, budget.category, budget.year,
     coalesce((select sum(amount_fen) from budget_change where budget_id = budget.id), 0) as granted,
     coalesce((select sum(open_fen) from budget_hold where budget_id = budget.id), 0) as held,
     coalesce((select sum(used_fen) from budget_hold where budget_id = budget.id), 0) as used,
     account.debits_posted - account.credits_posted - account.credits_pending as available_fen
   from ${rowset('ids', { id: 'int' })} as given join budget on budget.id = given.id
   join organisation on organisation.id = budget.organisation_id
   join money_account as account on account.id = budget.account_id
   order by organisation.path, budget.category`,
);

interface SumRow {
  id: number;
  code: string;
  name: string;
  category: BudgetCategory;
  year: number;
  granted: number;
  held: number;
  used: number;
  available_fen: number;
}

/** The budgets of these ids with their sums, as the tree of organisations runs. */
export async function linesOf(db: Db, ids: readonly number[]): Promise<BudgetLine[]> {
  const rows = await db.run<SumRow>(sumsOf, { ids: ids.map((id) => ({ id })) });
  return rows.map((row) => ({
    id: row.id,
    organisationCode: row.code,
    organisation: row.name,
    category: row.category,
    year: row.year,
    grantedFen: Number(row.granted),
    heldFen: Number(row.held),
    usedFen: Number(row.used),
    availableFen: Number(row.available_fen),
  }));
}

/** The budgets of a year in the reader's scope, as the tree of organisations runs. */
export async function listBudgets(db: Db, scopePath: string, filter: BudgetFilter): Promise<BudgetLine[]> {
  const words = queryTokens(filter.q ?? '').map((token) =>
    like(organisation.searchText, `%${token.replace(/[%_\\]/g, '')}%`),
  );
  const rows = await db
    .select({ id: budget.id })
    .from(budget)
    .innerJoin(organisation, eq(organisation.id, budget.organisationId))
    .where(
      and(
        eq(budget.year, filter.year),
        like(organisation.path, `${scopePath}%`),
        filter.category && eq(budget.category, filter.category),
        ...words,
      ),
    );
  return linesOf(
    db,
    rows.map((row) => row.id),
  );
}

/** Years that have a budget, newest first. */
export async function budgetYears(db: Db): Promise<number[]> {
  const rows = await db.selectDistinct({ year: budget.year }).from(budget).orderBy(desc(budget.year));
  return rows.map((row) => row.year);
}

/** Members that may have a budget of their own, as the tree runs; a village clinic draws on its branch. */
export async function budgetHolders(db: Db): Promise<{ code: string; name: string }[]> {
  const rows = await db
    .select({ code: organisation.code, name: organisation.shortName })
    .from(organisation)
    .where(and(inArray(organisation.kind, ['head', 'campus', 'branch', 'centre']), eq(organisation.active, true)))
    .orderBy(asc(organisation.path));
  return rows;
}
