/** One plan: its document, its row, its lines one by one, and who filed what stands on it. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { demand } from '../../db/schema/demand.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { plan, planDemand, planLine } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import { FILING_ACTS, type PlanState } from './rules.ts';
import type { Need } from './share-rules.ts';

export type PlanRow = typeof plan.$inferSelect;
export type PlanLineRow = typeof planLine.$inferSelect;

export interface PlanRecord {
  document: DocumentRow & { status: PlanState };
  plan: PlanRow;
}

/** The plan of that number; plans are the county's, and every reader of plans sees all of them. */
export async function planByNumber(db: Db, number: string): Promise<PlanRecord | undefined> {
  const [row] = await db
    .select({ document, plan })
    .from(plan)
    .innerJoin(document, eq(document.id, plan.documentId))
    .where(and(eq(document.number, number), eq(document.kind, 'plan')));
  return row === undefined
    ? undefined
    : { plan: row.plan, document: { ...row.document, status: row.document.status as PlanState } };
}

/** A plan with its document; undefined when there is none. */
export async function planById(db: Db, id: number): Promise<PlanRecord | undefined> {
  const [row] = await db.select({ number: document.number }).from(document).where(eq(document.id, id));
  return row === undefined ? undefined : planByNumber(db, row.number);
}

/** One line of a plan by its number within it. */
export async function planLineByNumber(db: Db, planId: number, lineNumber: number): Promise<PlanLineRow | undefined> {
  const [row] = await db
    .select()
    .from(planLine)
    .where(and(eq(planLine.planId, planId), eq(planLine.lineNumber, lineNumber)));
  return row;
}

export interface ServedNeed {
  demandId: number;
  source: 'buy' | 'hub' | 'order' | 'neighbour';
  quantityBase: number;
}

/** What the line serves, need by need. */
export async function servedBy(db: Db, lineId: number): Promise<ServedNeed[]> {
  return db
    .select({ demandId: planDemand.demandId, source: planDemand.source, quantityBase: planDemand.quantityBase })
    .from(planDemand)
    .where(eq(planDemand.planLineId, lineId))
    .orderBy(planDemand.id);
}

const askers = statement(
  `select distinct created_by from document where id in (
     select demand.document_id from plan_line as line
     join plan_demand as served on served.plan_line_id = line.id
     join demand on demand.id = served.demand_id where line.plan_id = :planId)`,
);

/** Everyone who made, changed or submitted the plan, or filed a request that stands on it: they may not decide it. */
export async function filersOf(db: Db, planId: number): Promise<number[]> {
  const acts = await db
    .selectDistinct({ actorId: documentAct.actorId })
    .from(documentAct)
    .where(and(eq(documentAct.documentId, planId), inArray(documentAct.act, [...FILING_ACTS])));
  const asked = await db.run<{ created_by: number }>(askers, { planId });
  return [...new Set([...acts.map((act) => act.actorId), ...asked.map((row) => Number(row.created_by))])];
}

/** The needs behind what is served, with what the line holds of each: as the rule of sharing wants them. */
export async function demandFacts(db: Db, served: readonly ServedNeed[]): Promise<Need[]> {
  if (served.length === 0) return [];
  const rows = await db
    .select({
      id: demand.id,
      organisationId: demand.organisationId,
      urgent: demand.urgent,
      neededBy: demand.neededBy,
    })
    .from(demand)
    .where(
      isOneOf(
        demand.id,
        served.map((one) => one.demandId),
      ),
    );
  const facts = new Map(rows.map((row) => [row.id, row]));
  return served.flatMap(({ demandId, quantityBase }) => {
    const fact = facts.get(demandId);
    if (fact === undefined) return [];
    const { organisationId, urgent, neededBy } = fact;
    return [{ demandId, organisationId, urgent, neededBy, quantityBase }];
  });
}
