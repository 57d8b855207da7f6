/** Returns to suppliers as acts and pages read them: what can still go back, and one paper with its lines. */
import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { receipt, supplierReturn } from '../../db/schema/receipts.ts';
import { statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { linesOfReceipt, type ReceiptLine } from './record-queries.ts';
import type { ReturnableLine, ReturnState } from './return-rules.ts';

const lyingLots = statement(
  `select line.line_number, balance.location_id, location.name, organisation.short_name as place,
     balance.on_hand - balance.reserved as free_base
   from receipt_line as line join balance on balance.lot_id = line.lot_id and balance.on_hand > balance.reserved
   join location on location.id = balance.location_id and location.kind = 'store'
   join organisation on organisation.id = location.keeper_id
   where line.receipt_id = :receiptId and organisation.path like :scope || '%' order by line.line_number, location.id`,
);

const openProposals = statement(
  `select line.line_number, cast(sum(going.quantity_base) as bigint) as quantity_base
   from receipt_line as line join supplier_return_line as going on going.receipt_line_id = line.id
   join document on document.id = going.return_id and document.status = 'proposed'
   where line.receipt_id = :receiptId group by line.line_number`,
);

export interface ReturnChoice extends ReturnableLine {
  of: ReceiptLine;
  stores: { storeId: number; freeBase: number; name: string; place: string }[];
}

/** Accepted lots of an inspection that may still go back, and where they lie within the scope. */
export async function returnableOf(db: Db, receiptId: number, scopePath: string): Promise<ReturnChoice[]> {
  const lines = (await linesOfReceipt(db, receiptId)).filter((line) => line.acceptedBase > line.returnedBase);
  const lying = await db.run<{
    line_number: number;
    location_id: number;
    name: string;
    place: string;
    free_base: number;
  }>(lyingLots, { receiptId, scope: scopePath });
  const proposed = await db.run<{ line_number: number; quantity_base: number }>(openProposals, { receiptId });
  return lines.map((line) => ({
    of: line,
    line: line.lineNumber,
    item: line.item.name,
    acceptedBase: line.acceptedBase,
    returnedBase: line.returnedBase,
    proposedBase: Number(proposed.find((row) => row.line_number === line.lineNumber)?.quantity_base ?? 0),
    stores: lying
      .filter((row) => row.line_number === line.lineNumber)
      .map((row) => ({ storeId: row.location_id, freeBase: row.free_base, name: row.name, place: row.place })),
  }));
}

export interface ReturnRecord {
  document: DocumentRow & { status: ReturnState };
  paper: typeof supplierReturn.$inferSelect;
  place: OrganisationRow;
  party: { id: number; code: string; shortName: string; name: string };
  receiptNumber: string;
  orderId: number;
}

const inspected = alias(document, 'inspected');

/** The return of that number, whoever may see it: scope is the caller's question. */
export async function returnByNumber(db: Db, number: string): Promise<ReturnRecord | undefined> {
  const [row] = await db
    .select({
      document,
      paper: supplierReturn,
      place: organisation,
      party: { id: party.id, code: party.code, shortName: party.shortName, name: party.name },
      receiptNumber: inspected.number,
      orderId: receipt.orderId,
    })
    .from(document)
    .innerJoin(supplierReturn, eq(supplierReturn.documentId, document.id))
    .innerJoin(receipt, eq(receipt.documentId, supplierReturn.receiptId))
    .innerJoin(inspected, eq(inspected.id, receipt.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(party, eq(party.id, receipt.partyId))
    .where(and(eq(document.number, number), eq(document.kind, 'supplier_return')));
  if (row === undefined) return undefined;
  return { ...row, document: { ...row.document, status: row.document.status as ReturnState } };
}

const returnLines = statement(
  `select going.id, going.quantity_base, going.amount_fen, going.store_id, line.id as receipt_line_id,
     line.line_number, line.order_line_id, line.lot_id, line.lot_number, line.produced_on, line.expires_on, line.maker,
     line.reason_code, line.reason, line.price_pack, ordered.item_id, item.generic_name, item.strength, item.form,
     item.pack_size, item.pack_unit, item.base_unit, item.scale, location.name as store_name
   from supplier_return_line as going join receipt_line as line on line.id = going.receipt_line_id
   join order_line as ordered on ordered.id = line.order_line_id join item on item.id = ordered.item_id
   left join location on location.id = going.store_id
   where going.return_id = :returnId order by going.id`,
);

export interface ReturnLine {
  id: number;
  receiptLineId: number;
  lineNumber: number;
  orderLineId: number;
  itemId: number;
  itemName: string;
  strength: string;
  form: string;
  maker: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
  lotId: number | null;
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  reasonCode: ReceiptLine['reasonCode'];
  reason: string;
  pricePack: number;
  storeId: number | null;
  storeName: string | null;
  quantityBase: number;
  amountFen: number;
}

interface ReturnLineRow {
  id: number;
  receipt_line_id: number;
  line_number: number;
  order_line_id: number;
  item_id: number;
  generic_name: string;
  strength: string;
  form: string;
  maker: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  lot_id: number | null;
  lot_number: string;
  produced_on: string | null;
  expires_on: string;
  reason_code: ReceiptLine['reasonCode'];
  reason: string;
  price_pack: number;
  store_id: number | null;
  store_name: string | null;
  quantity_base: number;
  amount_fen: number;
}

/** The lines of a return in their order. */
export async function linesOfReturn(db: Db, returnId: number): Promise<ReturnLine[]> {
  const rows = await db.run<ReturnLineRow>(returnLines, { returnId });
  return rows.map((row) => ({
    id: row.id,
    receiptLineId: row.receipt_line_id,
    lineNumber: row.line_number,
    orderLineId: row.order_line_id,
    itemId: row.item_id,
    itemName: row.generic_name,
    strength: row.strength,
    form: row.form,
    maker: row.maker,
    shape: { packSize: row.pack_size, packUnit: row.pack_unit, baseUnit: row.base_unit, scale: row.scale },
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    producedOn: row.produced_on,
    expiresOn: row.expires_on,
    reasonCode: row.reason_code,
    reason: row.reason,
    pricePack: row.price_pack,
    storeId: row.store_id,
    storeName: row.store_name,
    quantityBase: row.quantity_base,
    amountFen: row.amount_fen,
  }));
}
