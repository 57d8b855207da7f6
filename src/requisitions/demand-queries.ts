/** The pool of demand as others read it: what is open, and where each need went, paper by paper. */
import { and, eq, inArray, like, lte, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { demand } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { rowset, statement } from '../../db/statement.ts';

export type DemandOrigin = (typeof demand.$inferSelect)['origin'];
export type ItemKind = (typeof item.$inferSelect)['kind'];

/** Which open demand is asked for; what is left out narrows nothing. */
export interface DemandFilter {
  /** Needed by this day or earlier. */
  neededBy?: string | undefined;
  kinds?: readonly ItemKind[] | undefined;
  organisationIds?: readonly number[] | undefined;
  origins?: readonly DemandOrigin[] | undefined;
  itemIds?: readonly number[] | undefined;
  demandIds?: readonly number[] | undefined;
}

export interface OpenDemand {
  id: number;
  origin: DemandOrigin;
  documentId: number | null;
  lineId: number | null;
  organisationId: number;
  itemId: number;
  /** Asked for at all, and still on no plan; base units. */
  quantityBase: number;
  openBase: number;
  neededBy: string;
  urgent: boolean;
  raisedAt: number;
}

/** What is neither planned nor closed, in the order in which it was raised. */
export async function openDemand(db: Db, filter: DemandFilter = {}): Promise<OpenDemand[]> {
  const { neededBy, kinds, organisationIds, origins, itemIds, demandIds } = filter;
  const ofKinds =
    kinds &&
    db
      .select({ id: item.id })
      .from(item)
      .where(inArray(item.kind, [...kinds]));
  return db
    .select({
      id: demand.id,
      origin: demand.origin,
      documentId: demand.documentId,
      lineId: demand.lineId,
      organisationId: demand.organisationId,
      itemId: demand.itemId,
      quantityBase: demand.quantityBase,
      openBase: sql<number>`${demand.quantityBase} - ${demand.plannedBase} - ${demand.closedBase}`.mapWith(Number),
      neededBy: demand.neededBy,
      urgent: demand.urgent,
      raisedAt: demand.raisedAt,
    })
    .from(demand)
    .where(
      and(
        // As the index of the pool says it, so that only what is open is read
        sql`quantity_base > planned_base + closed_base`,
        neededBy === undefined ? undefined : lte(demand.neededBy, neededBy),
        ofKinds && inArray(demand.itemId, ofKinds),
        organisationIds && isOneOf(demand.organisationId, organisationIds),
        origins && inArray(demand.origin, [...origins]),
        itemIds && isOneOf(demand.itemId, itemIds),
        demandIds && isOneOf(demand.id, demandIds),
      ),
    )
    .orderBy(demand.id);
}

export type TraceKind = 'plan' | 'order' | 'delivery' | 'receipt' | 'dispatch' | 'transfer';

/** One paper on the way of a need, with how much of it was for this need. */
export interface TraceStep {
  kind: TraceKind;
  /** Of the document. */
  number: string;
  status: string;
  /** Line in it; null where the paper knows none. */
  lineNumber: number | null;
  /** Of a plan how it is met; of an order the supplier; of a transfer who gives; else empty. */
  by: string;
  /** For this need, in base units. Of deliveries: all that the line brings, for it is not shared out yet. */
  quantityBase: number;
  /** Of it done: ordered, given to this need, inspected, accepted, arrived. */
  doneBase: number;
}

export interface DemandTrace {
  demandId: number;
  origin: DemandOrigin;
  /** The requisition or the shortage; null for a safety proposal. */
  number: string | null;
  organisationId: number;
  organisation: string;
  itemId: number;
  quantityBase: number;
  plannedBase: number;
  dispatchedBase: number;
  deliveredBase: number;
  receivedBase: number;
  closedBase: number;
  neededBy: string;
  steps: TraceStep[];
}

const DEMANDS = rowset('demands', { id: 'int' });
const STEP = 'demand_id, kind, number, status, line_number, by_whom, quantity_base, done_base';

const planSteps = `select served.demand_id, 'plan' as kind, document.number, document.status, line.line_number,
     served.source as by_whom, served.quantity_base, 0 as done_base, 1 as turn
   from asked join plan_demand as served on served.demand_id = asked.id
   join plan_line as line on line.id = served.plan_line_id join document on document.id = line.plan_id`;
const orderSteps = `select served.demand_id, 'order', document.number, document.status, line.line_number,
     party.short_name, served.quantity_base - served.returned_base, served.allotted_base, 2
   from asked join order_demand as served on served.demand_id = asked.id
   join order_line as line on line.id = served.order_line_id join document on document.id = line.order_id
   join purchase_order on purchase_order.document_id = line.order_id join party on party.id = purchase_order.party_id`;
const deliverySteps = `select served.demand_id, 'delivery', document.number, document.status, line.line_number,
     line.lot_number, line.quantity_base, line.inspected_base, 3
   from asked join order_demand as served on served.demand_id = asked.id
   join delivery_line as line on line.order_line_id = served.order_line_id
   join document on document.id = line.delivery_id`;
const receiptSteps = `select given.demand_id, 'receipt', document.number, document.status, line.line_number,
     line.lot_number, given.quantity_base, given.quantity_base, 4
   from asked join allotment as given on given.demand_id = asked.id
   join receipt_line as line on line.id = given.receipt_line_id join document on document.id = line.receipt_id`;
/** The line of a requisition is served by dispatches, a shortage as a whole, and the hub's own needs by none. */
const dispatchSteps = `select asked.id, 'dispatch', document.number, document.status, line.line_number,
     sender.short_name, link.quantity_base, link.fulfilled_base, 5
   from asked join demand on demand.id = asked.id and demand.document_id is not null
   join document_link as link on link.kind = 'serves' and link.from_document_id = demand.document_id
     and (demand.line_id is null or link.from_line_id = demand.line_id)
   join document on document.id = link.to_document_id
   join dispatch on dispatch.document_id = document.id
   join organisation as sender on sender.id = dispatch.from_organisation_id
   left join dispatch_line as line on line.id = link.to_line_id`;

const traceSteps = statement(
  `with asked as (select id from ${DEMANDS} as given)
   select ${STEP} from (${planSteps} union all ${orderSteps} union all ${deliverySteps} union all ${receiptSteps}
     union all ${dispatchSteps}) as step order by demand_id, turn, number, line_number`,
);

interface StepRow {
  demand_id: number;
  kind: TraceKind;
  number: string;
  status: string;
  line_number: number | null;
  by_whom: string;
  quantity_base: number;
  done_base: number;
}

/** For each need: the plans, orders, deliveries, receipts and dispatches it went through, with quantities. */
export async function demandTrace(db: Db, demandIds: readonly number[]): Promise<DemandTrace[]> {
  if (demandIds.length === 0) return [];
  const heads = await db
    .select({ need: demand, number: document.number, organisation: organisation.shortName })
    .from(demand)
    .innerJoin(organisation, eq(organisation.id, demand.organisationId))
    .leftJoin(document, eq(document.id, demand.documentId))
    .where(isOneOf(demand.id, demandIds))
    .orderBy(demand.id);
  const rows = await db.run<StepRow>(traceSteps, { demands: [...new Set(demandIds)].map((id) => ({ id })) });
  const steps = new Map<number, TraceStep[]>();
  for (const row of rows) {
    const id = Number(row.demand_id);
    const list = steps.get(id) ?? [];
    steps.set(id, list);
    list.push({
      kind: row.kind,
      number: row.number,
      status: row.status,
      lineNumber: row.line_number === null ? null : Number(row.line_number),
      by: row.by_whom,
      quantityBase: Number(row.quantity_base),
      doneBase: Number(row.done_base),
    });
  }
  return heads.map(({ need, number, organisation: name }) => ({
    demandId: need.id,
    origin: need.origin,
    number,
    organisationId: need.organisationId,
    organisation: name,
    itemId: need.itemId,
    quantityBase: need.quantityBase,
    plannedBase: need.plannedBase,
    dispatchedBase: need.dispatchedBase,
    deliveredBase: need.deliveredBase,
    receivedBase: need.receivedBase,
    closedBase: need.closedBase,
    neededBy: need.neededBy,
    steps: steps.get(need.id) ?? [],
  }));
}

/** Ids of the demand that came from a requisition or a shortage. */
export async function demandOf(db: Db, documentId: number): Promise<{ id: number; lineId: number | null }[]> {
  return db
    .select({ id: demand.id, lineId: demand.lineId })
    .from(demand)
    .where(eq(demand.documentId, documentId))
    .orderBy(demand.id);
}

/** The item of a need that the reader may see; undefined beyond the scope. */
export async function traceSubject(db: Db, demandId: number, scopePath: string) {
  const [row] = await db
    .select({
      demandId: demand.id,
      name: item.genericName,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
    })
    .from(demand)
    .innerJoin(item, eq(item.id, demand.itemId))
    .innerJoin(organisation, eq(organisation.id, demand.organisationId))
    .where(and(eq(demand.id, demandId), like(organisation.path, `${scopePath}%`)));
  if (row === undefined) return undefined;
  const { demandId: id, ...facts } = row;
  return { demandId: id, item: facts };
}
