/** Sending a dispatch: post what was picked, take it back while it travels, cancel it before. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dispatch } from '../../db/schema/dispatches.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { setLinkQuantities } from '../documents/links.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { post } from '../ledger/post.ts';
import { openReservations, release } from '../ledger/reserve.ts';
import { reverse } from '../ledger/reverse.ts';
import { transitOf } from '../organisations/queries.ts';
import { type ProgressChange, progressShortages } from '../shortages/progress-commands.ts';
import {
  type DispatchLineRow,
  type DispatchRecord,
  dispatchByNumber,
  linesOfDispatch,
  type ServingLink,
  servingLinks,
  sumByShortage,
} from './dispatch-record.ts';
import { movementOfPosting, shipLines, unshipLines } from './dispatch-statements.ts';
import { checkPosting, dispatchTransitions, shareInOrder } from './rules.ts';

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

async function ownDispatch(tx: Tx, actor: Actor, number: string): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.post')) return refuse('forbidden');
  const record = await dispatchByNumber(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  if (record.sender.id !== actor.organisationId) return refuse('not_sender', { sender: record.sender.shortName });
  return ok(record);
}

/** What each link carries once a line was picked: the first asked keep theirs when the pick fell short. */
function sharesOf(lines: readonly DispatchLineRow[], links: readonly ServingLink[]) {
  const shares: { link: ServingLink; quantityBase: number }[] = [];
  for (const line of lines) {
    const own = links.filter((link) => link.line_id === line.id);
    const wanted = own.map((link) => ({ id: link.id, quantityBase: link.quantity_base }));
    const shared = shareInOrder(wanted, line.picked_base ?? 0);
    for (const link of own) shares.push({ link, quantityBase: shared.get(link.id) ?? 0 });
  }
  return shares;
}

async function shipServed(
  tx: Tx,
  record: DispatchRecord,
  lines: readonly DispatchLineRow[],
  actor: Actor,
  at: number,
): Promise<Result<undefined>> {
  const links = await servingLinks(tx, record.document.id);
  const shares = sharesOf(lines, links);
  const shorter = shares.filter((share) => share.quantityBase !== share.link.quantity_base);
  await setLinkQuantities(
    tx,
    shorter.map(({ link, quantityBase }) => ({ id: link.id, quantityBase, fulfilledBase: 0 })),
  );
  const shipped = sumByShortage(
    shares.map(({ link, quantityBase }) => ({ shortageId: link.shortage_id, quantityBase })),
  );
  const short = new Map(
    sumByShortage(
      shares.map(({ link, quantityBase }) => ({
        shortageId: link.shortage_id,
        quantityBase: link.quantity_base - quantityBase,
      })),
    ).map((one) => [one.shortageId, one.quantityBase]),
  );
  const changes = shipped.map(
    ({ shortageId, quantityBase }): ProgressChange => ({
      shortageId,
      shippedBase: quantityBase,
      answeredBase: -(short.get(shortageId) ?? 0),
      detail: { dispatch: record.document.number, quantityBase, short: short.get(shortageId) ?? 0 },
    }),
  );
  return progressShortages(tx, { act: 'ship', actor, at }, changes);
}

/**
 * Posts the dispatch: what was picked leaves the sender's stores for the transit place of the receiver, and every
 * shortage it serves is on its way. Refuses lines not picked, the picker checking the own pick, a lot that expired
 * or was frozen since, a stale page.
 */
