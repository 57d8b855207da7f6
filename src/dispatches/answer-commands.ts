/** Answering a shortage from the hub's stock: lots are chosen, kept for a dispatch and linked to what they serve. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor, OrganisationKind } from '../auth/viewer.ts';
import { checkSeen } from '../documents/advance.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { allocate, isOutOfTurn, placeKey } from '../ledger/allocate.ts';
import { checkPermitCaps, type Leaving } from '../ledger/permit-rule.ts';
import { type ControlClass, isControlled, type Purpose, whyNotUsable } from '../ledger/usable.ts';
import { ruleOn } from '../settings/queries.ts';
import { progressShortages } from '../shortages/progress-commands.ts';
import { lockShortage, type ShortageRow } from '../shortages/shortage-queries.ts';
import { lotsAt, type SupplyLot } from '../stock/supply-queries.ts';
import { checkHolder } from './controlled-queries.ts';
import { holdersOf } from './serving-queries.ts';
import { dispatchTo, keepLines, keepSkips, tellAdded } from './target-commands.ts';

export interface AnswerInput {
  number: string;
  /** Version of the shortage that the person saw. */
  version: number;
  picks: { locationId: number; lotId: number; quantityBase: number }[];
  /** Why lots are taken out of turn; empty when first-expiry-first-out was kept. */
  overrideReason: string;
  /** Put it on a dispatch of its own even when one to the same place is still being picked. */
  ownDispatch: boolean;
}

/** The purpose that lots must serve: allowed at the destination, usable there to the end of the treatment. */
export async function purposeOf(
  tx: Tx,
  shortage: Pick<ShortageRow, 'neededBy' | 'daysOfUse'>,
  destination: { id: number; kind: OrganisationKind },
  today: string,
  controlClass: ControlClass,
): Promise<Purpose> {
  const lifeDaysMin = (await ruleOn(tx, 'life_days_min', today))[destination.kind];
  const begins = shortage.neededBy > today ? shortage.neededBy : today;
  const lastDayOfUse = addDays(begins, (shortage.daysOfUse ?? 1) - 1);
  // Kept now, moved later: the ledger asks for the second person when it is sent
  const secondPerson = isControlled(controlClass);
  return { on: today, lifeDaysMin, lastDayOfUse, recipientId: destination.id, secondPerson };
}

interface CheckedPicks {
  lots: { lot: SupplyLot; quantityBase: number }[];
  totalBase: number;
  outOfTurn: boolean;
}

/** Tells who holds the stock that is missing: the person can then be asked, or the other lot taken. */
async function withHolder(tx: Tx, refusal: Refusal, lotId: number, organisationId: number): Promise<Refusal> {
  const [holder] = await holdersOf(tx, organisationId, [lotId]);
  if (holder === undefined) return refusal;
  const { number, who, at, quantityBase } = holder;
  return { ...refusal, detail: { ...refusal.detail, dispatch: number, who, at, reserved: quantityBase } };
}

/** The picks that need a permit to leave. */
function leavingOf(lots: CheckedPicks['lots'], purpose: Purpose): Leaving[] {
  const { recipientId } = purpose;
  if (recipientId === undefined) return [];
  return lots.flatMap(({ lot, quantityBase }) => {
    const { preparation } = lot;
    if (preparation === undefined || preparation.keeperId === recipientId) return [];
    return [{ lot: lot.lotNumber, item: '', preparation, recipientId, quantityBase }];
  });
}

