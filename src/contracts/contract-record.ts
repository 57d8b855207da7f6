/** Loads a contract under its lock, for the acts on it. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { contract } from '../../db/schema/prices.ts';
import { checkSeen } from '../documents/advance.ts';
import { type DocumentRow, documentByNumber, timelineOf } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface LoadedContract {
  document: DocumentRow;
  contract: typeof contract.$inferSelect;
}

/** Refuses a number that is none, and `stale` when somebody acted since the page was shown. */
export async function loadContract(tx: Tx, number: string, seenVersion?: number): Promise<Result<LoadedContract>> {
  const found = await documentByNumber(tx, 'contract', number);
  if (found === undefined) return refuse('not_found');
  if (seenVersion !== undefined) {
    const seen = await checkSeen(tx, found, seenVersion);
    if (!seen.ok) return seen;
  }
  const [row] = await tx.select().from(contract).where(eq(contract.documentId, found.id));
  return row === undefined ? refuse('not_found') : ok({ document: found, contract: row });
}

/** People who wrote or changed it: none of them may activate it. */
export async function draftersOf(tx: Tx, documentId: number): Promise<Set<number>> {
  const acts = await timelineOf(tx, documentId);
  return new Set(acts.filter((act) => act.act === 'draft' || act.act === 'change').map((act) => act.actorId));
}
