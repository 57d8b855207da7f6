/** Handing in, signing, sending back, filing with the platform and giving up a monthly return. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { monitoringReturn } from '../../db/schema/monitoring.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnReturn, type Seen } from './act-commands.ts';
import { checkAsk } from './check-queries.ts';
import { checkComplete } from './check-rules.ts';
import { type LoadedReturn, lockMonths, withReceipt } from './record-queries.ts';
import { checkReceipt, checkSigner, RETURN_ACTS } from './rules.ts';

async function complete(tx: Tx, loaded: LoadedReturn, at: number): Promise<Result<undefined>> {
  return checkComplete({ ...loaded.paper, lines: loaded.lines }, await checkAsk(tx, loaded, dayOf(at)));
}

/** Hands it in for the signature. Refuses errors of the national form, and remarks that nobody explained. */
export function submitReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ number: string }>> {
  const table = { step: 'submit' as const, to: 'submitted' as const, permission: 'monitoring.prepare' as const };
  const request = { act: 'monitoring.submit', ...table, ...given, input: {} };
  return actOnReturn(services, actor, request, async (tx, loaded, at) => {
    const whole = await complete(tx, loaded, at);
    return whole.ok ? ok({ value: { number: given.number } }) : whole;
  });
}

/** Signs it. Refuses whoever prepared, changed or handed it in, and what is no longer complete. */
export function approveReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ number: string }>> {
  const table = { step: 'approve' as const, to: 'approved' as const, permission: 'monitoring.approve' as const };
  const request = { act: 'monitoring.approve', ...table, ...given, input: {} };
  return actOnReturn(services, actor, request, async (tx, { document }) => {
    const other = checkSigner(actor.userId, await timelineOf(tx, document.id));
    return other.ok ? ok({ value: { number: given.number } }) : other;
  });
}

/** Sends it back to be changed, with the reason: before or after the signature, never after it was filed. */
export function returnReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'return' as const, to: 'draft' as const, permission: 'monitoring.approve' as const };
  const request = { act: 'monitoring.return', ...table, ...given, input };
  return actOnReturn(services, actor, request, async () => ok({ value: { number: given.number } }));
}

/** Gives it up: nothing was filed. The month is owed again, or the version it corrects goes on to hold. */
export function cancelReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'cancel' as const, to: 'cancelled' as const, permission: 'monitoring.prepare' as const };
  const request = { act: 'monitoring.cancel', ...table, ...given, input };
  return actOnReturn(services, actor, request, async () => ok({ value: { number: given.number } }));
}

/**
 * Keeps that it was filed with the platform: the day and the receipt. What it corrects no longer holds. Refuses days
 * that cannot be, and a receipt that another return has.
 */
export function reportReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reportedOn: string; receiptNumber: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'report' as const, to: 'reported' as const, permission: 'monitoring.prepare' as const };
  const request = { act: 'monitoring.report', ...table, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, paper }, at) => {
    const checked = checkReceipt(input, paper.month, dayOf(at));
    if (!checked.ok) return checked;
    await lockMonths(tx, paper.organisationId);
    const other = await withReceipt(tx, input.receiptNumber);
    if (other !== undefined) return refuse('monitoring_receipt_taken', { number: other }, 'receiptNumber');
    await tx.update(monitoringReturn).set(input).where(eq(monitoringReturn.documentId, document.id));
    if (paper.replacesId !== null) {
      const step = { act: 'supersede', to: 'corrected', transitions: RETURN_ACTS, actor, at, note: given.number };
      const superseded = await advance(tx, paper.replacesId, step);
      if (!superseded.ok) return superseded;
    }
    return ok({ value: { number: given.number } });
  });
}
