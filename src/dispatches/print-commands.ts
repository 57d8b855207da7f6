/** How often the slip of a dispatch was printed stands with the dispatch, as lists show it. */
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dispatch } from '../../db/schema/dispatches.ts';

/** Counts one print of the slip inside the caller's act. Returns which print it is, from 1. */
export async function countPrint(tx: Tx, documentId: number): Promise<number> {
  const [counted] = await tx
    .update(dispatch)
    .set({ printCount: sql`${dispatch.printCount} + 1` })
    .where(eq(dispatch.documentId, documentId))
    .returning({ copy: dispatch.printCount });
  return counted?.copy ?? 0;
}