async function checkPicks(
  tx: Tx,
  actor: Actor,
  candidates: SupplyLot[],
  input: AnswerInput,
  purpose: Purpose,
): Promise<Result<CheckedPicks>> {
  const byPlace = new Map(candidates.map((lot) => [placeKey(lot), lot]));
  const lots: CheckedPicks['lots'] = [];
  if (new Set(input.picks.map(placeKey)).size !== input.picks.length) return refuse('pick_twice');
  for (const pick of input.picks) {
    if (!Number.isSafeInteger(pick.quantityBase) || pick.quantityBase < 0) {
      return refuse('quantity_invalid', { quantity: pick.quantityBase }, `pick.${placeKey(pick)}`);
    }
    if (pick.quantityBase === 0) continue;
    const lot = byPlace.get(placeKey(pick));
    if (lot === undefined) return refuse('lot_not_here', {}, `pick.${placeKey(pick)}`);
    const reason = whyNotUsable(lot, purpose);
    if (reason !== null) {
      return refuse(`lot_${reason.why}`, { lot: lot.lotNumber, ...reason.detail }, `pick.${placeKey(pick)}`);
    }
    const available = lot.onHand - lot.reserved;
    if (pick.quantityBase > available) {
      const detail = { lot: lot.lotNumber, available, asked: pick.quantityBase };
      const short = refuse('insufficient_stock', detail, `pick.${placeKey(pick)}`);
      return withHolder(tx, short, lot.lotId, actor.organisationId);
    }
    lots.push({ lot, quantityBase: pick.quantityBase });
  }
  const totalBase = lots.reduce((sum, one) => sum + one.quantityBase, 0);
  if (totalBase === 0) return refuse('nothing_chosen');
  const caps = checkPermitCaps(leavingOf(lots, purpose), purpose.on);
  if (!caps.ok) return caps;
  const choice = new Map(lots.map((one) => [placeKey(one.lot), one.quantityBase]));
  const outOfTurn = isOutOfTurn(candidates, choice, purpose);
  if (outOfTurn && input.overrideReason.trim() === '') return refuse('override_reason_missing', {}, 'overrideReason');
  return ok({ lots, totalBase, outOfTurn });
}

/** What an answer did: the dispatch it is on, and how much it answers. */
export interface Answered {
  dispatchNumber: string;
  answeredBase: number;
}

/** The answer inside an act that is under way; `told` goes onto the timeline beside what was kept. */
export async function answerInside(
  tx: Tx,
  at: number,
  actor: Actor,
  input: AnswerInput,
  told: Record<string, unknown> = {},
): Promise<Result<Done<Answered>>> {
  if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
  const record = await lockShortage(tx, input.number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, input.version);
  if (!seen.ok) return seen;
  if (record.item === null) return refuse('not_identified');
  if (record.shortage.organisationId === actor.organisationId) return refuse('own_request', {});
  const { controlClass } = record.item;
  const controlled = isControlled(controlClass);
  if (controlled) {
    const holder = await checkHolder(tx, record.organisation.id, [record.item.id], dayOf(at));
    if (!holder.ok) return holder;
  }
  const candidates = await lotsAt(tx, { organisationId: actor.organisationId, itemId: record.item.id });
  const purpose = await purposeOf(tx, record.shortage, record.organisation, dayOf(at), controlClass);
  const picks = await checkPicks(tx, actor, candidates, input, purpose);
  if (!picks.ok) return picks;
  const sides = { fromId: actor.organisationId, toId: record.organisation.id };
  const target = await dispatchTo(tx, actor, at, { ...sides, alone: input.ownDispatch, controlled });
  const detail = { ...told, dispatch: target.number, quantityBase: picks.value.totalBase };
  const change = { shortageId: record.document.id, answeredBase: picks.value.totalBase, detail };
  const moved = await progressShortages(tx, { act: 'answer', actor, at, seenVersion: input.version }, [change]);
  if (!moved.ok) return moved;
  const overrideReason =
    picks.value.outOfTurn && input.overrideReason.trim() !== '' ? input.overrideReason.trim() : null;
  const lines = picks.value.lots.map((one) => ({
    ...one,
    overrideReason,
    documentId: record.document.id,
    lineId: null,
  }));
  const served = await keepLines(tx, at, target, lines);
  if (!served.ok) return withHolder(tx, served, Number(served.detail.lotId ?? 0), actor.organisationId);
  await keepSkips(tx, target.id, allocate(candidates, picks.value.totalBase, purpose).skipped);
  const line = { shortage: input.number, item: record.item.genericName, quantityBase: picks.value.totalBase };
  const grown = await tellAdded(tx, actor, at, { target, detail: line });
  if (!grown.ok) return grown;
  const value = { dispatchNumber: target.number, answeredBase: picks.value.totalBase };
  return ok({ value, subject: input.number, after: { ...input, ...value } });
}

/**
 * Answers a shortage, whole or in part, from the stores of the actor's organisation. Refuses: lots that are not
 * usable for it, more than is open or available, lots out of turn without a reason, a page that is stale. Controlled
 * drugs go on a dispatch of their own, and only to who may hold them (`checkHolder`).
 */
export function answerShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AnswerInput,
): Promise<Answer<Answered>> {
  return command(services, actor, { act: 'shortage.answer', key, input, subject: input.number }, (tx, at) =>
    answerInside(tx, at, actor, input),
  );
}
