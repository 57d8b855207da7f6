/** Where a thing under repair goes when it is accepted, once it is no longer where it broke. */
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { fault } from '../../db/schema/faults.ts';

/** Lets the open fault of a card lead back to this status instead of the one it was taken from. */
export async function comesBackTo(tx: Tx, assetId: number, status: 'in_use' | 'idle' | 'stopped'): Promise<void> {
  await tx
    .update(fault)
    .set({ takenFrom: status })
    .where(and(eq(fault.assetId, assetId), eq(fault.isOpen, true), isNotNull(fault.takenFrom)));
}
