/** What becomes of a recall: each thing dealt with and said so, the whole of it ended, or withdrawn as a mistake. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { deviceRecall, deviceRecallAnswer } from '../../db/schema/device-recalls.ts';
import { type AssetRow, advanceAsset, lockAsset, lockAssetById, recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { ASSET_ACTS } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { organisationById } from '../organisations/queries.ts';
import { cardsMeant, countMeant } from './card-queries.ts';
import { type LoadedRecall, lockRecall } from './recall-record.ts';
import { answersFor } from './reply-rules.ts';
import { checkDone, checkEnd, type DeviceRecallState, RECALL_ACTS, type RecallResult } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

type Work = (tx: Tx, loaded: LoadedRecall, at: number) => Promise<Result<{ note: string | null }>>;

/** Runs one act on an open recall. Refuses stale pages and what the table does not list. */
function actOnRecall(
  services: CommandServices,
  actor: Actor,
  request: Seen & { act: keyof typeof RECALL_ACTS; to: DeviceRecallState | 'same'; input: object },
  work: Work,
): Promise<Answer<{ status: DeviceRecallState }>> {
  const { act, to, key, number, seenVersion, input } = request;
  const asked = { act: `device_recall.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockRecall(tx, number);
    if (loaded === undefined) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id } = loaded.document;
    const status = loaded.document.status as DeviceRecallState;
    const next = to === 'same' ? status : to;
    const step = { act, to: next, transitions: RECALL_ACTS, actor, at };
    // One that has ended is refused by its state, whatever else is wrong
    const begins = canBegin(RECALL_ACTS, act, status);
    const done = begins ? await work(tx, loaded, at) : ok({ note: null });
    if (!done.ok) return done;
    const led = await advance(tx, id, { ...step, note: done.value.note });
    if (!led.ok) return led;
    if (next !== 'open') await tx.update(deviceRecall).set({ isOpen: false }).where(eq(deviceRecall.documentId, id));
    return ok({ value: { status: next }, subject: number, after: input });
  });
}

/** The card, held, when the recall means it and the person answers for it. */
async function answerable(tx: Tx, actor: Actor, loaded: LoadedRecall, number: string): Promise<Result<AssetRow>> {
  const card = await lockAsset(tx, number);
  if (card === undefined || !(await inReach(tx, card, actor.scopePath))) {
    return refuse('asset_unknown', { number }, 'asset');
  }
  const keeper = await organisationById(tx, card.keeperId);
  if (keeper === undefined || !answersFor(actor, { user: { id: card.userId }, keeper })) {
    return refuse('asset_not_here', { number }, 'asset');
  }
  const asked = { recallId: loaded.document.id, scope: '/', tab: 'all' as const };
  const [meant] = await cardsMeant(tx, asked, { after: card.id - 1, size: 1 });
  return meant?.id === card.id ? ok(card) : refuse('device_recall_other', { number }, 'asset');
}

export interface AnswerInput {
  /** Number of the card. */
  asset: string;
  result: RecallResult;
  /** `YYYY-MM-DD`. */
  doneOn: string;
  note: string;
}

/**
 * Says what was done with one thing. What goes back to its maker is stopped, and stays barred, after the end too.
 * Refuses people who neither keep nor mend it, what is not meant, what was answered for already, and to send back what
 * is under way to another owner.
 */
export function answerRecall(services: CommandServices, actor: Actor, given: Seen, input: AnswerInput) {
  const request = { act: 'answer' as const, to: 'open' as const, ...given, input };
  return actOnRecall(services, actor, request, async (tx, loaded, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await answerable(tx, actor, loaded, input.asset);
    if (!card.ok) return card;
    const { result, doneOn, note } = input;
    const { status } = card.value;
    if (result === 'returned' && status === 'moving') {
      return refuse('asset_wrong_state', { number: input.asset, status }, 'asset');
    }
    const day = checkDone(doneOn, loaded.recall.receivedOn, dayOf(at));
    if (!day.ok) return day;
    const by = { actorId: actor.userId, actorName: actor.name, at };
    const [made] = await tx
      .insert(deviceRecallAnswer)
      .values({ recallId: loaded.document.id, assetId: card.value.id, result, doneOn, note, ...by })
      .onConflictDoNothing()
      .returning({ id: deviceRecallAnswer.id });
    if (made === undefined) return refuse('device_recall_answered', { number: input.asset }, 'asset');
    const told = await tellCard(tx, actor, at, { card: card.value, result, note, number: loaded.document.number });
    return told.ok ? ok({ note: `${input.asset} ${note}` }) : told;
  });
}

async function tellCard(
  tx: Tx,
  actor: Actor,
  at: number,
  told: { card: AssetRow; result: RecallResult; note: string; number: string },
): Promise<Result<unknown>> {
  const { card, result, note, number } = told;
  const stops = result === 'returned' && canBegin(ASSET_ACTS, 'stop', card.status);
  const said = { note, documentNumber: number };
  if (stops) return advanceAsset(tx, actor, at, { asset: card, act: 'stop', to: 'stopped', ...said });
  const event = { assetId: card.id, act: 'device_recall_answer', from: card.status, to: card.status, ...said };
  await recordEvents(tx, actor, at, [{ ...event, detail: { result } }]);
  return ok();
}

/**
 * Takes a wrong answer back: the thing waits again, and is barred again; one that was stopped stays stopped. After the
 * end only for what went back to its maker and comes again: it is free of the recall then.
 */
export function takeBackAnswer(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { id: number; why: string },
) {
  const request = { act: 'take_back' as const, to: 'same' as const, ...given, input };
  return actOnRecall(services, actor, request, async (tx, loaded, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const own = and(eq(deviceRecallAnswer.id, input.id), eq(deviceRecallAnswer.recallId, loaded.document.id));
    const [answer] = await tx
      .select()
      .from(deviceRecallAnswer)
      .where(and(own, isNull(deviceRecallAnswer.takenBackAt)));
    if (answer === undefined) return refuse('device_recall_taken_back');
    const over = loaded.document.status !== 'open' && answer.result !== 'returned';
    if (over) return refuse('device_recall_over', { number: loaded.document.number });
    const row = await lockAssetById(tx, answer.assetId);
    const card = await answerable(tx, actor, loaded, row?.number ?? '');
    if (!card.ok) return card;
    const back = { takenBackAt: at, takenBackWhy: input.why };
    await tx.update(deviceRecallAnswer).set(back).where(own);
    const { id: assetId, status, number } = card.value;
    const event = { assetId, act: 'device_recall_take_back', from: status, to: status, note: input.why };
    await recordEvents(tx, actor, at, [{ ...event, documentNumber: loaded.document.number }]);
    return ok({ note: `${number} ${input.why}` });
  });
}

/** Ends it: everything it means was dealt with. Cannot be undone; the notice is written down anew. */
export function endDeviceRecall(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'end' as const, to: 'ended' as const, ...given, input };
  return actOnRecall(services, actor, request, async (tx, loaded) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const { cards, done } = await countMeant(tx, loaded.document.id, '/');
    const fit = checkEnd(cards - done);
    return fit.ok ? ok({ note: input.why }) : fit;
  });
}

/** Withdraws one that was a mistake: it bars nothing any more. Cannot be undone; the notice is written down anew. */
export function withdrawDeviceRecall(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'withdraw' as const, to: 'withdrawn' as const, ...given, input };
  return actOnRecall(services, actor, request, async () => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    return ok({ note: input.why });
  });
}
