/** Accepted goods that wait to be shared, the needs that wait for them, and how long each of those can still wait. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { coverDaysOf, type FairShare, fairShares } from '../kernel/fair-share.ts';
import { useSince } from '../stock/supply-queries.ts';

const openLots = statement(
  `select line.id, line.order_line_id, line.accepted_base, line.lot_id, line.lot_number, line.expires_on,
     ordered.item_id, ordered.line_number as order_line_number
   from receipt_line as line join order_line as ordered on ordered.id = line.order_line_id
   where line.receipt_id = :receiptId and line.accepted_base > 0
     and not exists (select 1 from allotment where allotment.receipt_line_id = line.id)
   order by line.order_line_id, line.expires_on, line.id`,
);

const openNeeds = statement(
  `select need.order_line_id, need.demand_id, need.quantity_base - need.allotted_base - need.returned_base as open_base,
     demand.organisation_id, case when demand.urgent then 1 else 0 end as urgent,
     demand.needed_by, demand.origin, organisation.code, organisation.short_name, paper.number as document_number,
     paper.kind as document_kind
   from ${rowset('ids', { id: 'int' })} as given join order_demand as need on need.order_line_id = given.id
   join demand on demand.id = need.demand_id join organisation on organisation.id = demand.organisation_id
   left join document as paper on paper.id = demand.document_id
   where need.quantity_base > need.allotted_base + need.returned_base order by need.order_line_id, need.id`,
);

export interface OpenLot {
  id: number;
  orderLineId: number;
  orderLineNumber: number;
  itemId: number;
  acceptedBase: number;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
}

export interface OpenNeed {
  orderLineId: number;
  demandId: number;
  organisationId: number;
  organisationCode: string;
  organisation: string;
  openBase: number;
  urgent: boolean;
  neededBy: string;
  origin: 'requisition' | 'shortage' | 'safety';
  documentNumber: string | null;
  documentKind: 'requisition' | 'shortage' | null;
}

/** Accepted lots of an inspection that nobody has shared out, by order line, first to expire first. */
export async function lotsToShare(db: Db, receiptId: number): Promise<OpenLot[]> {
  const rows = await db.run<{
    id: number;
    order_line_id: number;
    order_line_number: number;
    accepted_base: number;
    lot_id: number;
    lot_number: string;
    expires_on: string;
    item_id: number;
  }>(openLots, { receiptId });
  return rows.map((row) => ({
    id: row.id,
    orderLineId: row.order_line_id,
    orderLineNumber: row.order_line_number,
    itemId: row.item_id,
    acceptedBase: row.accepted_base,
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    expiresOn: row.expires_on,
  }));
}

/** Needs of order lines that still wait for goods, in the order in which they were asked. */
export async function needsWaiting(db: Db, orderLineIds: readonly number[]): Promise<OpenNeed[]> {
  if (orderLineIds.length === 0) return [];
  const rows = await db.run<{
    order_line_id: number;
    demand_id: number;
    open_base: number;
    organisation_id: number;
    urgent: number;
    needed_by: string;
    origin: OpenNeed['origin'];
    code: string;
    short_name: string;
    document_number: string | null;
    document_kind: OpenNeed['documentKind'];
  }>(openNeeds, { ids: [...new Set(orderLineIds)].map((id) => ({ id })) });
  return rows.map((row) => ({
    orderLineId: row.order_line_id,
    demandId: row.demand_id,
    organisationId: row.organisation_id,
    organisationCode: row.code,
    organisation: row.short_name,
    openBase: Number(row.open_base),
    urgent: row.urgent === 1,
    neededBy: row.needed_by,
    origin: row.origin,
    documentNumber: row.document_number,
    documentKind: row.document_kind,
  }));
}

const stockAndUse = statement(
  `select given.id as organisation_id,
     coalesce((select cast(sum(balance.on_hand - balance.reserved) as bigint) from location
       join balance on balance.location_id = location.id and balance.item_id = :itemId and balance.on_hand > 0
         and balance.held_by is null
       join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
       where location.keeper_id = given.id and location.kind = 'store'
         and location.zone not in ('rejected', 'reserve')), 0) as stock_base,
     coalesce((select cast(sum(quantity_base) as bigint) from daily_use
       where item_id = :itemId and organisation_id = given.id and day between :since and :day), 0) as use_base
   from ${rowset('ids', { id: 'int' })} as given`,
);

export interface NeedShare extends OpenNeed {
  stockBase: number;
  /** Used in the last 30 days. */
  useBase: number;
  /** Days the member's own stock lasts; null when nothing was used. */
  coverDays: number | null;
  share: FairShare;
}

/** The fair shares of what is there among the needs of one order line, with what each of them rests on. */
export async function proposeShares(
  db: Db,
  asked: { needs: readonly OpenNeed[]; itemId: number; packSize: number; availableBase: number; now: number },
): Promise<NeedShare[]> {
  const { needs, itemId, packSize, availableBase, now } = asked;
  const day = dayOf(now);
  const ids = [...new Set(needs.map((need) => need.organisationId))].map((id) => ({ id }));
  const rows = await db.run<{ organisation_id: number; stock_base: number; use_base: number }>(stockAndUse, {
    ids,
    itemId,
    day,
    since: useSince(day),
  });
  const of = new Map(rows.map((row) => [Number(row.organisation_id), row]));
  const told = needs.map((need) => {
    const row = of.get(need.organisationId);
    const stockBase = Number(row?.stock_base ?? 0);
    const useBase = Math.max(0, Number(row?.use_base ?? 0));
    return { ...need, stockBase, useBase, coverDays: coverDaysOf({ stockBase, useBase }) };
  });
  const fair = fairShares(
    told.map(({ demandId: id, openBase: askedBase, urgent: emergency, stockBase, useBase }) => {
      return { id, askedBase, emergency, stockBase, useBase };
    }),
    availableBase,
    packSize,
  );
  return told.flatMap((need, index) => {
    const share = fair[index];
    return share === undefined ? [] : [{ ...need, share }];
  });
}
