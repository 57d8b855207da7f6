/** Acts on a transfer of equipment: agreed to, refused, handed over, taken over, called back. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetTransfer } from '../../db/schema/asset-moves.ts';
import { decideStep, voidRound } from '../approvals/commands.ts';
import { advanceAsset, lockAssetById } from '../assets/advance-commands.ts';
import { type ActPhoto, attachPhoto, namedPhoto } from '../attachments/commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { endOfferOfLeaving } from '../idle-pool/pool-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { checkUnbooked, endShareOfLeaving } from '../sharing/release-commands.ts';
import { checkFiscal, checkMovable, MOVE_ACTS, type MoveState } from './rules.ts';
import { checkTested, writtenOff } from './transfer-queries.ts';
import { gives, type LoadedMove, lockMove, movesNear, takes } from './transfer-record.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

interface MoveAct extends Seen {
  step: keyof typeof MOVE_ACTS;
  input: object;
  photo?: ActPhoto | null | undefined;
}

interface Led {
  to: MoveState;
  note?: string | null;
}

type Work = (tx: Tx, loaded: LoadedMove, at: number) => Promise<Result<Led>>;

/** Runs one act. Refuses people out of reach, stale pages, what `work` refuses, and what the table does not list. */
function actOnMove(
  services: CommandServices,
  actor: Actor,
  request: MoveAct,
  work: Work,
): Promise<Answer<{ status: MoveState }>> {
  const { step, key, number, seenVersion, photo } = request;
  const input = { ...request.input, ...namedPhoto(photo) };
  const asked = { act: `asset_transfer.${step}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockMove(tx, number);
    if (loaded === undefined || !movesNear(loaded, actor.scopePath)) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { to, note } = done.value;
    const { id } = loaded.document;
    const led = await advance(tx, id, { act: step, to, transitions: MOVE_ACTS, actor, at, note: note ?? null });
    if (!led.ok) return led;
    const kept = await attachPhoto(tx, actor, at, { number, photo });
    return kept.ok ? ok({ value: { status: to }, subject: number, after: input }) : kept;
  });
}

async function decide(tx: Tx, actor: Actor, at: number, loaded: LoadedMove, why: string | null) {
  if (loaded.document.status !== 'proposed')
    return refuse('asset_transfer_decided', { number: loaded.document.number });
  if (actor.roles.includes('branch_head') && !loaded.giver.path.startsWith(actor.scopePath)) {
    return refuse('asset_transfer_head', { giver: loaded.giver.shortName });
  }
  const decision = why === null ? ('approve' as const) : ('return' as const);
  const requesterIds = [loaded.document.createdBy];
  return decideStep(tx, actor, at, { documentId: loaded.document.id, decision, note: why, requesterIds });
}

/** Agrees to the open step. Refuses who asked, who agreed before, and whose word it is not. */
export function approveMove(services: CommandServices, actor: Actor, given: Seen) {
  return actOnMove(services, actor, { step: 'approve', ...given, input: {} }, async (tx, loaded, at) => {
    const decided = await decide(tx, actor, at, loaded, null);
    return decided.ok ? ok({ to: decided.value.finished ? ('approved' as const) : ('proposed' as const) }) : decided;
  });
}

async function end(tx: Tx, loaded: LoadedMove, at: number): Promise<void> {
  await tx.update(assetTransfer).set({ endedAt: at }).where(eq(assetTransfer.documentId, loaded.document.id));
}

/** Says no, with the reason: it is over. */
export function refuseMove(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  return actOnMove(services, actor, { step: 'refuse', ...given, input }, async (tx, loaded, at) => {
    const decided = await decide(tx, actor, at, loaded, input.why);
    if (!decided.ok) return decided;
    await end(tx, loaded, at);
    return ok({ to: 'refused' as const, note: input.why });
  });
}

/** Writes down the number of the treasury's approval. */
export function recordFiscal(services: CommandServices, actor: Actor, given: Seen, input: { fiscalNumber: string }) {
  return actOnMove(services, actor, { step: 'fiscal', ...given, input }, async (tx, loaded) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const { fiscalNumber } = input;
    const { id, status } = loaded.document;
    await tx.update(assetTransfer).set({ fiscalNumber }).where(eq(assetTransfer.documentId, id));
    return ok({ to: status as MoveState, note: fiscalNumber });
  });
}

export interface HandOver {
  condition: string;
  /** What was measured or tried before it left. */
  test: string;
  /** Whether it proved safe and effective. */
  safe: boolean;
  photo?: ActPhoto | null;
}

/**
 * Hands it over: the card is under way until the receiver has it, and its sharing ends. Refuses a thing that is not
 * safe, that has become shared, booked or faulty since, another owner's by now, and a free transfer without the
 * treasury's approval.
 */
export function handOver(services: CommandServices, actor: Actor, given: Seen, { photo, ...input }: HandOver) {
  return actOnMove(services, actor, { step: 'hand_over', ...given, input, photo }, async (tx, loaded, at) => {
    const { document: paper, move } = loaded;
    if (!gives(actor, loaded)) return refuse('asset_not_here', { number: loaded.asset.number });
    if (paper.status !== 'approved') return refuse('asset_transfer_unapproved', { number: paper.number });
    if (!input.safe) return refuse('asset_transfer_unsafe', {}, 'safe');
    const fiscal = checkFiscal(move, await ruleOn(tx, 'asset_transfer_tiers', dayOf(at)));
    if (!fiscal.ok) return fiscal;
    const card = await lockAssetById(tx, move.assetId);
    if (card === undefined || card.ownerId !== move.fromId) {
      return refuse('asset_transfer_owner', { number: loaded.asset.number });
    }
    const movable = checkMovable(card, loaded.class.medical);
    if (!movable.ok) return movable;
    const tested = await checkTested(tx, card, dayOf(at));
    if (!tested.ok) return tested;
    const unbooked = await checkUnbooked(tx, card);
    if (!unbooked.ok) return unbooked;
    await endShareOfLeaving(tx, actor, at, { card, note: paper.number });
    const step = { asset: card, act: 'hand_over', to: 'moving' as const, note: input.condition };
    const moved = await advanceAsset(tx, actor, at, { ...step, documentNumber: paper.number });
    if (!moved.ok) return moved;
    await tx
      .update(assetTransfer)
      .set({ backStatus: movable.value, handedCondition: input.condition, handedTest: input.test })
      .where(eq(assetTransfer.documentId, paper.id));
    return ok({ to: 'moving' as const, note: input.condition });
  });
}

/** Takes it over: owner, user and keeper change now, and the value as it stands is written down for both books. */
export function takeOver(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  { photo, ...input }: { condition: string; room: string; photo?: ActPhoto | null },
) {
  return actOnMove(services, actor, { step: 'take_over', ...given, input, photo }, async (tx, loaded, at) => {
    const { document: paper, move } = loaded;
    if (!takes(actor, loaded)) return refuse('asset_transfer_receiver', { receiver: loaded.receiver.shortName });
    if (paper.status !== 'moving') return refuse('asset_transfer_not_moving', { number: paper.number });
    const handed = (await timelineOf(tx, paper.id)).find((one) => one.act === 'hand_over');
    if (handed?.actorId === actor.userId) return refuse('asset_transfer_same_person');
    const card = await lockAssetById(tx, move.assetId);
    if (card === undefined) return refuse('not_found');
    await endOfferOfLeaving(tx, actor, at, { assetId: card.id, note: paper.number });
    const { toId } = move;
    const places = { ownerId: toId, userId: toId, keeperId: toId, room: input.room, custodianId: null };
    const change = { ...places, ...(move.licenceNumber !== null && { licenceNumber: move.licenceNumber }) };
    const step = {
      asset: card,
      act: 'take_over',
      to: move.backStatus ?? ('idle' as const),
      change,
      note: input.condition,
    };
    const moved = await advanceAsset(tx, actor, at, { ...step, documentNumber: paper.number });
    if (!moved.ok) return moved;
    const value = { priceFen: card.priceFen, accumulatedFen: await writtenOff(tx, card) };
    const taken = { takenCondition: input.condition, takenRoom: input.room, takenAt: at, endedAt: at };
    await tx
      .update(assetTransfer)
      .set({ ...value, ...taken })
      .where(eq(assetTransfer.documentId, paper.id));
    return ok({ to: 'done' as const, note: input.condition });
  });
}

/** Gives it up before it is taken over: a thing that is under way comes back as it was. */
export function withdrawMove(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  return actOnMove(services, actor, { step: 'withdraw', ...given, input }, async (tx, loaded, at) => {
    const { document: paper, move } = loaded;
    const own = paper.createdBy === actor.userId && paper.status !== 'moving';
    if (!own && !gives(actor, loaded)) return refuse('asset_not_here', { number: loaded.asset.number });
    if (paper.status === 'moving') {
      const card = await lockAssetById(tx, move.assetId);
      if (card === undefined) return refuse('not_found');
      const step = { asset: card, act: 'call_back', to: move.backStatus ?? ('idle' as const), note: input.why };
      const back = await advanceAsset(tx, actor, at, { ...step, documentNumber: paper.number });
      if (!back.ok) return back;
    } else if (paper.status === 'proposed') await voidRound(tx, paper.id);
    if (move.endedAt === null) await end(tx, loaded, at);
    return ok({ to: 'withdrawn' as const, note: input.why });
  });
}
