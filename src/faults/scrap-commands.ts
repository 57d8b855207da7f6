/** A fault ends with the thing it is a fault of: nobody repairs or accepts what was scrapped. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { fault } from '../../db/schema/faults.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result } from '../kernel/result.ts';
import { endSpan } from './report-commands.ts';
import { FAULT_ACTS } from './rules.ts';

/**
 * Closes the open fault of a card that is being scrapped in this transaction, if there is one, and ends its downtime.
 * The card must no longer be held by it: the caller sets `downBy` to null as it scraps.
 */
export async function endFaultOfScrapped(
  tx: Tx,
  actor: Actor,
  at: number,
  scrapped: { assetId: number; note: string },
): Promise<Result<unknown>> {
  const [open] = await tx
    .select({ id: document.id })
    .from(fault)
    .innerJoin(document, eq(document.id, fault.documentId))
    .where(and(eq(fault.assetId, scrapped.assetId), eq(fault.isOpen, true)));
  if (open === undefined) return ok();
  const step = { act: 'scrap' as const, to: 'closed' as const, transitions: FAULT_ACTS, actor, at };
  const closed = await advance(tx, open.id, { ...step, note: scrapped.note });
  if (!closed.ok) return closed;
  await endSpan(tx, open.id, at);
  const end = { isOpen: false, irreparable: true, outcome: 'stopped' as const, loanerId: null };
  await tx.update(fault).set(end).where(eq(fault.documentId, open.id));
  return ok();
}
