/** One order as its pages show it: its head, its lines with everything they came to, and the needs that lines serve. */
import { and, eq, like, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { procurementAccount } from '../../db/schema/account.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { plan, planLine } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { type OrderScope, reaches, sentBefore } from './list-queries.ts';
import { OPEN_ORDERS, type OrderState, openOf } from './rules.ts';

export interface OrderHead {
  id: number;
  number: string;
  status: OrderState;
  version: number;
  createdAt: number;
  organisationId: number;
  order: typeof purchaseOrder.$inferSelect;
  party: Pick<typeof party.$inferSelect, 'id' | 'code' | 'name' | 'shortName' | 'creditCode' | 'address'>;
  /** Name of the one account that pays. */
  account: string;
  plan: { number: string; title: string };
}

/** The order of that number when the scope reaches it; of any other not even that it exists is told. */
export async function orderHead(db: Db, scope: OrderScope, number: string): Promise<OrderHead | undefined> {
  const { id: partyId, code, name, shortName, creditCode, address } = party;
  const planDocument = db.select({ number: document.number }).from(document).where(eq(document.id, plan.documentId));
  const [row] = await db
    .select({
      document,
      order: purchaseOrder,
      party: { id: partyId, code, name, shortName, creditCode, address },
      account: procurementAccount.name,
      planNumber: sql<string>`(${planDocument})`,
      planTitle: plan.title,
    })
    .from(purchaseOrder)
    .innerJoin(document, eq(document.id, purchaseOrder.documentId))
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .innerJoin(procurementAccount, eq(procurementAccount.id, purchaseOrder.procurementAccountId))
    .innerJoin(plan, eq(plan.documentId, purchaseOrder.planId))
    .where(
      and(
        eq(document.number, number),
        'partyId' in scope
          ? and(eq(purchaseOrder.partyId, scope.partyId), sql`${document.status} <> 'issued'`, sentBefore())
          : reaches(scope.scopePath),
      ),
    );
  if (row === undefined) return undefined;
  const { id, version, createdAt, organisationId } = row.document;
  const status = row.document.status as OrderState;
  const { order, account } = row;
  return {
    ...{ id, number: row.document.number, status, version, createdAt, organisationId },
    ...{ order, party: row.party, account, plan: { number: row.planNumber, title: row.planTitle } },
  };
}

export interface OrderLineShown {
  line: typeof orderLine.$inferSelect;
  item: Pick<
    typeof item.$inferSelect,
    | 'id'
    | 'code'
    | 'genericName'
    | 'strength'
    | 'manufacturer'
    | 'packUnit'
    | 'packSize'
    | 'baseUnit'
    | 'scale'
    | 'storageZone'
  >;
  place: { id: number; code: string; name: string; shortName: string; path: string };
  plan: {
    lineNumber: number;
    channelReason: string;
    reason: { code: string; detail: Record<string, string | number> };
  };
  openBase: number;
  /** The promised or wanted day, when it has passed and something is open. */
  lateSince: string | null;
  /** Shipped beyond what is wanted, base units. */
  overBase: number;
}

const ITEM = {
  id: item.id,
  code: item.code,
  genericName: item.genericName,
  strength: item.strength,
  manufacturer: item.manufacturer,
  packUnit: item.packUnit,
  packSize: item.packSize,
  baseUnit: item.baseUnit,
  scale: item.scale,
  storageZone: item.storageZone,
};

const PLACE = {
  id: organisation.id,
  code: organisation.code,
  name: organisation.name,
  shortName: organisation.shortName,
  path: organisation.path,
};

/** Lines of the order in their order; for people of a place only those that go to it or serve it. */
export async function orderLines(
  db: Db,
  head: Pick<OrderHead, 'id' | 'status' | 'order'>,
  asked: { today: string; scopePath: string },
): Promise<OrderLineShown[]> {
  const { today, scopePath } = asked;
  const serves = sql`exists (select 1 from order_demand as need join demand on demand.id = need.demand_id
    join organisation as asker on asker.id = demand.organisation_id
    where need.order_line_id = ${orderLine.id} and asker.path like ${`${scopePath}%`})`;
  const rows = await db
    .select({
      line: orderLine,
      item: ITEM,
      place: PLACE,
      plan: { lineNumber: planLine.lineNumber, channelReason: planLine.channelReason, reason: planLine.priceReason },
    })
    .from(orderLine)
    .innerJoin(item, eq(item.id, orderLine.itemId))
    .innerJoin(organisation, eq(organisation.id, orderLine.deliverToId))
    .innerJoin(planLine, eq(planLine.id, orderLine.planLineId))
    .where(
      and(
        eq(orderLine.orderId, head.id),
        scopePath === '/' ? undefined : or(like(organisation.path, `${scopePath}%`), serves),
      ),
    )
    .orderBy(orderLine.lineNumber);
  const standing = OPEN_ORDERS.includes(head.status);
  return rows.map((row) => {
    const openBase = openOf(row.line);
    const due = row.line.promisedOn ?? head.order.wantedOn;
    const lateSince = standing && openBase > 0 && due < today ? due : null;
    const wanted = row.line.quantityBase - row.line.cancelledBase + row.line.rejectedBase;
    return { ...row, openBase, lateSince, overBase: Math.max(0, row.line.shippedBase - wanted) };
  });
}

const contractOf = statement(
  `select document.number from contract_line as line join document on document.id = line.contract_id
   where line.id = :lineId`,
);

/** The contract that a line is bought under. */
export async function contractNumberOf(db: Db, contractLineId: number): Promise<string | undefined> {
  const [row] = await db.run<{ number: string }>(contractOf, { lineId: contractLineId });
  return row?.number;
}

const needs = statement(
  `select need.demand_id, need.quantity_base, need.allotted_base, need.returned_base, demand.origin, demand.urgent,
     demand.needed_by, demand.dispatched_base, demand.delivered_base, demand.received_base, place.code,
     place.short_name, place.kind, upper.short_name as upper_name, paper.number, paper.kind as paper_kind
   from order_demand as need join demand on demand.id = need.demand_id
   join organisation as place on place.id = demand.organisation_id
   left join organisation as upper on upper.id = place.parent_id
   left join document as paper on paper.id = demand.document_id
   where need.order_line_id = :lineId and place.path like :under
   order by upper.id, place.id, need.id`,
);

export interface ServedShown {
  demandId: number;
  place: string;
  /** Above a village clinic: its branch. */
  upper: string | null;
  origin: 'requisition' | 'shortage' | 'safety';
  urgent: boolean;
  neededBy: string;
  paper: { kind: DocumentKind; number: string } | null;
  /** Of this line for this need. */
  quantityBase: number;
  allottedBase: number;
  returnedBase: number;
  /** On its way to the place from whatever source, and there. */
  sentBase: number;
  receivedBase: number;
}

interface NeedRow {
  demand_id: number;
  quantity_base: number;
  allotted_base: number;
  returned_base: number;
  origin: ServedShown['origin'];
  urgent: number | boolean;
  needed_by: string;
  dispatched_base: number;
  delivered_base: number;
  received_base: number;
  code: string;
  short_name: string;
  kind: string;
  upper_name: string | null;
  number: string | null;
  paper_kind: DocumentKind | null;
}

/** Every member and village that the line serves, within the scope. */
export async function servedNeeds(db: Db, lineId: number, scopePath: string): Promise<ServedShown[]> {
  const rows = await db.run<NeedRow>(needs, { lineId, under: `${scopePath}%` });
  return rows.map((row) => ({
    demandId: Number(row.demand_id),
    place: row.short_name,
    upper: row.kind === 'clinic' ? row.upper_name : null,
    origin: row.origin,
    urgent: row.urgent === true || row.urgent === 1,
    neededBy: row.needed_by,
    paper: row.number === null || row.paper_kind === null ? null : { kind: row.paper_kind, number: row.number },
    quantityBase: Number(row.quantity_base),
    allottedBase: Number(row.allotted_base),
    returnedBase: Number(row.returned_base),
    sentBase: Number(row.dispatched_base) + Number(row.delivered_base),
    receivedBase: Number(row.received_base),
  }));
}
