/** What a supplier is owed and was paid, as payables tell it to that supplier alone. */
import type { Db } from '../../db/database.ts';
import { supplierStatements } from '../payables/supplier-queries.ts';

type Told = Awaited<ReturnType<typeof supplierStatements>>;
export type OwnPayable = Told['payables'][number];
export type OwnPayment = Told['payments'][number];

/** The newest payables of the party, and the payments that the bank has confirmed. */
export async function ownStatement(db: Db, partyId: number): Promise<Pick<Told, 'payables' | 'payments'>> {
  const { payables, payments } = await supplierStatements(db, partyId);
  return { payables, payments: payments.filter((row) => row.status === 'confirmed') };
}
