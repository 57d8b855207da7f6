/** Answers many requests for one item in one act from the hub: the fair share, or another one with a reason. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { answerInside, purposeOf } from '../dispatches/answer-commands.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allocate } from '../ledger/allocate.ts';
import { lotsAt, supplyOf } from '../stock/supply-queries.ts';
import { needsOf, type SharedNeed, shareNeeds } from './desk-item-queries.ts';
import { shortageTransitions } from './rules.ts';
import { itemByCode, lockShortage, type ShortageRecord } from './shortage-queries.ts';

export interface ShareLine {
  number: string;
  /** Version of the request as the desk showed it. */
  version: number;
  quantityBase: number;
  /** Why it is not the proposed share; empty where it is. */
  reason: string;
}

export interface ShareInput {
  itemCode: string;
  lines: ShareLine[];
}

export interface Shared {
  requests: number;
  quantityBase: number;
  dispatches: string[];
}

const MOST_REASON = 200;

/** The line against its proposal. Refuses what is no quantity, more than is open, and another share without a word. */
function checkLine(line: ShareLine, need: SharedNeed, at: number): Result<undefined> {
  const field = `line.${at}`;
  const { quantityBase, reason } = line;
  if (!Number.isSafeInteger(quantityBase) || quantityBase < 0) {
    return refuse('quantity_invalid', { quantity: quantityBase }, field);
  }
  if (quantityBase > need.openBase) {
    return refuse('share_more_than_open', { number: line.number, open: need.openBase }, field);
  }
  if (need.share === null && quantityBase > 0) return refuse('share_own', { number: line.number }, field);
  const proposed = need.share?.quantityBase ?? 0;
  if (quantityBase !== proposed && reason.trim() === '') {
    return refuse('share_reason', { number: line.number, proposed }, `${field}.reason`);
  }
  return reason.length > MOST_REASON ? refuse('text_too_long', { max: MOST_REASON }, `${field}.reason`) : ok();
}

/** A request that nobody has accepted is accepted by who answers it, unless it is that person's own. */
export async function acceptFirst(tx: Tx, actor: Actor, at: number, record: ShortageRecord): Promise<Result<number>> {
  const { document } = record;
  if (document.status !== 'registered') return ok(document.version);
  if (document.createdBy === actor.userId) return refuse('own_registration');
  const step = { act: 'accept', to: 'accepted', transitions: shortageTransitions, actor, at };
  const moved = await advance(tx, document.id, { ...step, seenVersion: document.version });
  return moved.ok ? ok(moved.value.version) : moved;
}

interface Serving {
  actor: Actor;
  at: number;
  itemId: number;
}

async function serve(tx: Tx, serving: Serving, line: ShareLine, need: SharedNeed): Promise<Result<string>> {
  const { actor, at, itemId } = serving;
  const record = await lockShortage(tx, line.number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, line.version);
  if (!seen.ok) return seen;
  const version = await acceptFirst(tx, actor, at, record);
  if (!version.ok) return version;
  const lots = await lotsAt(tx, { organisationId: actor.organisationId, itemId });
  const purpose = await purposeOf(tx, record.shortage, record.organisation, dayOf(at), lots[0]?.controlClass ?? 'none');
  const { chosen, shortBase } = allocate(lots, line.quantityBase, purpose);
  if (shortBase > 0) {
    return refuse('share_short', { number: line.number, available: line.quantityBase - shortBase });
  }
  const picks = chosen.map(({ lot, quantityBase }) => {
    return { locationId: lot.locationId, lotId: lot.lotId, quantityBase };
  });
  const proposedBase = need.share?.quantityBase ?? 0;
  const reason = line.reason.trim();
  const told = { tier: need.share?.explanation.tier, proposedBase, ...(reason !== '' && { shareReason: reason }) };
  const given = { number: line.number, version: version.value, picks, overrideReason: '', ownDispatch: false };
  const answered = await answerInside(tx, at, actor, given, told);
  return answered.ok ? ok(answered.value.value.dispatchNumber) : answered;
}

async function shareAll(tx: Tx, at: number, actor: Actor, input: ShareInput): Promise<Result<Shared>> {
  const item = await itemByCode(tx, input.itemCode);
  if (item === undefined) return refuse('item_unknown');
  if (new Set(input.lines.map((line) => line.number)).size !== input.lines.length) return refuse('pick_twice');
  const today = dayOf(at);
  const supply = await supplyOf(tx, item.id, today);
  const asked = { hubId: actor.organisationId, packSize: item.packSize, today };
  const { needs } = shareNeeds(await needsOf(tx, item.id, today), supply, asked);
  const byNumber = new Map(needs.map((need) => [need.number, need]));
  const served: { quantityBase: number; dispatch: string }[] = [];
  for (const [place, line] of input.lines.entries()) {
    const need = byNumber.get(line.number);
    if (need === undefined || need.version !== line.version) {
      const record = await lockShortage(tx, line.number, actor.scopePath);
      if (record === undefined || record.item?.id !== item.id) return refuse('not_found');
      const seen = await checkSeen(tx, record.document, line.version);
      return seen.ok ? refuse('nothing_open') : seen;
    }
    const fits = checkLine(line, need, place);
    if (!fits.ok) return fits;
    if (line.quantityBase === 0) continue;
    const dispatch = await serve(tx, { actor, at, itemId: item.id }, line, need);
    if (!dispatch.ok) return { ...dispatch, field: dispatch.field ?? `line.${place}` };
    served.push({ quantityBase: line.quantityBase, dispatch: dispatch.value });
  }
  if (served.length === 0) return refuse('share_nothing');
  return ok({
    requests: served.length,
    quantityBase: served.reduce((sum, one) => sum + one.quantityBase, 0),
    dispatches: [...new Set(served.map((one) => one.dispatch))],
  });
}

/**
 * Keeps what is given to each request for a dispatch, first to expire first; all of them or none. Refuses who may not
 * answer, a request that somebody else has just moved, more than is open or there, another share without a reason.
 */
export function shareItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ShareInput,
): Promise<Answer<Shared>> {
  const request = { act: 'shortage.share', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const shared = await shareAll(tx, at, actor, input);
    if (!shared.ok) return shared;
    return ok({ value: shared.value, subject: input.itemCode, after: { ...input, ...shared.value } });
  });
}
