/** Announced deliveries: the list of what is coming, one with its lots, and what inspections said of them. */
import { and, desc, eq, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { delivery, purchaseOrder } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { DeliveryState } from './delivery-commands.ts';
import type { OrderScope } from './list-queries.ts';

const ordered = alias(document, 'ordered');

export interface DeliveryListed {
  id: number;
  number: string;
  status: DeliveryState;
  version: number;
  createdAt: number;
  orderId: number;
  orderNumber: string;
  partyId: number;
  partyName: string;
  place: { id: number; code: string; shortName: string; path: string };
  noteNumber: string;
  shippedOn: string;
  expectedOn: string;
  carrier: string;
  vehicle: string;
  coldChain: boolean;
}

export interface DeliveryFilter {
  /** Number, order, note, supplier. */
  q?: string | undefined;
  state?: DeliveryState | undefined;
  /** Announced and not inspected, its day past. */
  late?: boolean | undefined;
}

const safe = (text: string) => text.replace(/[%_\\]/g, '');

function wordsOf(q: string): SQL | undefined {
  const text = safe(q.trim());
  if (text === '') return undefined;
  const tokens = queryTokens(q).map((token) => like(party.searchText, `%${safe(token)}%`));
  return or(
    like(document.number, `%${text.toUpperCase()}%`),
    like(ordered.number, `%${text.toUpperCase()}%`),
    like(delivery.noteNumber, `%${text}%`),
    ...(tokens.length > 0 ? [and(...tokens)] : []),
  );
}

/** A place sees what comes to it and what orders bring for its needs. */
function within(scope: OrderScope): SQL | undefined {
  if ('partyId' in scope) return eq(purchaseOrder.partyId, scope.partyId);
  if (scope.scopePath === '/') return undefined;
  return like(organisation.path, `${safe(scope.scopePath)}%`);
}

interface DeliveryAsk {
  scope: OrderScope;
  filter?: DeliveryFilter;
  today?: string;
  number?: string;
  orderId?: number;
  before?: number | undefined;
  limit: number;
}

/** Deliveries, the newest first. */
export async function listDeliveries(db: Db, ask: DeliveryAsk): Promise<DeliveryListed[]> {
  const { filter = {}, number, orderId, before, today } = ask;
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      version: document.version,
      createdAt: document.createdAt,
      orderId: delivery.orderId,
      orderNumber: ordered.number,
      partyId: purchaseOrder.partyId,
      partyName: party.shortName,
      place: {
        id: organisation.id,
        code: organisation.code,
        shortName: organisation.shortName,
        path: organisation.path,
      },
      noteNumber: delivery.noteNumber,
      shippedOn: delivery.shippedOn,
      expectedOn: delivery.expectedOn,
      carrier: delivery.carrier,
      vehicle: delivery.vehicle,
      coldChain: delivery.coldChain,
    })
    .from(delivery)
    .innerJoin(document, eq(document.id, delivery.documentId))
    .innerJoin(purchaseOrder, eq(purchaseOrder.documentId, delivery.orderId))
    .innerJoin(ordered, eq(ordered.id, delivery.orderId))
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .innerJoin(organisation, eq(organisation.id, delivery.deliverToId))
    .where(
      and(
        within(ask.scope),
        number === undefined ? undefined : eq(document.number, number),
        orderId === undefined ? undefined : eq(delivery.orderId, orderId),
        before === undefined ? undefined : lt(document.id, before),
        filter.q === undefined ? undefined : wordsOf(filter.q),
        filter.state === undefined ? undefined : eq(document.status, filter.state),
        filter.late === true && today !== undefined
          ? and(sql`${document.status} in ('announced', 'inspecting')`, lt(delivery.expectedOn, today))
          : undefined,
      ),
    )
    .orderBy(desc(document.id))
    .limit(ask.limit);
  return rows.map((row) => ({ ...row, status: row.status as DeliveryState }));
}

const lots = statement(
  `select line.id, line.line_number, line.lot_number, line.produced_on, line.expires_on, line.quantity_base,
     line.substitute_maker, line.inspected_base, own.line_number as order_line, own.quantity_base as ordered_base,
     own.shipped_base, own.cancelled_base, own.rejected_base, item.code, item.generic_name, item.strength,
     item.manufacturer, item.pack_size, item.pack_unit, item.base_unit, item.scale, item.storage_zone
   from delivery_line as line join order_line as own on own.id = line.order_line_id
   join item on item.id = own.item_id where line.delivery_id = :deliveryId order by line.line_number`,
);

interface LotRow {
  id: number;
  line_number: number;
  lot_number: string;
  produced_on: string | null;
  expires_on: string;
  quantity_base: number;
  substitute_maker: string;
  inspected_base: number;
  order_line: number;
  ordered_base: number;
  shipped_base: number;
  cancelled_base: number;
  rejected_base: number;
  code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  storage_zone: string;
}

export interface AnnouncedLot {
  id: number;
  lineNumber: number;
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  quantityBase: number;
  inspectedBase: number;
  /** Said when another maker's goods come than were ordered. */
  substituteMaker: string;
  orderLine: number;
  /** What this and other deliveries bring beyond what is wanted of the line. */
  overBase: number;
  item: {
    code: string;
    genericName: string;
    strength: string;
    manufacturer: string;
    packSize: number;
    packUnit: string;
    baseUnit: string;
    scale: number;
  };
}

/** What is on the lorry, lot by lot. */
export async function announcedLots(db: Db, deliveryId: number): Promise<AnnouncedLot[]> {
  const rows = await db.run<LotRow>(lots, { deliveryId });
  return rows.map((row) => {
    const wanted = Number(row.ordered_base) - Number(row.cancelled_base) + Number(row.rejected_base);
    return {
      id: Number(row.id),
      lineNumber: Number(row.line_number),
      lotNumber: row.lot_number,
      producedOn: row.produced_on,
      expiresOn: row.expires_on,
      quantityBase: Number(row.quantity_base),
      inspectedBase: Number(row.inspected_base),
      substituteMaker: row.substitute_maker,
      orderLine: Number(row.order_line),
      overBase: Math.max(0, Number(row.shipped_base) - wanted),
      item: {
        code: row.code,
        genericName: row.generic_name,
        strength: row.strength,
        manufacturer: row.manufacturer,
        packSize: Number(row.pack_size),
        packUnit: row.pack_unit,
        baseUnit: row.base_unit,
        scale: Number(row.scale),
      },
    };
  });
}

/** The address of the place as the receivers wrote it, for those who deliver. */
export async function placesOf(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, { name: string; contact: string }>> {
  const rows = await db
    .select({ id: organisation.id, name: organisation.name, contact: organisation.contact })
    .from(organisation)
    .where(sql`${organisation.id} in (${sql.join(ids.length > 0 ? ids.map((id) => sql`${id}`) : [sql`0`], sql`, `)})`);
  return new Map(rows.map((row) => [row.id, { name: row.name, contact: row.contact ?? '' }]));
}
