/** Recomputes what needs say of themselves: by the links of dispatches, by plans, by receipts, by their shortages. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check } from '../kernel/finding.ts';

const NAMED = `demand join organisation on organisation.id = demand.organisation_id
     join item on item.id = demand.item_id left join document on document.id = demand.document_id`;
const SUBJECT = `coalesce(document.number, 'need ' || demand.id) || ' ' || organisation.code || ' ' || item.code
     as subject`;

/** What standing dispatches hold and brought for a need, by the line of its requisition or by its shortage. */
const SENT = `select demand.id, sum(link.quantity_base) as dispatched, sum(link.fulfilled_base) as arrived
   from demand join document_link as link on link.kind = 'serves' and link.from_document_id = demand.document_id
     and (demand.line_id is null or link.from_line_id = demand.line_id)
   join document as sent on sent.id = link.to_document_id and sent.status not in ('cancelled', 'reversed')
   group by demand.id`;

const RULES: Record<string, Statement> = {
  demand_dispatched: statement(
    `select ${SUBJECT}, cast(demand.dispatched_base as text) as expected,
       cast(coalesce(sent.dispatched, 0) as text) as found
     from ${NAMED} left join (${SENT}) as sent on sent.id = demand.id
     where demand.document_id is not null and demand.dispatched_base <> coalesce(sent.dispatched, 0)`,
  ),
  demand_received: statement(
    `select ${SUBJECT}, cast(demand.received_base as text) as expected,
       cast(coalesce(sent.arrived, 0) + demand.delivered_base as text) as found
     from ${NAMED} left join (${SENT}) as sent on sent.id = demand.id
     where demand.document_id is not null
       and demand.received_base <> coalesce(sent.arrived, 0) + demand.delivered_base`,
  ),
  demand_planned: statement(
    `select ${SUBJECT},
       demand.dispatched_base || ' to ' || (coalesce(planned.base, 0) + demand.dispatched_base) as expected,
       cast(demand.planned_base as text) as found
     from ${NAMED} left join (
       select served.demand_id, sum(served.quantity_base) as base from plan_demand as served
       group by served.demand_id
     ) as planned on planned.demand_id = demand.id
     where demand.planned_base > coalesce(planned.base, 0) + demand.dispatched_base`,
  ),
  shortage_demand: statement(
    `select document.number as subject,
       shortage.quantity_base || ' ' || shortage.answered_base || ' ' || shortage.arrived_base as expected,
       demand.quantity_base || ' ' || (demand.dispatched_base + demand.delivered_base) || ' ' || demand.received_base
         as found
     from demand join shortage on shortage.document_id = demand.document_id
     join document on document.id = shortage.document_id
     where demand.origin = 'shortage' and (demand.quantity_base <> shortage.quantity_base
       or demand.dispatched_base + demand.delivered_base <> shortage.answered_base
       or demand.received_base <> shortage.arrived_base)`,
  ),
  requisition_demand: statement(
    `select document.number || ' line ' || line.line_number as subject, cast(line.quantity_base as text) as expected,
       cast(coalesce(raised.base, 0) as text) as found
     from requisition_line as line join document on document.id = line.requisition_id and document.status = 'submitted'
     left join (
       select document_id, line_id, sum(quantity_base) as base from demand where origin = 'requisition'
       group by document_id, line_id
     ) as raised on raised.document_id = line.requisition_id and raised.line_id = line.id
     where coalesce(raised.base, 0) <> line.quantity_base`,
  ),
};

/** One check for each promise of a need. */
export const demandChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  async find(db) {
    const rows = await db.run<{ subject: string; expected: string; found: string }>(query, {});
    return rows.map((row) => ({ rule, ...row }));
  },
}));
