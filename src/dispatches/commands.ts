/** Sending a dispatch: post what was picked, take it back while it travels, cancel it before. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods, reverseGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openReservations, release } from '../ledger/reserve.ts';
import { checkPacked, emptyBoxes } from '../packing/follow-commands.ts';
import { leaveRound } from '../rounds/follow-commands.ts';
import { finishCapture, withdrawCapture } from '../tracing/finish-commands.ts';
import { followDispatch } from '../transfers/follow-commands.ts';
import { type Standing, standingAtCorrection, standingAtSending, standsBy } from './controlled-commands.ts';
import { type DispatchLineRow, type DispatchRecord, linesOfDispatch, lockDispatch } from './dispatch-record.ts';
import { movementOfPosting, sendOff, shipLines, unshipLines } from './dispatch-statements.ts';
import { checkPosting, dispatchTransitions } from './rules.ts';
import { shipServed, withdrawServed } from './serving.ts';

export interface PostDispatchInput {
  number: string;
  /** Version of the document that the person saw. */
  version: number;
  vehicle: string | null;
  driver: string | null;
  box: string | null;
  note: string | null;
}

export interface DispatchReasonInput {
  number: string;
  version: number;
  reason: string;
}

/** The input of an act as its key remembers it: another second person is another act. */
function withSecond<I extends object>(input: I, second: SecondPerson | null): I | (I & { second: number }) {
  return second === null ? input : { ...input, second: second.userId };
}

/** The dispatch for an act that sends or ends it: only its sender may, with the permission to post. Locked. */
export async function ownDispatch(tx: Tx, actor: Actor, number: string): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.post')) return refuseWithout('dispatch.post');
  const record = await lockDispatch(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  if (!worksAt(actor, record.sender)) return refuse('not_sender', { sender: record.sender.shortName });
  return ok(record);
}

/** What was picked, from its stores to the receiver's transit place; the reservations of the dispatch end with it. */
function postingOf(
  record: DispatchRecord,
  lines: readonly DispatchLineRow[],
  by: { actor: Actor; at: number; standing: Standing },
): PostRequest {
  const { actor, at, standing } = by;
  const { id } = record.document;
  const taken = lines.map((line) => ({
    lotId: line.lot_id,
    fromId: line.from_location_id,
    toId: record.transitId,
    quantityBase: line.picked_base ?? 0,
  }));
  return {
    kind: 'dispatch',
    documentId: id,
    actor,
    occurredAt: at,
    postedAt: at,
    key: `dispatch-${id}`,
    lines: taken.filter((line) => line.quantityBase > 0),
    consume: 'all',
    ...standing,
  };
}

/**
 * Posts the dispatch: what was picked leaves the sender's stores for the transit place of the receiver, and every
 * shortage it serves is on its way. Refuses lines not picked, the picker checking the own pick, a lot that expired
 * or was frozen since, a stale page, and controlled drugs as `standingAtSending` does.
 */
