/** The list of orders: found by number, supplier and item; narrowed by state, channel, lateness; paged by key. */
import { and, count, desc, eq, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { document } from '../../db/schema/documents.ts';
import { orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { party } from '../../db/schema/parties.ts';
import type { Channel } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import { searchItems } from '../catalogue/queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { OPEN_ORDERS, type OrderState } from './rules.ts';

export interface OrderFilter {
  /** Number, supplier (汉字, pinyin, code), or item. */
  q?: string | undefined;
  state?: OrderState | undefined;
  channel?: Channel | undefined;
  late?: boolean | undefined;
}

/** Whose orders: of the places under a path, or of one supplier from the day it was sent them. */
export type OrderScope = { scopePath: string } | { partyId: number };

export interface OrderListed {
  id: number;
  number: string;
  status: OrderState;
  partyName: string;
  partyCode: string;
  channel: Channel;
  delivery: 'hub' | 'direct' | 'relay';
  amountFen: number;
  wantedOn: string;
  sentAt: number | null;
  createdAt: number;
  lines: number;
  /** Lines by the answer; waiting ones are those that were not answered and are not done. */
  waiting: number;
  refused: number;
  changed: number;
  acceptedFen: number;
  cancelledFen: number;
  /** Lines past the promised or wanted day, and the earliest of those days. */
  late: number;
  lateSince: string | null;
}

const safe = (text: string) => text.replace(/[%_\\]/g, '');
const ITEMS_MOST = 200;

/** Orders delivered to, or bought for, a place under the path; the county sees all. */
export function reaches(scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  const under = `${safe(scopePath)}%`;
  return sql`(exists (select 1 from order_line as own join organisation as place on place.id = own.deliver_to_id
      where own.order_id = ${purchaseOrder.documentId} and place.path like ${under})
    or exists (select 1 from order_line as own join order_demand as need on need.order_line_id = own.id
      join demand on demand.id = need.demand_id join organisation as place on place.id = demand.organisation_id
      where own.order_id = ${purchaseOrder.documentId} and place.path like ${under}))`;
}

/** Lines that have something open whose day has passed. */
const isLate = (today: string) =>
  sql`exists (select 1 from order_line as own where own.order_id = ${purchaseOrder.documentId}
    and own.accepted_base + own.cancelled_base < own.quantity_base
    and coalesce(own.promised_on, ${purchaseOrder.wantedOn}) < ${today})`;

async function wordsOf(db: Db, q: string): Promise<SQL | undefined> {
  const text = safe(q.trim());
  if (text === '') return undefined;
  const byParty = queryTokens(q).map((token) => like(party.searchText, `%${safe(token)}%`));
  const found = (await searchItems(db, q, { limit: ITEMS_MOST })).map((item) => item.id);
  const holding = db.select({ id: orderLine.orderId }).from(orderLine).where(isOneOf(orderLine.itemId, found));
  return or(
    like(document.number, `%${text.toUpperCase()}%`),
    ...(byParty.length > 0 ? [and(...byParty)] : []),
    eq(party.code, text.toUpperCase()),
    ...(found.length > 0 ? [inArray(purchaseOrder.documentId, holding)] : []),
  );
}

async function conditions(db: Db, scope: OrderScope, filter: OrderFilter, today: string): Promise<SQL | undefined> {
  const { q, state, channel, late } = filter;
  const whose =
    'partyId' in scope
      ? and(eq(purchaseOrder.partyId, scope.partyId), sql`${document.status} <> 'issued'`, sentBefore())
      : reaches(scope.scopePath);
  return and(
    whose,
    q === undefined ? undefined : await wordsOf(db, q),
    state === undefined ? undefined : eq(document.status, state),
    channel === undefined ? undefined : eq(purchaseOrder.channel, channel),
    late === true ? and(inArray(document.status, [...OPEN_ORDERS]), isLate(today)) : undefined,
  );
}

/** An order that was given up before it was sent never reached its supplier. */
export function sentBefore(): SQL {
  return sql`${purchaseOrder.sentAt} is not null`;
}

const sums = statement(
  `select line.order_id, count(*) as lines,
     sum(case when line.answer = 'refused' then 1 else 0 end) as refused,
     sum(case when line.answer = 'changed' then 1 else 0 end) as changed,
     sum(case when line.answer = 'waiting' and line.accepted_base + line.cancelled_base < line.quantity_base
       then 1 else 0 end) as waiting,
     cast(sum(line.accepted_fen) as bigint) as accepted_fen, cast(sum(line.cancelled_fen) as bigint) as cancelled_fen,
     sum(case when line.accepted_base + line.cancelled_base < line.quantity_base
       and coalesce(line.promised_on, purchase_order.wanted_on) < :today then 1 else 0 end) as late,
     min(case when line.accepted_base + line.cancelled_base < line.quantity_base
       and coalesce(line.promised_on, purchase_order.wanted_on) < :today
       then coalesce(line.promised_on, purchase_order.wanted_on) end) as late_since
   from ${rowset('ids', { id: 'int' })} as given
   join purchase_order on purchase_order.document_id = given.id
   join order_line as line on line.order_id = given.id group by line.order_id`,
);

interface SumRow {
  order_id: number;
  lines: number;
  refused: number;
  changed: number;
  waiting: number;
  accepted_fen: number;
  cancelled_fen: number;
  late: number;
  late_since: string | null;
}

export interface OrderAsk {
  scope: OrderScope;
  filter: OrderFilter;
  today: string;
  /** Orders made before this one: the key of the next page. */
  before?: number | undefined;
  limit: number;
}

/** Orders, the newest first, at most `limit` of them. */
export async function listOrders(db: Db, ask: OrderAsk): Promise<OrderListed[]> {
  const where = await conditions(db, ask.scope, ask.filter, ask.today);
  const rows = await db
    .select({
      id: purchaseOrder.documentId,
      number: document.number,
      status: document.status,
      partyName: party.shortName,
      partyCode: party.code,
      channel: purchaseOrder.channel,
      delivery: purchaseOrder.delivery,
      amountFen: purchaseOrder.amountFen,
      wantedOn: purchaseOrder.wantedOn,
      sentAt: purchaseOrder.sentAt,
      createdAt: document.createdAt,
    })
    .from(purchaseOrder)
    .innerJoin(document, eq(document.id, purchaseOrder.documentId))
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .where(and(where, ask.before === undefined ? undefined : lt(purchaseOrder.documentId, ask.before)))
    .orderBy(desc(purchaseOrder.documentId))
    .limit(ask.limit);
  const found = await db.run<SumRow>(sums, { ids: rows.map(({ id }) => ({ id })), today: ask.today });
  const byOrder = new Map(found.map((row) => [Number(row.order_id), row]));
  return rows.map((row) => {
    const sum = byOrder.get(row.id);
    const status = row.status as OrderState;
    const open = OPEN_ORDERS.includes(status);
    return {
      ...row,
      status,
      lines: Number(sum?.lines ?? 0),
      waiting: Number(sum?.waiting ?? 0),
      refused: Number(sum?.refused ?? 0),
      changed: Number(sum?.changed ?? 0),
      acceptedFen: Number(sum?.accepted_fen ?? 0),
      cancelledFen: Number(sum?.cancelled_fen ?? 0),
      late: open ? Number(sum?.late ?? 0) : 0,
      lateSince: open ? (sum?.late_since ?? null) : null,
    };
  });
}

/** How many orders match. */
export async function countOrders(db: Db, ask: Pick<OrderAsk, 'scope' | 'filter' | 'today'>): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(purchaseOrder)
    .innerJoin(document, eq(document.id, purchaseOrder.documentId))
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .where(await conditions(db, ask.scope, ask.filter, ask.today));
  return Number(row?.total ?? 0);
}
