/** One budget opened up: every change, and every document that holds or used it. Amounts in fen. */
import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { budget, budgetChange, budgetHold } from '../../db/schema/budgets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { type BudgetLine, linesOf } from './queries.ts';

export interface BudgetRecord extends BudgetLine {
  accountId: number;
  path: string;
  changes: {
    id: number;
    amountFen: number;
    other: { id: number; name: string } | null;
    reason: string;
    by: string;
    at: number;
  }[];
  holds: { number: string; kind: DocumentKind; status: string; heldFen: number; openFen: number; usedFen: number }[];
}

/** One budget with every change and every document that holds or used it; undefined when there is none in scope. */
export async function budgetById(db: Db, id: number, scopePath: string): Promise<BudgetRecord | undefined> {
  const [place] = await db
    .select({ accountId: budget.accountId, path: organisation.path })
    .from(budget)
    .innerJoin(organisation, eq(organisation.id, budget.organisationId))
    .where(eq(budget.id, id));
  const [line] = await linesOf(db, [id]);
  if (place === undefined || line === undefined || !place.path.startsWith(scopePath)) return undefined;
  const changes = await db
    .select({ change: budgetChange, by: person.name })
    .from(budgetChange)
    .leftJoin(person, eq(person.id, budgetChange.madeBy))
    .where(eq(budgetChange.budgetId, id))
    .orderBy(desc(budgetChange.id));
  const others = await namesOf(
    db,
    changes.flatMap(({ change }) => change.otherId ?? []),
  );
  const holds = await db
    .select({
      number: document.number,
      kind: document.kind,
      status: document.status,
      heldFen: budgetHold.heldFen,
      openFen: budgetHold.openFen,
      usedFen: budgetHold.usedFen,
    })
    .from(budgetHold)
    .innerJoin(document, eq(document.id, budgetHold.documentId))
    .where(eq(budgetHold.budgetId, id))
    .orderBy(desc(budgetHold.id));
  return {
    ...line,
    ...place,
    changes: changes.map(({ change, by }) => ({
      id: change.id,
      amountFen: change.amountFen,
      other: change.otherId === null ? null : { id: change.otherId, name: others.get(change.otherId) ?? '' },
      reason: change.reason,
      by: by ?? '',
      at: change.madeAt,
    })),
    holds,
  };
}

async function namesOf(db: Db, budgetIds: readonly number[]): Promise<Map<number, string>> {
  if (budgetIds.length === 0) return new Map();
  const rows = await db
    .select({ id: budget.id, name: organisation.shortName })
    .from(budget)
    .innerJoin(organisation, eq(organisation.id, budget.organisationId))
    .where(inArray(budget.id, [...budgetIds]))
    .orderBy(asc(budget.id));
  return new Map(rows.map((row) => [row.id, row.name]));
}
