/** Answering a shortage from the hub's stock: lots are chosen, kept for a dispatch and linked to what they serve. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dispatch, dispatchSkip } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor, OrganisationKind } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { allocate, isOutOfTurn, placeKey } from '../ledger/allocate.ts';
import { checkPermitCaps, type Leaving } from '../ledger/permit-rule.ts';
import { reserve } from '../ledger/reserve.ts';
import { type Purpose, whyNotUsable } from '../ledger/usable.ts';
import { ruleOn } from '../settings/queries.ts';
import { progressShortages } from '../shortages/progress-commands.ts';
import { lockShortage, type ShortageRecord, type ShortageRow } from '../shortages/shortage-queries.ts';
import { lotsAt, type SupplyLot } from '../stock/supply-queries.ts';
import { addLine } from './dispatch-statements.ts';
import { dispatchTransitions } from './rules.ts';
import { holdersOf } from './serving-queries.ts';

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
): Promise<Purpose> {
  const lifeDaysMin = (await ruleOn(tx, 'life_days_min', today))[destination.kind];
  const begins = shortage.neededBy > today ? shortage.neededBy : today;
  const lastDayOfUse = addDays(begins, (shortage.daysOfUse ?? 1) - 1);
  return { on: today, lifeDaysMin, lastDayOfUse, recipientId: destination.id };
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

/** The dispatch to that place that is still being picked, or a new one. */
async function dispatchTo(
  tx: Tx,
  actor: Actor,
  at: number,
  destinationId: number,
  alone: boolean,
): Promise<{ id: number; number: string; isNew: boolean }> {
  const [open] = alone
    ? []
    : await tx
        .select({ id: document.id, number: document.number })
        .from(dispatch)
        .innerJoin(document, and(eq(document.id, dispatch.documentId), eq(document.status, 'picking')))
        .where(and(eq(dispatch.fromOrganisationId, actor.organisationId), eq(dispatch.toOrganisationId, destinationId)))
        .orderBy(document.id)
        .limit(1);
  if (open !== undefined) return { ...open, isNew: false };
  const opened = await openDocument(tx, {
    kind: 'dispatch',
    status: 'picking',
    act: 'start',
    organisationId: actor.organisationId,
    counterpartId: destinationId,
    actor,
    at,
  });
  const sides = { fromOrganisationId: actor.organisationId, toOrganisationId: destinationId };
  await tx.insert(dispatch).values({ documentId: opened.id, ...sides });
  return { ...opened, isNew: true };
}

interface Serving {
  actor: Actor;
  at: number;
  record: ShortageRecord;
  picks: CheckedPicks;
  overrideReason: string | null;
  target: { id: number; number: string; isNew: boolean };
}

/** Lines, reservations and links; refused when somebody else took the stock in the meantime. */
async function addServing(tx: Tx, serving: Serving): Promise<Result<undefined>> {
  const { record, picks, target, at } = serving;
  const holds: Parameters<typeof reserve>[1]['lines'] = [];
  for (const { lot, quantityBase } of picks.lots) {
    const { lotId, itemId, locationId } = lot;
    const overrideReason = picks.outOfTurn ? serving.overrideReason : null;
    const values = { dispatchId: target.id, itemId, lotId, fromLocationId: locationId, quantityBase, overrideReason };
    const [line] = await tx.run<{ id: number }>(addLine, values);
    if (line === undefined) throw new Error(`line of ${target.number} was not written`);
    holds.push({ lineId: line.id, locationId, lotId, itemId, quantityBase });
    await addDocumentLink(tx, {
      kind: 'serves',
      fromDocumentId: record.document.id,
      toDocumentId: target.id,
      toLineId: line.id,
      quantityBase,
    });
  }
  const held = await reserve(tx, { documentId: target.id, at, lines: holds });
  if (held.ok) return held;
  return withHolder(tx, held, Number(held.detail.lotId ?? 0), serving.actor.organisationId);
}

/** The explanation stays: lots passed over by the rule, or by the person with a reason. */
async function keepSkips(tx: Tx, target: number, candidates: SupplyLot[], picks: CheckedPicks, purpose: Purpose) {
  const { skipped } = allocate(candidates, picks.totalBase, purpose);
  if (skipped.length === 0) return;
  await tx.insert(dispatchSkip).values(
    skipped.map(({ lot, reason }) => ({
      dispatchId: target,
      itemId: lot.itemId,
      lotId: lot.lotId,
      locationId: lot.locationId,
      quantityBase: lot.onHand,
      reason: reason.why,
      detail: JSON.stringify(reason.detail),
    })),
  );
}

/** What an answer did: the dispatch it is on, and how much it answers. */
export interface Answered {
  dispatchNumber: string;
  answeredBase: number;
}

async function answer(tx: Tx, at: number, actor: Actor, input: AnswerInput): Promise<Result<Done<Answered>>> {
  if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
  const record = await lockShortage(tx, input.number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, input.version);
  if (!seen.ok) return seen;
  if (record.item === null) return refuse('not_identified');
  if (record.shortage.organisationId === actor.organisationId) return refuse('own_request', {});
  const candidates = await lotsAt(tx, { organisationId: actor.organisationId, itemId: record.item.id });
  const purpose = await purposeOf(tx, record.shortage, record.organisation, dayOf(at));
  const picks = await checkPicks(tx, actor, candidates, input, purpose);
  if (!picks.ok) return picks;
  const target = await dispatchTo(tx, actor, at, record.organisation.id, input.ownDispatch);
  const detail = { dispatch: target.number, quantityBase: picks.value.totalBase };
  const change = { shortageId: record.document.id, answeredBase: picks.value.totalBase, detail };
  const moved = await progressShortages(tx, { act: 'answer', actor, at, seenVersion: input.version }, [change]);
  if (!moved.ok) return moved;
  const overrideReason = input.overrideReason.trim() === '' ? null : input.overrideReason.trim();
  const served = await addServing(tx, { actor, at, record, picks: picks.value, overrideReason, target });
  if (!served.ok) return served;
  await keepSkips(tx, target.id, candidates, picks.value, purpose);
  if (!target.isNew) {
    const line = { shortage: input.number, item: record.item.genericName, quantityBase: picks.value.totalBase };
    const added = { act: 'add', to: 'picking', transitions: dispatchTransitions, actor, at, detail: line };
    const grown = await advance(tx, target.id, added);
    if (!grown.ok) return grown;
  }
  const value = { dispatchNumber: target.number, answeredBase: picks.value.totalBase };
  return ok({ value, subject: input.number, after: { ...input, ...value } });
}

/**
 * Answers a shortage, whole or in part, from the stores of the actor's organisation. Refuses: lots that are not
 * usable for it, more than is open or available, lots out of turn without a reason, a page that is stale.
 */
export function answerShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AnswerInput,
): Promise<Answer<Answered>> {
  return command(services, actor, { act: 'shortage.answer', key, input, subject: input.number }, (tx, at) =>
    answer(tx, at, actor, input),
  );
}
