/** Handing in, approving, sending back, giving up and putting back: another person decides, by what it is worth. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { movement } from '../../db/schema/ledger.ts';
import { loss, lossLine } from '../../db/schema/losses.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import { mayAgree, stockLevelFor } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods, reverseGoods } from '../books/goods-commands.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnLoss, type Seen } from './act-commands.ts';
import type { LoadedLoss } from './loss-record.ts';
import { checkApprover } from './rules.ts';
import { anyDestroyed, lotsAtPlaces } from './stock-queries.ts';

const MOST_NAMED = 5;

/** Refuses what is no longer there or promised to somebody, line by line. */
async function checkThere(tx: Tx, loaded: LoadedLoss): Promise<Result<undefined>> {
  const places = loaded.lines.map(({ line }) => ({ locationId: line.locationId, lotId: line.lotId }));
  const lots = await lotsAtPlaces(tx, loaded.document.organisationId, places);
  const short = loaded.lines.filter(({ line }) => {
    const lot = lots.find((one) => one.locationId === line.locationId && one.lotId === line.lotId);
    return line.direction === 'out' && (lot?.onHand ?? 0) - (lot?.reserved ?? 0) < line.quantityBase;
  });
  if (short.length === 0) return ok();
  const named = short.slice(0, MOST_NAMED).map(({ item, lot }) => `${item.genericName} ${lot.number}`);
  return refuse('loss_short', { lines: short.length, which: named.join(', ') });
}

/** Refuses who asked for it, and whose word is not enough for so much. */
async function checkDecider(tx: Tx, loaded: LoadedLoss, actor: Actor, at: number): Promise<Result<undefined>> {
  const other = checkApprover(actor.userId, await timelineOf(tx, loaded.document.id));
  if (!other.ok) return other;
  const level = stockLevelFor(loaded.loss.amountFen, await ruleOn(tx, 'loss_tiers', dayOf(at)));
  return mayAgree(actor, 'loss.approve', loaded.place, level) ? ok() : refuse('loss_level', { level });
}

/** Hands it in for approval. Refuses one without lines, and what is no longer there. */
export function submitLoss(services: CommandServices, actor: Actor, given: Seen): Promise<Answer<{ number: string }>> {
  const table = { step: 'submit' as const, to: 'submitted', permission: 'loss.report' as const };
  return actOnLoss(services, actor, { act: 'loss.submit', ...table, ...given, input: {} }, async (tx, loaded) => {
    if (loaded.lines.length === 0) return refuse('loss_no_lines');
    const there = await checkThere(tx, loaded);
    return there.ok ? ok({ value: { number: given.number } }) : there;
  });
}

async function postLoss(
  tx: Tx,
  loaded: LoadedLoss,
  given: { actor: Actor; at: number; witness?: PostRequest['witness'] },
): Promise<Result<{ amountsFen: number[] }>> {
  const { actor, at, witness } = given;
  const isWriteOff = loaded.loss.kind === 'write_off';
  const outside = await outsideLocation(tx, isWriteOff ? 'loss' : 'count_difference');
  const lines = loaded.lines.map(({ line }) => {
    const [fromId, toId] = line.direction === 'out' ? [line.locationId, outside] : [outside, line.locationId];
    return { lotId: line.lotId, fromId, toId, quantityBase: line.quantityBase };
  });
  const { id, number } = loaded.document;
  const kind = isWriteOff ? ('write_off' as const) : ('adjustment' as const);
  const header = { kind, documentId: id, occurredAt: at, postedAt: at, reason: number };
  return postGoods(tx, { ...header, actor, key: `loss:${id}`, lines, ...(witness && { witness }) });
}

/**
 * Approves and posts it as of now. Refuses who asked for it, whose word is not enough, what is no longer there, and
 * controlled drugs without a second person.
 */
export function approveLoss(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  witness?: PostRequest['witness'],
): Promise<Answer<{ amountFen: number }>> {
  const table = { step: 'approve' as const, to: 'posted', permission: 'loss.approve' as const };
  const input = { witness: witness?.personId ?? null };
  const request = { act: 'loss.approve', ...table, ...given, input };
  return actOnLoss(services, actor, request, async (tx, loaded, at) => {
    const decider = await checkDecider(tx, loaded, actor, at);
    if (!decider.ok) return decider;
    const controlled = loaded.lines.some(({ item }) => isControlled(item.controlClass));
    if (controlled && witness === undefined) return refuse('witness_missing', {}, 'witness');
    const there = await checkThere(tx, loaded);
    if (!there.ok) return there;
    const posted = await postLoss(tx, loaded, { actor, at, witness });
    if (!posted.ok) return posted;
    const { amountsFen } = posted.value;
    for (const [index, { line }] of loaded.lines.entries()) {
      const amountFen = amountsFen[index] ?? 0;
      await tx.update(lossLine).set({ amountFen }).where(eq(lossLine.id, line.id));
    }
    const amountFen = amountsFen.reduce((sum, fen) => sum + fen, 0);
    await tx.update(loss).set({ amountFen, occurredAt: at }).where(eq(loss.documentId, loaded.document.id));
    return ok({ value: { amountFen }, after: { amountFen, ...input } });
  });
}

/** Sends it back to be changed, with the reason; by those who may approve and did not ask for it. */
export function returnLoss(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'return' as const, to: 'draft', permission: 'loss.approve' as const };
  return actOnLoss(services, actor, { act: 'loss.return', ...table, ...given, input }, async (tx, { document }) => {
    const other = checkApprover(actor.userId, await timelineOf(tx, document.id));
    return other.ok ? ok({ value: { number: given.number } }) : other;
  });
}

/** Gives it up: nothing was posted. */
export function cancelLoss(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'cancel' as const, to: 'cancelled', permission: 'loss.report' as const };
  return actOnLoss(services, actor, { act: 'loss.cancel', ...table, ...given, input }, async () =>
    ok({ value: { number: given.number } }),
  );
}

/**
 * Takes a posted one back by a red movement, linked to what it undoes. Refuses who asked for it, whose word is not
 * enough, goods that were destroyed since, goods put back that have left since, and controlled drugs without a second
 * person.
 */
export function reverseLoss(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
  witness?: PostRequest['witness'],
): Promise<Answer<{ number: string }>> {
  const table = { step: 'reverse' as const, to: 'reversed', permission: 'loss.approve' as const };
  const request = { act: 'loss.reverse', ...table, ...given, input: { ...input, witness: witness?.personId ?? null } };
  return actOnLoss(services, actor, request, async (tx, loaded, at) => {
    const { id, number } = loaded.document;
    const decider = await checkDecider(tx, loaded, actor, at);
    if (!decider.ok) return decider;
    const lineIds = loaded.lines.map(({ line }) => line.id);
    if (await anyDestroyed(tx, lineIds)) return refuse('loss_destroyed', { number });
    const own = and(eq(movement.documentId, id), eq(movement.kind, loaded.loss.kind as 'write_off'));
    const [posted] = await tx.select({ id: movement.id }).from(movement).where(own);
    if (posted === undefined) return refuse('not_found');
    const taken = { movementId: posted.id, actor, at, key: `loss:${id}:reversal`, reason: input.why };
    const reversed = await reverseGoods(tx, { ...taken, ...(witness && { witness }) });
    return reversed.ok ? ok({ value: { number } }) : reversed;
  });
}
