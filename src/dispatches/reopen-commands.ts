/** A case is given to another person, and a closed one is opened again: its posting is taken back by a red one. */
import { eq } from 'drizzle-orm';
import { discrepancy } from '../../db/schema/dispatches.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { reverseGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { ruleOn } from '../settings/queries.ts';
import { clearFindings, withdrawCharge } from './charge-commands.ts';
import { differenceDue, discrepancyTransitions } from './difference-rules.ts';
import { discrepancyByNumber, sideOf } from './discrepancy-record-queries.ts';
import { dispatchTransitions } from './rules.ts';

export interface AssignInput {
  number: string;
  version: number;
  ownerId: number;
}

/** Gives an open case to somebody of either side. Refuses third parties, and people of other places. */
export function assignDifference(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AssignInput,
): Promise<Answer<{ owner: string }>> {
  const request = { act: 'discrepancy.assign', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'discrepancy.close')) return refuseWithout('discrepancy.close');
    const record = await discrepancyByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    if (sideOf(record, actor) === undefined) return refuse('not_a_side');
    const [owner] = await tx.select().from(person).where(eq(person.id, input.ownerId));
    const sides = [record.sender.id, record.receiver.id];
    if (!owner?.active || !sides.includes(owner.organisationId)) return refuse('owner_unknown', {}, 'ownerId');
    const step = { act: 'assign', to: 'open', transitions: discrepancyTransitions, actor, at, note: owner.name };
    const moved = await advance(tx, record.document.id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    await tx.update(discrepancy).set({ ownerId: owner.id }).where(eq(discrepancy.documentId, record.document.id));
    return ok({ value: { owner: owner.name }, subject: input.number, after: { owner: owner.name } });
  });
}

const standing = statement(
  `select movement.id from movement
   where movement.document_id = :id and movement.kind = 'discrepancy'
     and not exists (select 1 from movement as red where red.reversal_of = movement.id)
   order by movement.id desc limit 1`,
);

export interface ReopenInput {
  number: string;
  version: number;
  reason: string;
}

/**
 * Opens a closed case again: the goods go back to where they waited, a charge is withdrawn, both sides speak anew.
 * Refuses third parties, whoever closed it, no reason, controlled drugs, whose register was written, goods that have
 * left since, and a claim that the supplier's payable has taken.
 */
export function reopenDifference(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReopenInput,
): Promise<Answer<{ number: string }>> {
  const request = { act: 'discrepancy.reopen', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'discrepancy.close')) return refuseWithout('discrepancy.close');
    const record = await discrepancyByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    if (sideOf(record, actor) === undefined) return refuse('not_a_side');
    if (isControlled(record.item.controlClass)) return refuse('reopen_controlled');
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const { id } = record.document;
    const last = (await timelineOf(tx, id)).findLast((row) => row.act === 'find');
    if (last?.actorId === actor.userId) return refuse('reopen_own');
    const step = { act: 'reopen', to: 'open', transitions: discrepancyTransitions, actor, at, note: reason };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const withdrawn = await withdrawCharge(tx, id, { actor, at, reason });
    if (!withdrawn.ok) return withdrawn;
    const [posted] = await tx.run<{ id: number }>(standing, { id });
    if (posted !== undefined) {
      const red = { movementId: posted.id, actor, at, key: `discrepancy-${id}-red-${posted.id}`, reason };
      const reversed = await reverseGoods(tx, red);
      if (!reversed.ok) return reversed;
    }
    await clearFindings(tx, id);
    const dueAt = differenceDue(record.discrepancy.kind, at, await ruleOn(tx, 'difference_minutes', dayOf(at)));
    await tx.update(discrepancy).set({ dueAt }).where(eq(discrepancy.documentId, id));
    const back = { act: 'unsettle', to: 'discrepancy', transitions: dispatchTransitions, actor, at };
    const led = await advance(tx, record.discrepancy.dispatchId, { ...back, detail: { difference: input.number } });
    return led.ok ? ok({ value: { number: input.number }, subject: input.number, after: { reason } }) : led;
  });
}
