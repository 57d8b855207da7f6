/** What a supplier is owed and was paid, as payables tell it to that supplier alone. */
import type { Db } from '../../db/database.ts';
import { openToSupplier, type SupplierAsked, supplierStatements } from '../payables/supplier-queries.ts';

type Told = Awaited<ReturnType<typeof supplierStatements>>;
export type OwnPayable = Told['payables'][number];
export type OwnPayment = Told['payments'][number];

export interface OwnStatement {
  /** All that is open, also what is on other pages; fen. */
  openFen: number;
  payables: OwnPayable[];
  payments: OwnPayment[];
  /** Where the next pages begin. */
  next: number | undefined;
  nextPaid: number | undefined;
}

function cut<T extends { id: number }>(rows: readonly T[], size: number) {
  const page = rows.slice(0, size);
  return { page, next: rows.length > size ? page.at(-1)?.id : undefined };
}

/** A page of the payables of the party, and of the payments that the bank has confirmed. */
export async function ownStatement(
  db: Db,
  partyId: number,
  asked: Omit<SupplierAsked, 'limit'>,
  size: number,
): Promise<OwnStatement> {
  const { payables, payments } = await supplierStatements(db, partyId, { ...asked, limit: size + 1 });
  const [owed, paid] = [cut(payables, size), cut(payments, size)];
  const openFen = await openToSupplier(db, partyId);
  return { openFen, payables: owed.page, payments: paid.page, next: owed.next, nextPaid: paid.next };
}