export function postDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PostDispatchInput,
): Promise<Answer<{ number: string; movementId: number }>> {
  return command(services, actor, { act: 'dispatch.post', key, input }, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const { id } = record.document;
    const detail = { vehicle: input.vehicle, driver: input.driver, box: input.box };
    const step = {
      act: 'post',
      to: 'in_transit',
      transitions: dispatchTransitions,
      actor,
      at,
      note: input.note,
      detail,
    };
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
    const transit = await transitOf(tx, record.receiver.id);
    if (transit === undefined) throw new Error(`${record.receiver.code} has no transit place`);
    const reservations = await openReservations(tx, id);
    const posted = await post(tx, {
      kind: 'dispatch',
      documentId: id,
      actor,
      occurredAt: at,
      postedAt: at,
      key: `dispatch-${id}`,
      lines: lines
        .filter((line) => (line.picked_base ?? 0) > 0)
        .map((line) => ({
          lotId: line.lot_id,
          fromId: line.from_location_id,
          toId: transit.id,
          quantityBase: line.picked_base ?? 0,
        })),
      consume: reservations.map((reservation) => reservation.id),
    });
    if (!posted.ok) return posted;
    await tx.run(shipLines, { dispatchId: id });
    const shipped = await shipServed(tx, record, lines, actor, at);
    if (!shipped.ok) return shipped;
    const { vehicle, driver, box, note } = input;
    await tx.update(dispatch).set({ postedAt: at, vehicle, driver, box, note }).where(eq(dispatch.documentId, id));
    const value = { number: input.number, movementId: posted.value.movementId };
    return ok({ value, subject: input.number, after: { ...input, ...value, lines: lines.length } });
  });
}

/** Every share a dispatch holds goes back to being open in its shortage. */
async function withdrawServed(
  tx: Tx,
  record: DispatchRecord,
  actor: Actor,
  at: number,
  wasShipped: boolean,
): Promise<Result<undefined>> {
  // A line that was picked as nothing serves nobody any more: its request has moved on without this dispatch
  const links = (await servingLinks(tx, record.document.id)).filter((link) => link.quantity_base > 0);
  await setLinkQuantities(
    tx,
    links.map((link) => ({ id: link.id, quantityBase: 0, fulfilledBase: 0 })),
  );
  const taken = sumByShortage(
    links.map((link) => ({ shortageId: link.shortage_id, quantityBase: link.quantity_base })),
  );
  const changes = taken.map(
    ({ shortageId, quantityBase }): ProgressChange => ({
      shortageId,
      answeredBase: -quantityBase,
      shippedBase: wasShipped ? -quantityBase : 0,
      detail: { dispatch: record.document.number, quantityBase },
    }),
  );
  return progressShortages(tx, { act: 'withdraw', actor, at }, changes);
}

/** Cancels a dispatch that is still being picked: stock is free again and the requests are open again. */
export function cancelDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DispatchReasonInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'dispatch.cancel', key, input }, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const { id } = found.value.document;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const step = { act: 'cancel', to: 'cancelled', transitions: dispatchTransitions, actor, at, note: reason };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const reservations = await openReservations(tx, id);
    const released = await release(
      tx,
      reservations.map((reservation) => reservation.id),
      at,
    );
    if (!released.ok) return released;
    const withdrawn = await withdrawServed(tx, found.value, actor, at, false);
    if (!withdrawn.ok) return withdrawn;
    return ok({ value: { number: input.number }, subject: input.number, after: input });
  });
}

/** Takes a posted dispatch back by a red movement while it travels: goods return to the stores they came from. */
export function reverseDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DispatchReasonInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'dispatch.reverse', key, input }, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const { id } = found.value.document;
    const [movement] = await tx.run<{ id: number }>(movementOfPosting, { documentId: id });
    const step = { act: 'reverse', to: 'reversed', transitions: dispatchTransitions, actor, at, note: input.reason };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    if (movement === undefined) throw new Error(`${input.number} is in transit without a movement`);
    const request = { movementId: movement.id, actor, at, key: `dispatch-${id}-red`, reason: input.reason };
    const reversed = await reverse(tx, request);
    if (!reversed.ok) return reversed;
    await tx.run(unshipLines, { dispatchId: id });
    const withdrawn = await withdrawServed(tx, found.value, actor, at, true);
    if (!withdrawn.ok) return withdrawn;
    return ok({ value: { number: input.number }, subject: input.number, after: input });
  });
}