export function postDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PostDispatchInput,
  second: SecondPerson | null = null,
): Promise<Answer<{ number: string; movementId: number; receiver: string }>> {
  const asked = { act: 'dispatch.post', key, input: withSecond(input, second), subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const locked = record.document;
    const { id } = locked;
    const { vehicle, driver, box, note } = input;
    const detail = { vehicle, driver, box, ...standsBy(second) };
    const step = { act: 'post', to: 'in_transit', transitions: dispatchTransitions, actor, at, note, detail, locked };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const lines = await linesOfDispatch(tx, id);
    const ready = checkPosting(
      lines.map((line) => ({
        lineNumber: line.line_number,
        quantityBase: line.quantity_base,
        pickedBase: line.picked_base,
        pickedBy: line.picked_by,
      })),
      actor.userId,
    );
    if (!ready.ok) return ready;
    const packed = await checkPacked(tx, id);
    if (!packed.ok) return packed;
    const standing = await standingAtSending(tx, { record, lines, box, day: dayOf(at) }, second);
    if (!standing.ok) return standing;
    const posted = await postGoods(tx, postingOf(record, lines, { actor, at, standing: standing.value }));
    if (!posted.ok) return posted;
    await tx.run(shipLines, { dispatchId: id });
    await tx.run(sendOff, { dispatchId: id, at, vehicle, driver, box, note });
    const shipped = await shipServed(tx, record, lines, actor, at);
    if (!shipped.ok) return shipped;
    const followed = await followDispatch(tx, { dispatchId: id, act: 'ship', paper: input.number, actor, at });
    if (!followed.ok) return followed;
    const traced = await finishCapture(tx, { userId: actor.userId, at }, { number: input.number, act: 'dispatch' });
    if (!traced.ok) return traced;
    const { movementId } = posted.value;
    const value = { number: input.number, movementId, receiver: record.receiver.shortName };
    return ok({ value, subject: input.number, after: { ...input, ...value, lines: lines.length } });
  });
}

/** Cancels a dispatch that is still being picked: stock is free again and the requests are open again. */
export function cancelDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DispatchReasonInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'dispatch.cancel', key, input, subject: input.number }, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const locked = found.value.document;
    const { id } = locked;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const step = { act: 'cancel', to: 'cancelled', transitions: dispatchTransitions, actor, at, note: reason, locked };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const off = await leaveRound(tx, id, input.number);
    if (!off.ok) return off;
    await emptyBoxes(tx, id);
    const reservations = await openReservations(tx, id);
    const released = await release(
      tx,
      reservations.map((reservation) => reservation.id),
      at,
    );
    if (!released.ok) return released;
    const withdrawn = await withdrawServed(tx, found.value, actor, at, false);
    if (!withdrawn.ok) return withdrawn;
    const ended = { dispatchId: id, act: 'cancel' as const, paper: input.number, actor, at, note: reason };
    const followed = await followDispatch(tx, ended);
    if (!followed.ok) return followed;
    return ok({ value: { number: input.number }, subject: input.number, after: input });
  });
}

/**
 * Takes a posted dispatch back by a red movement while it travels: goods return to the stores they came from; for
 * controlled drugs before a second person of the sender.
 */
export function reverseDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DispatchReasonInput,
  second: SecondPerson | null = null,
): Promise<Answer<{ number: string }>> {
  const asked = { act: 'dispatch.reverse', key, input: withSecond(input, second), subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const locked = found.value.document;
    const { id } = locked;
    const off = await leaveRound(tx, id, input.number);
    if (!off.ok) return off;
    const [movement] = await tx.run<{ id: number }>(movementOfPosting, { documentId: id });
    const step = {
      act: 'reverse',
      to: 'reversed',
      transitions: dispatchTransitions,
      actor,
      at,
      note: input.reason,
      detail: standsBy(second),
      locked,
    };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    if (movement === undefined) throw new Error(`${input.number} is in transit without a movement`);
    const standing = await standingAtCorrection(tx, id, second, found.value.sender);
    if (!standing.ok) return standing;
    const { witness } = standing.value;
    const request = { movementId: movement.id, actor, at, key: `dispatch-${id}-red`, reason: input.reason };
    const reversed = await reverseGoods(tx, { ...request, ...(witness && { witness }) });
    if (!reversed.ok) return reversed;
    await withdrawCapture(tx, input.number, 'dispatch');
    await tx.run(unshipLines, { dispatchId: id });
    await emptyBoxes(tx, id);
    const withdrawn = await withdrawServed(tx, found.value, actor, at, true);
    if (!withdrawn.ok) return withdrawn;
    const ended = { dispatchId: id, act: 'cancel' as const, paper: input.number, actor, at, note: input.reason };
    const followed = await followDispatch(tx, ended);
    if (!followed.ok) return followed;
    return ok({ value: { number: input.number }, subject: input.number, after: input });
  });
}
