/** Small reads that claims are judged by. */
import { eq, sum } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { creditNote, payable, payableClaim } from '../../db/schema/payables.ts';
import { statement } from '../../db/statement.ts';

/** Credit notes about a payable, fen. */
export async function creditedOf(db: Db, payableId: number): Promise<number> {
  const [row] = await db
    .select({ sum: sum(creditNote.amountFen) })
    .from(creditNote)
    .where(eq(creditNote.payableId, payableId));
  return Number(row?.sum ?? 0);
}

/** The payable that a claim is about; undefined when there is no such claim. */
export async function payableOfClaim(db: Db, claimId: number): Promise<number | undefined> {
  const [row] = await db.select({ id: payableClaim.payableId }).from(payableClaim).where(eq(payableClaim.id, claimId));
  return row?.id;
}

/** How people call a payable: the receipt that it is for, and its part when there are several. */
export function payableName(receipt: string, part: number): string {
  return part > 1 ? `${receipt}-${part}` : receipt;
}

export async function numberOfPayable(db: Db, payableId: number): Promise<string> {
  const [row] = await db
    .select({ number: document.number, part: payable.part })
    .from(payable)
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(eq(payable.id, payableId));
  return row === undefined ? '' : payableName(row.number, row.part);
}

const boughtAs = statement(
  `select payable.id as payable_id, payable.organisation_id, party.short_name as supplier,
     ordered.number as order_number,
     inspected.number as receipt_number
   from receipt_line as line join receipt on receipt.document_id = line.receipt_id
   join payable on payable.receipt_id = line.receipt_id
   join party on party.id = payable.party_id
   join document as ordered on ordered.id = receipt.order_id
   join document as inspected on inspected.id = receipt.document_id
   where line.lot_id = :lotId order by payable.id desc limit 1`,
);

export interface BoughtAs {
  payableId: number;
  /** The member that bought: a credit of the supplier is its own. */
  organisationId: number;
  supplier: string;
  order: string;
  receipt: string;
}

type BoughtRow = Record<'payable_id' | 'organisation_id' | 'supplier' | 'order_number' | 'receipt_number', string>;

/** What is owed for a lot: the last inspection that took it in; undefined for stock from before there were orders. */
export async function payableOfLot(db: Db, lotId: number): Promise<BoughtAs | undefined> {
  const [row] = await db.run<BoughtRow>(boughtAs, { lotId });
  if (row === undefined) return undefined;
  const { payable_id: id, organisation_id: organisationId, supplier, order_number: order } = row;
  return {
    payableId: Number(id),
    organisationId: Number(organisationId),
    supplier,
    order,
    receipt: row.receipt_number,
  };
}
