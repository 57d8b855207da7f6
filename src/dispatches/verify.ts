/** Recomputes what dispatches promise from the ledger, the timelines and the links, a set at a time. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { type Check, type Finding, findAll } from '../kernel/finding.ts';
import { differenceRules } from './difference-verify.ts';

/** Two sums of one subject that must agree; each side brings rows of (subject, promised, real). */
function agree(rows: string): Statement {
  return statement(
    `select subject, cast(sum(promised) as text) as expected, cast(sum(actual) as text) as found
     from (${rows}) as both_sides group by subject having sum(promised) <> sum(actual)`,
  );
}

const LOT_OF = `document.number || ' lot ' || line.lot_id as subject`;
const LINES = `dispatch_line as line join document on document.id = line.dispatch_id`;
/** Broken controlled goods are laid nowhere: they stay on the way until both sides have found what became of them. */
const LOCKED = `exists (select 1 from item where item.id = line.item_id
       and item.control_class in ('narcotic', 'psychotropic_1', 'toxic'))`;
/** What a difference leaves on the way while it is open. */
const WAITS = `(discrepancy.kind in ('missing', 'wrong_lot') or ${LOCKED})`;
const STORED_DAMAGED = `case when ${LOCKED} then 0 else line.damaged_base end`;
const MOVED = `movement join movement_line as line on line.movement_id = movement.id
       join document on document.id = movement.document_id and document.kind = 'dispatch'`;

/** A posting that a red movement took back counts as nothing. */
const STANDING = `not exists (select 1 from movement as red where red.reversal_of = movement.id)`;

/** What dispatches that stand hold for each paper; what a supplier brought straight stands in the need alone. */
const SERVED = `select link.from_document_id as id, sum(link.quantity_base) as answered,
     sum(link.fulfilled_base) as arrived,
     sum(case when sent.status in ('in_transit', 'discrepancy', 'received') then link.quantity_base else 0 end)
       as shipped
   from document_link as link join document as sent on sent.id = link.to_document_id
   where link.kind = 'serves' and sent.status not in ('cancelled', 'reversed')`;
const LINKED_AND_BROUGHT = ['answered', 'shipped', 'arrived']
  .map((name) => `(coalesce(linked.${name}, 0) + coalesce(demand.delivered_base, 0))`)
  .join(` || ' ' || `);

