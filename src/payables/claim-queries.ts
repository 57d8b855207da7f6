/** Small reads that claims are judged by. */
import { eq, sum } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { creditNote, payable, payableClaim } from '../../db/schema/payables.ts';

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
