/** Printing is an act: each paper slip is counted before it is drawn, so that a second copy says that it is one. */
import { eq, sql } from 'drizzle-orm';
import { dispatch } from '../../db/schema/dispatches.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { dispatchByNumber } from './dispatch-record.ts';

export interface PrintInput {
  number: string;
  size: 'a4' | '241';
}

/** Counts one print of the slip. Refuses a dispatch that was never posted, and people who may not see stock. */
export function countPrint(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PrintInput,
): Promise<Answer<{ copy: number }>> {
  return command(services, actor, { act: 'dispatch.print', key, input, subject: input.number }, async (tx) => {
    if (!may(actor.roles, 'stock.read')) return refuseWithout('stock.read');
    const record = await dispatchByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    if (record.dispatch.postedAt === null) return refuse('slip_not_posted');
    const [counted] = await tx
      .update(dispatch)
      .set({ printCount: sql`${dispatch.printCount} + 1` })
      .where(eq(dispatch.documentId, record.document.id))
      .returning({ copy: dispatch.printCount });
    const copy = counted?.copy ?? 0;
    return ok({ value: { copy }, subject: input.number, after: { ...input, copy } });
  });
}
