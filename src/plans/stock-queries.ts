/** What a plan meets without buying: from the hub's stock, from what is on order, by transfers nobody answered. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

/** Sources that send nothing by themselves: somebody at the hub must. */
const STOCK = `('hub', 'order')`;
const PENDING = 'demand.planned_base - demand.dispatched_base - demand.delivered_base';
const IS_STOCK = `served.source in ${STOCK} and demand.organisation_id <> document.organisation_id and ${PENDING} > 0`;
const SENT = `exists (select 1 from document_act as done where done.document_id = document.id and done.act = 'supply')`;

export interface StockNeed {
  id: number;
  lineId: number;
  demandId: number;
  organisationId: number;
  itemId: number;
  source: 'hub' | 'order';
  quantityBase: number;
}

interface NeedRow {
  id: number;
  line_id: number;
  demand_id: number;
  organisation_id: number;
  item_id: number;
  source: 'hub' | 'order';
  quantity: number;
}

const needs = statement(
  `select served.id, served.plan_line_id as line_id, served.demand_id, demand.organisation_id, demand.item_id,
     served.source,
     case when ${PENDING} < served.quantity_base then ${PENDING} else served.quantity_base end as quantity
   from plan_line as line join document on document.id = line.plan_id
   join plan_demand as served on served.plan_line_id = line.id
   join demand on demand.id = served.demand_id
   where line.plan_id = :planId and ${IS_STOCK} and not ${SENT}
   order by demand.organisation_id, line.line_number, demand.urgent desc, demand.needed_by, served.id`,
);

/** The needs of members that the plan meets from stock and nobody has sent; none once they were sent. */
export async function stockNeeds(db: Db, planId: number): Promise<StockNeed[]> {
  const rows = await db.run<NeedRow>(needs, { planId });
  return rows.map((row) => ({
    id: Number(row.id),
    lineId: Number(row.line_id),
    demandId: Number(row.demand_id),
    organisationId: Number(row.organisation_id),
    itemId: Number(row.item_id),
    source: row.source,
    quantityBase: Number(row.quantity),
  }));
}

const unsent = statement(
  `select document.number, plan.title, plan.needed_by, count(*) as needs
   from document join plan on plan.document_id = document.id
   join plan_line as line on line.plan_id = document.id
   join plan_demand as served on served.plan_line_id = line.id
   join demand on demand.id = served.demand_id
   where document.kind = 'plan' and document.status in ('approved', 'ordered') and ${IS_STOCK} and not ${SENT}
   group by document.number, plan.title, plan.needed_by`,
);

/** Plans that are agreed to and whose part from stock nobody has sent yet, with how many needs wait for it. */
export async function unsentPlans(
  db: Db,
): Promise<{ number: string; title: string; neededBy: string; needs: number }[]> {
  const rows = await db.run<{ number: string; title: string; needed_by: string; needs: number }>(unsent, {});
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    neededBy: row.needed_by,
    needs: Number(row.needs),
  }));
}

const sentBefore = statement(`select 1 as done from document where id = :planId and ${SENT}`);

/** Whether the part from stock was sent: such a plan is neither drafted again nor given up. */
export async function wasSupplied(db: Db, planId: number): Promise<boolean> {
  return (await db.run(sentBefore, { planId })).length > 0;
}
