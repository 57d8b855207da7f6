/** What a thing that goes back to who lent it leaves behind in the faults: its own, and the one it stood in for. */
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { fault } from '../../db/schema/faults.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result } from '../kernel/result.ts';
import { FAULT_ACTS } from './rules.ts';

/** Lets the open fault of a card lead back to this status instead of the one it was taken from. */
export async function comesBackTo(tx: Tx, assetId: number, status: 'in_use' | 'idle' | 'stopped'): Promise<void> {
  await tx
    .update(fault)
    .set({ takenFrom: status })
    .where(and(eq(fault.assetId, assetId), eq(fault.isOpen, true), isNotNull(fault.takenFrom)));
}

/** Ends it that a thing stands in for a faulty one; the timeline of the fault says so. Nothing where it did not. */
export async function endStandIn(tx: Tx, actor: Actor, at: number, assetId: number): Promise<Result<undefined>> {
  const [served] = await tx
    .select({ id: document.id, status: document.status })
    .from(fault)
    .innerJoin(document, eq(document.id, fault.documentId))
    .where(and(eq(fault.loanerId, assetId), eq(fault.isOpen, true)));
  if (served === undefined) return ok();
  await tx.update(fault).set({ loanerId: null }).where(eq(fault.documentId, served.id));
  const step = { act: 'lend', to: served.status, transitions: FAULT_ACTS, actor, at, note: '—' };
  const told = await advance(tx, served.id, step);
  return told.ok ? ok() : told;
}
