/** Inspections as a list, newest first, by key; and what is on its way to be inspected. */
import { and, count, desc, eq, inArray, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { receipt, supplierReturn } from '../../db/schema/receipts.ts';
import { statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { ReturnState } from './return-rules.ts';
import { CONCLUDED, RECEIPT_STATES, type ReceiptState } from './rules.ts';

export const RECEIPT_TABS = {
  open: ['draft', 'pending'],
  concluded: CONCLUDED,
  all: RECEIPT_STATES,
} as const satisfies Record<string, readonly ReceiptState[]>;
export type ReceiptTab = keyof typeof RECEIPT_TABS;

export interface ReceiptFilter {
  tab: ReceiptTab;
  /** Part of a number, or words, pinyin, initials of the supplier. */
  q?: string | undefined;
}

export interface Listed<S extends string> {
  id: number;
  number: string;
  status: S;
  place: string;
  supplier: string;
  createdAt: number;
}

export interface ListedReceipt extends Listed<ReceiptState> {
  order: string;
  delivery: string | null;
  noteNumber: string;
  arrivedAt: number;
  concludedAt: number | null;
  lines: number;
  amountFen: number;
}

const ordered = alias(document, 'ordered');
const announced = alias(document, 'announced');

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

function searched(q: string | undefined) {
  return queryTokens(q ?? '').map((token) =>
    or(
      like(party.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token.toLowerCase())}`,
      sql`lower(${ordered.number}) like ${plainLike(token.toLowerCase())}`,
    ),
  );
}

const beyond = (cursor: readonly [number, number] | undefined) =>
  cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));

const lineCount = sql<number>`(select count(*) from receipt_line where receipt_id = ${document.id})`.mapWith(Number);
const amount = sql<number>`(select coalesce(sum(amount_fen), 0) from receipt_line where receipt_id = ${document.id})`;

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listReceipts(
  db: Db,
  scopePath: string,
  filter: ReceiptFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedReceipt[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      place: organisation.shortName,
      supplier: party.shortName,
      order: ordered.number,
      delivery: announced.number,
      noteNumber: receipt.noteNumber,
      arrivedAt: receipt.arrivedAt,
      concludedAt: receipt.concludedAt,
      lines: lineCount,
      amountFen: amount.mapWith(Number),
    })
    .from(receipt)
    .innerJoin(document, eq(document.id, receipt.documentId))
    .innerJoin(organisation, eq(organisation.id, receipt.organisationId))
    .innerJoin(party, eq(party.id, receipt.partyId))
    .innerJoin(ordered, eq(ordered.id, receipt.orderId))
    .leftJoin(announced, eq(announced.id, receipt.deliveryId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        inArray(document.status, [...RECEIPT_TABS[filter.tab]]),
        ...searched(filter.q),
        beyond(page.cursor),
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as ReceiptState }));
}

/** How many inspections each tab has within the scope. */
export async function countReceipts(db: Db, scopePath: string): Promise<Record<ReceiptTab, number>> {
  const rows = await db
    .select({ status: document.status, n: count() })
    .from(receipt)
    .innerJoin(document, eq(document.id, receipt.documentId))
    .innerJoin(organisation, eq(organisation.id, receipt.organisationId))
    .where(like(organisation.path, `${scopePath}%`))
    .groupBy(document.status);
  const of = (tab: ReceiptTab) =>
    rows.filter((row) => RECEIPT_TABS[tab].some((state) => state === row.status)).reduce((sum, row) => sum + row.n, 0);
  return { open: of('open'), concluded: of('concluded'), all: of('all') };
}

export interface ListedReturn extends Listed<ReturnState> {
  receipt: string;
  reason: string;
  amountFen: number;
}

/** Returns of the scope, newest first, by key. */
export async function listReturns(
  db: Db,
  scopePath: string,
  filter: { q?: string | undefined },
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedReturn[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      place: organisation.shortName,
      supplier: party.shortName,
      receipt: ordered.number,
      reason: supplierReturn.reason,
      amountFen: supplierReturn.amountFen,
    })
    .from(supplierReturn)
    .innerJoin(document, eq(document.id, supplierReturn.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(receipt, eq(receipt.documentId, supplierReturn.receiptId))
    .innerJoin(party, eq(party.id, receipt.partyId))
    .innerJoin(ordered, eq(ordered.id, receipt.documentId))
    .where(and(like(organisation.path, `${scopePath}%`), ...searched(filter.q), beyond(page.cursor)))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as ReturnState }));
}

const awaited = statement(
  `select document.number, document.status, ordered.number as order_number, delivery.note_number, delivery.expected_on,
     place.id as place_id, place.code as place_code, place.short_name as place, place.kind, place.path,
     party.short_name as supplier, (select count(*) from delivery_line where delivery_id = document.id) as lines
   from delivery join document on document.id = delivery.document_id and document.status in ('announced', 'inspecting')
   join document as ordered on ordered.id = delivery.order_id
   join purchase_order on purchase_order.document_id = delivery.order_id
   join party on party.id = purchase_order.party_id
   join organisation as place on place.id = delivery.deliver_to_id
   where place.path like :scope || '%'
     and not exists (select 1 from receipt join document as draft on draft.id = receipt.document_id
       and draft.status = 'draft' where receipt.delivery_id = document.id)
   order by delivery.expected_on, document.id limit 100`,
);

export interface AwaitedDelivery {
  number: string;
  order: string;
  noteNumber: string;
  expectedOn: string;
  place: { id: number; code: string; name: string; kind: OrganisationKind; path: string };
  supplier: string;
  lines: number;
}

/** Announced deliveries to the scope that nobody inspects yet, first expected first. */
export async function deliveriesAwaited(db: Db, scopePath: string): Promise<AwaitedDelivery[]> {
  const rows = await db.run<{
    number: string;
    order_number: string;
    note_number: string;
    expected_on: string;
    place_id: number;
    place_code: string;
    place: string;
    kind: OrganisationKind;
    path: string;
    supplier: string;
    lines: number;
  }>(awaited, { scope: scopePath });
  return rows.map((row) => ({
    number: row.number,
    order: row.order_number,
    noteNumber: row.note_number,
    expectedOn: row.expected_on,
    place: { id: row.place_id, code: row.place_code, name: row.place, kind: row.kind, path: row.path },
    supplier: row.supplier,
    lines: Number(row.lines),
  }));
}
