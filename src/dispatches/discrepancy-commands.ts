/** A difference is closed when both sides have found the same, each with a reason; closing posts what was found. */
import { eq } from 'drizzle-orm';
import { discrepancy } from '../../db/schema/dispatches.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { closeWith } from './close-commands.ts';
import { standingAtCorrection, standsBy } from './controlled-commands.ts';
import { checkBearer, checkFinding, discrepancyTransitions } from './difference-rules.ts';
import { discrepancyByNumber, sideOf } from './discrepancy-record-queries.ts';

export interface FindingInput {
  number: string;
  version: number;
  finding: string;
  /** Who bears the loss, where what was found is one. */
  bearer?: string | null;
  reason: string;
}

/**
 * Records what one side found. When the other side has found the same, and the same bearer of a loss, the difference
 * closes and is posted; otherwise it stays open and shows both findings. Refuses a third party, a finding that does not
 * fit, a loss that nobody bears, no reason, one person for both sides, and what is found of controlled drugs without a
 * second person of that side.
 */
export function findDifference(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: FindingInput,
  second: SecondPerson | null = null,
): Promise<Answer<{ closed: boolean }>> {
  const asked = { ...input, ...(second && { second: second.userId }) };
  const request = { act: 'discrepancy.find', key, input: asked, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'discrepancy.close')) return refuseWithout('discrepancy.close');
    const record = await discrepancyByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const side = sideOf(record, actor);
    if (side === undefined) return refuse('not_a_side');
    const locked = isControlled(record.item.controlClass);
    const checked = checkFinding(record.discrepancy.kind, input.finding, input.reason, locked);
    if (!checked.ok) return checked;
    const bears = checkBearer(checked.value, input.bearer ?? null);
    if (!bears.ok) return bears;
    const standing = await standingAtCorrection(tx, record.discrepancy.dispatchId, second, record[side]);
    if (!standing.ok) return standing;
    const { value: finding } = checked;
    const { value: bearer } = bears;
    const reason = input.reason.trim();
    const { senderFinding, senderBearer, senderBy, receiverFinding, receiverBearer, receiverBy } = record.discrepancy;
    const other = side === 'sender' ? [receiverFinding, receiverBearer] : [senderFinding, senderBearer];
    const closed = other[0] === finding && other[1] === bearer;
    const step = { act: 'find', to: closed ? 'closed' : 'open', transitions: discrepancyTransitions, actor, at };
    const detail = { side, finding, ...(bearer && { bearer }), ...standsBy(second) };
    const moved = await advance(tx, record.document.id, { ...step, seenVersion: input.version, note: reason, detail });
    if (!moved.ok) return moved;
    if (closed && (side === 'sender' ? receiverBy : senderBy) === actor.userId) return refuse('finding_same_person');
    const own =
      side === 'sender'
        ? { senderFinding: finding, senderReason: reason, senderBy: actor.userId, senderBearer: bearer }
        : { receiverFinding: finding, receiverReason: reason, receiverBy: actor.userId, receiverBearer: bearer };
    await tx.update(discrepancy).set(own).where(eq(discrepancy.documentId, record.document.id));
    if (closed) {
      const posted = await closeWith(tx, record, { finding, bearer, actor, at, standing: standing.value });
      if (!posted.ok) return posted;
    }
    return ok({ value: { closed }, subject: input.number, after: { ...input, side, closed } });
  });
}
