/** A transfer goes where its dispatch goes: sent, received, or given up together with it. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { memberTransfer } from '../../db/schema/transfers.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result } from '../kernel/result.ts';
import { transferTransitions } from './rules.ts';

const GOES_TO = { ship: 'in_transit', receive: 'received', cancel: 'cancelled' } as const;

export interface DispatchStep {
  dispatchId: number;
  act: keyof typeof GOES_TO;
  /** Number of the dispatch. */
  paper: string;
  actor: Actor;
  at: number;
  note?: string;
}

/** Leads on the transfer that the dispatch carries; a dispatch that carries none is fine. */
export async function followDispatch(tx: Tx, step: DispatchStep): Promise<Result<unknown>> {
  const { dispatchId, act, paper, actor, at, note } = step;
  const [row] = await tx
    .select({ id: memberTransfer.documentId })
    .from(memberTransfer)
    .where(eq(memberTransfer.dispatchId, dispatchId));
  if (row === undefined) return ok();
  const common = { act, to: GOES_TO[act], transitions: transferTransitions, actor, at, detail: { dispatch: paper } };
  return advance(tx, row.id, { ...common, ...(note && { note }) });
}
