/** What the database holds, as numbers that an act without effect must leave alone. The audit trail may grow. */
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { moneyAccount } from '../../db/schema/account.ts';
import { demand } from '../../db/schema/demand.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { balance } from '../../db/schema/ledger.ts';
import { payable } from '../../db/schema/payables.ts';
import { rowCounts } from '../support/digest.ts';

/** Rows of each table, and the sums of what is held, promised and owed, and how often papers changed. */
export async function tableCounts(db: Database): Promise<Record<string, number>> {
  const counts = await rowCounts(db);
  const [held] = await db.read
    .select({ onHand: sql<number>`sum(${balance.onHand})`, reserved: sql<number>`sum(${balance.reserved})` })
    .from(balance);
  const [papers] = await db.read.select({ versions: sql<number>`sum(${document.version})` }).from(document);
  const [lines] = await db.read.select({ picked: sql<number>`sum(${dispatchLine.pickedBase})` }).from(dispatchLine);
  const [prints] = await db.read.select({ prints: sql<number>`sum(${dispatch.printCount})` }).from(dispatch);
  const [money] = await db.read
    .select({
      posted: sql<number>`sum(${moneyAccount.debitsPosted} + ${moneyAccount.creditsPosted})`,
      pending: sql<number>`sum(${moneyAccount.debitsPending} + ${moneyAccount.creditsPending})`,
    })
    .from(moneyAccount);
  const [owed] = await db.read
    .select({
      paid: sql<number>`sum(${payable.paidFen})`,
      inRuns: sql<number>`sum(${payable.heldFen})`,
      credited: sql<number>`sum(${payable.creditedFen})`,
    })
    .from(payable);
  const [needs] = await db.read.select({ planned: sql<number>`sum(${demand.plannedBase})` }).from(demand);
  const sums = { ...held, ...papers, ...lines, ...prints, ...money, ...owed, ...needs };
  for (const [name, value] of Object.entries(sums)) counts[name] = Number(value ?? 0);
  return counts;
}
