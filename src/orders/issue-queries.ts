/** What an approved plan wants ordered: its lines, the needs they serve and where those are. */

import type { Db } from '../../db/database.ts';
import type { Channel } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';

const linesToOrder = statement(
  `select line.id, line.line_number, line.item_id, line.party_id, line.channel, line.delivery, line.price_pack,
     line.contract_line_id, line.quantity_base - line.ordered_base as left_base, item.pack_size, item.kind as category,
     item.generic_name
   from plan_line as line join item on item.id = line.item_id
   where line.plan_id = :planId and line.quantity_base > line.ordered_base order by line.line_number`,
);

const needsToServe = statement(
  `select link.plan_line_id, link.demand_id, link.quantity_base, demand.organisation_id, organisation.kind,
     organisation.parent_id
   from plan_line as line join plan_demand as link on link.plan_line_id = line.id and link.source = 'buy'
   join demand on demand.id = link.demand_id join organisation on organisation.id = demand.organisation_id
   where line.plan_id = :planId order by link.id`,
);

export interface LineToOrder {
  id: number;
  lineNumber: number;
  itemId: number;
  name: string;
  partyId: number | null;
  channel: Channel;
  delivery: 'hub' | 'direct' | 'relay';
  pricePack: number;
  contractLineId: number | null;
  /** Approved and not ordered yet. */
  leftBase: number;
  packSize: number;
  category: string;
}

export interface NeedToServe {
  planLineId: number;
  demandId: number;
  quantityBase: number;
  organisationId: number;
  /** Where a lorry goes for it: a village clinic's goods go to its branch. */
  deliverToId: number;
}

interface LineRow {
  id: number;
  line_number: number;
  item_id: number;
  party_id: number | null;
  channel: Channel;
  delivery: LineToOrder['delivery'];
  price_pack: number;
  contract_line_id: number | null;
  left_base: number;
  pack_size: number;
  category: string;
  generic_name: string;
}

/** The lines of a plan that are not wholly ordered, in their order. */
export async function planLinesToOrder(db: Db, planId: number): Promise<LineToOrder[]> {
  const rows = await db.run<LineRow>(linesToOrder, { planId });
  return rows.map((row) => ({
    id: row.id,
    lineNumber: row.line_number,
    itemId: row.item_id,
    name: row.generic_name,
    partyId: row.party_id,
    channel: row.channel,
    delivery: row.delivery,
    pricePack: row.price_pack,
    contractLineId: row.contract_line_id,
    leftBase: Number(row.left_base),
    packSize: row.pack_size,
    category: row.category,
  }));
}

/** The needs that the plan's lines buy for, line by line. */
export async function planNeedsToServe(db: Db, planId: number): Promise<NeedToServe[]> {
  const rows = await db.run<{
    plan_line_id: number;
    demand_id: number;
    quantity_base: number;
    organisation_id: number;
    kind: string;
    parent_id: number | null;
  }>(needsToServe, { planId });
  return rows.map((row) => ({
    planLineId: row.plan_line_id,
    demandId: row.demand_id,
    quantityBase: row.quantity_base,
    organisationId: row.organisation_id,
    deliverToId: row.kind === 'clinic' && row.parent_id !== null ? row.parent_id : row.organisation_id,
  }));
}