const RULES: Record<string, Statement> = {
  dispatch_shipped: agree(
    `select ${LOT_OF}, line.shipped_base as promised, 0 as actual from ${LINES}
     union all select ${LOT_OF}, 0, line.quantity_base from ${MOVED}
       where movement.kind = 'dispatch' and ${STANDING}`,
  ),
  dispatch_received: agree(
    `select ${LOT_OF}, line.good_base + ${STORED_DAMAGED} as promised, 0 as actual from ${LINES}
     union all select ${LOT_OF}, 0, line.quantity_base from ${MOVED}
       where movement.kind = 'dispatch_receipt' and ${STANDING}`,
  ),
  dispatch_damaged: agree(
    `select ${LOT_OF}, ${STORED_DAMAGED} as promised, 0 as actual from ${LINES}
     union all select ${LOT_OF}, 0, line.quantity_base from ${MOVED}
       join location on location.id = line.to_id and location.zone = 'rejected'
       where movement.kind = 'dispatch_receipt' and ${STANDING}`,
  ),
  dispatch_complete: statement(
    `select document.number || ' line ' || line.line_number as subject, cast(line.shipped_base as text) as expected,
       cast(line.good_base + line.damaged_base + line.missing_base as text) as found
     from ${LINES} where document.status in ('discrepancy', 'received')
       and line.good_base + line.damaged_base + line.missing_base <> line.shipped_base`,
  ),
  dispatch_missing: agree(
    `select document.number || ' line ' || line.line_number as subject,
       line.missing_base + line.damaged_base as promised, 0 as actual from ${LINES}
     union all select document.number || ' line ' || line.line_number, 0, discrepancy.quantity_base
       from discrepancy join dispatch_line as line on line.id = discrepancy.line_id
       join document on document.id = line.dispatch_id where discrepancy.kind not in ('over', 'unlisted')`,
  ),
  dispatch_in_transit: statement(
    `select 'transit ' || location_id || ' lot ' || lot_id as subject, cast(sum(promised) as text) as expected,
       cast(sum(actual) as text) as found
     from (
       select location.id as location_id, line.lot_id, line.shipped_base as promised, 0 as actual
       from dispatch_line as line join document on document.id = line.dispatch_id and document.status = 'in_transit'
       join dispatch on dispatch.document_id = document.id
       join location on location.kind = 'transit' and location.keeper_id = dispatch.to_organisation_id
       union all
       select location.id, line.lot_id, discrepancy.quantity_base, 0
       from discrepancy join document on document.id = discrepancy.document_id and document.status = 'open'
       join dispatch_line as line on line.id = discrepancy.line_id
       join dispatch on dispatch.document_id = discrepancy.dispatch_id
       join location on location.kind = 'transit' and location.keeper_id = dispatch.to_organisation_id
       where ${WAITS}
       union all
       select balance.location_id, balance.lot_id, 0, balance.on_hand
       from balance join location on location.id = balance.location_id and location.kind = 'transit'
     ) as both_sides group by location_id, lot_id having sum(promised) <> sum(actual)`,
  ),
  arrival_accounted: agree(
    `select ${LOT_OF}, line.shipped_base as promised, 0 as actual from ${LINES}
       where document.status in ('discrepancy', 'received')
     union all select ${LOT_OF}, 0, line.quantity_base from ${MOVED}
       where movement.kind = 'dispatch_receipt' and ${STANDING}
     union all select document.number || ' lot ' || moved.lot_id, 0, moved.quantity_base
       from discrepancy join document on document.id = discrepancy.dispatch_id
       join movement on movement.document_id = discrepancy.document_id and movement.kind = 'discrepancy'
       join movement_line as moved on moved.movement_id = movement.id
       join location on location.id = moved.from_id and location.kind = 'transit'
       where ${STANDING}
     union all select document.number || ' lot ' || line.lot_id, 0, discrepancy.quantity_base
       from discrepancy join document as paper on paper.id = discrepancy.document_id and paper.status = 'open'
       join document on document.id = discrepancy.dispatch_id
       join dispatch_line as line on line.id = discrepancy.line_id where ${WAITS}`,
  ),
  shortage_links: statement(
    `select document.number as subject,
       shortage.answered_base || ' ' || shortage.shipped_base || ' ' || shortage.arrived_base as expected,
       ${LINKED_AND_BROUGHT} as found
     from shortage join document on document.id = shortage.document_id
     left join (${SERVED} group by link.from_document_id) as linked on linked.id = shortage.document_id
     left join demand on demand.document_id = shortage.document_id and demand.origin = 'shortage'
     where coalesce(linked.answered, 0) + coalesce(demand.delivered_base, 0) <> shortage.answered_base
       or coalesce(linked.shipped, 0) + coalesce(demand.delivered_base, 0) <> shortage.shipped_base
       or coalesce(linked.arrived, 0) + coalesce(demand.delivered_base, 0) <> shortage.arrived_base`,
  ),
  ended_links: statement(
    `select sent.number as subject, '0' as expected, cast(sum(link.quantity_base) as text) as found
     from document_link as link join document as sent on sent.id = link.to_document_id
     where link.kind = 'serves' and sent.status in ('cancelled', 'reversed') group by sent.number
     having sum(link.quantity_base) <> 0`,
  ),
  checked_own_pick: statement(
    `select document.number as subject, 'another person' as expected, document_act.actor_name as found
     from document_act join document on document.id = document_act.document_id and document.kind = 'dispatch'
     where document_act.act = 'post' and exists (
       select 1 from dispatch_line as line
       where line.dispatch_id = document.id and line.picked_by = document_act.actor_id)`,
  ),
  received_own_dispatch: statement(
    `select document.number as subject, 'another person' as expected, received.actor_name as found
     from document_act as received join document on document.id = received.document_id and document.kind = 'dispatch'
     join document_act as posted on posted.document_id = document.id and posted.act = 'post'
     where received.act = 'receive' and received.actor_id = posted.actor_id`,
  ),
  reserved_without_picking: statement(
    `select coalesce(document.number, 'document ' || reservation.document_id) as subject, 'picking' as expected,
       coalesce(document.status, '-') as found
     from reservation left join document on document.id = reservation.document_id
     where reservation.status = 'open' and (document.status is null or document.status <> 'picking')`,
  ),
  picking_without_reservation: agree(
    `select document.number || ' line ' || line.line_number as subject, line.quantity_base as promised, 0 as actual
     from ${LINES} where document.status = 'picking'
     union all select document.number || ' line ' || line.line_number, 0, reservation.quantity_base
     from reservation join dispatch_line as line on line.id = reservation.line_id
     join document on document.id = line.dispatch_id and document.status = 'picking'
     where reservation.status = 'open' and reservation.document_id = document.id`,
  ),
  ...differenceRules,
};

/** One check for each promise of a dispatch, a receipt, a link or a difference. */
export const dispatchChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  async find(db) {
    const rows = await db.run<Omit<Finding, 'rule'>>(query, {});
    return rows.map((row) => ({ rule, ...row }));
  },
}));

/** Every promise that the books do not keep. */
export function verifyDispatches(db: Db): Promise<Finding[]> {
  return findAll(dispatchChecks, db);
}
