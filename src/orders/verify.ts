/** Recomputes what orders say of themselves: lines, values, budgets, needs, plans, and the one account. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const LINE = `order_line as line join document on document.id = line.order_id`;
const SUBJECT = `document.number || ' line ' || line.line_number as subject`;

const RULES: Record<string, Statement> = {
  order_account: statement(
    `select document.number as subject, '1' as expected, cast(held.procurement_account_id as text) as found
     from purchase_order as held join document on document.id = held.document_id
     where held.procurement_account_id <> 1`,
  ),
  order_quantity: statement(
    `select ${SUBJECT}, 'at most ' || line.quantity_base as expected,
       cast(line.accepted_base + line.cancelled_base as text) as found
     from ${LINE} where line.accepted_base + line.cancelled_base > line.quantity_base`,
  ),
  order_amount: statement(
    `select document.number as subject, cast(held.amount_fen as text) as expected,
       cast(sum(line.amount_fen) as text) as found
     from purchase_order as held join document on document.id = held.document_id
     join order_line as line on line.order_id = held.document_id
     group by document.number, held.amount_fen having sum(line.amount_fen) <> held.amount_fen`,
  ),
  order_value: statement(
    `select ${SUBJECT}, cast(line.amount_fen as text) as expected,
       cast(line.accepted_fen + line.cancelled_fen + coalesce(carried.open_fen, 0) as text) as found
     from ${LINE} left join (
       select order_line_id, sum(open_fen) as open_fen from order_share group by order_line_id
     ) as carried on carried.order_line_id = line.id
     where line.accepted_fen + line.cancelled_fen + coalesce(carried.open_fen, 0) <> line.amount_fen`,
  ),
  order_held: statement(
    `select document.number || ' budget ' || carried.budget_id as subject, cast(carried.open_fen as text) as expected,
       cast(coalesce(hold.open_fen, 0) as text) as found
     from (
       select line.order_id, share.budget_id, sum(share.open_fen) as open_fen
       from order_share as share join order_line as line on line.id = share.order_line_id
       group by line.order_id, share.budget_id
     ) as carried join document on document.id = carried.order_id
     left join budget_hold as hold on hold.document_id = carried.order_id and hold.budget_id = carried.budget_id
     where carried.open_fen <> coalesce(hold.open_fen, 0)`,
  ),
  order_needs: statement(
    `select ${SUBJECT}, 'at most ' || line.quantity_base as expected, cast(served.quantity_base as text) as found
     from ${LINE} join (
       select order_line_id, sum(quantity_base) as quantity_base, sum(allotted_base) as allotted_base
       from order_demand group by order_line_id
     ) as served on served.order_line_id = line.id
     where served.quantity_base > line.quantity_base or served.allotted_base > line.accepted_base`,
  ),
  order_planned: statement(
    `select document.number || ' line ' || planned.line_number as subject,
       cast(planned.ordered_base as text) as expected, cast(coalesce(ordered.quantity_base, 0) as text) as found
     from plan_line as planned join document on document.id = planned.plan_id left join (
       select plan_line_id, sum(quantity_base) as quantity_base from order_line group by plan_line_id
     ) as ordered on ordered.plan_line_id = planned.id
     where planned.ordered_base <> coalesce(ordered.quantity_base, 0)`,
  ),
  order_shipped: statement(
    `select ${SUBJECT}, cast(coalesce(announced.quantity_base, 0) as text) as expected,
       cast(line.shipped_base as text) as found
     from ${LINE} left join (
       select lot.order_line_id, sum(lot.quantity_base) as quantity_base from delivery_line as lot
       join document as paper on paper.id = lot.delivery_id and paper.status <> 'withdrawn' group by lot.order_line_id
     ) as announced on announced.order_line_id = line.id
     where line.shipped_base <> coalesce(announced.quantity_base, 0)`,
  ),
};

export const orderChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  async find(db) {
    return (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row }));
  },
}));
