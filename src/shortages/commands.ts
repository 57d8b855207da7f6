/** Acts on a registered shortage by its two sides: accept, identify, reject, cancel, close the rest. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { listShortage, unlistShortage } from '../requisitions/shortage-demand-commands.ts';
import { limitAnew } from './limit-commands.ts';
import { endingsOf } from './part-commands.ts';
import { stateAfter } from './part-rules.ts';
import { letPromisesGo } from './promise-commands.ts';
import { openBase, type ShortageAct, type ShortageState, shortageTransitions, stateOf } from './rules.ts';
import { itemByCode, type ShortageRecord, shortageByNumber } from './shortage-queries.ts';
import { keepTimes } from './time-commands.ts';

interface ActInput {
  number: string;
  /** Version of the document that the person saw. */
  version: number;
}

/** Which permissions let a person do it, any of them. Asked before all else: who may not act is told nothing more. */
const GRANTED_BY = {
  accept: ['shortage.answer'],
  reject: ['shortage.answer'],
  identify: ['shortage.answer'],
  cancel: ['shortage.register'],
  close_rest: ['shortage.register', 'shortage.answer'],
  list: ['shortage.answer'],
  unlist: ['shortage.answer'],
} as const satisfies Partial<Record<ShortageAct, readonly Permission[]>>;

/** Asks the permission, loads within scope, advances, and leaves the rest to `decide`: every simple act's shape. */
function actOn<I extends ActInput>(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: I,
  act: keyof typeof GRANTED_BY,
  decide: (
    record: ShortageRecord,
    tx: Tx,
    at: number,
  ) => Promise<Result<{ to: ShortageState; note?: string | null; detail?: Record<string, unknown> }>>,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: `shortage.${act}`, key, input, subject: input.number }, async (tx, at) => {
    if (!GRANTED_BY[act].some((permission) => may(actor.roles, permission))) return refuseWithout(...GRANTED_BY[act]);
    const record = await shortageByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    const decided = await decide(record, tx, at);
    if (!decided.ok) return decided;
    const request = { act, transitions: shortageTransitions, actor, at, seenVersion: input.version, ...decided.value };
    const moved = await advance(tx, record.document.id, request);
    if (!moved.ok) return moved;
    await keepTimes(tx, at, record.document.id, decided.value.to);
    const before = { status: record.document.status };
    return ok({
      value: { number: input.number },
      subject: input.number,
      before,
      after: { ...input, ...decided.value },
    });
  });
}

function withReason(reason: string, field = 'note'): Result<string> {
  const text = reason.trim();
  if (text === '') return refuse('reason_missing', {}, field);
  return text.length > 500 ? refuse('text_too_long', { max: 500 }, field) : ok(text);
}

/** The hub takes the request on. Refused for the person who registered it: nobody approves their own request. */
export function acceptShortage(services: CommandServices, actor: Actor, key: string | null, input: ActInput) {
  return actOn(services, actor, key, input, 'accept', async (record) => {
    if (record.document.createdBy === actor.userId) return refuse('own_registration');
    return ok({ to: 'accepted' as const });
  });
}

/** The hub cannot or may not serve it, and says why. */
export function rejectShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ActInput & { note: string },
) {
  return actOn(services, actor, key, input, 'reject', async (record, tx, at) => {
    if (record.shortage.answeredBase > 0) return refuse('already_answered', { number: input.number });
    const reason = withReason(input.note);
    if (!reason.ok) return reason;
    await dropRest(tx, record.document.id, { userId: actor.userId, at });
    return ok({ to: 'rejected' as const, note: reason.value });
  });
}

/** The clinic no longer needs it. Refused once goods are picked for it: the hub must take them back first. */
export function cancelShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ActInput & { note: string },
) {
  return actOn(services, actor, key, input, 'cancel', async (record, tx, at) => {
    const { shippedBase, answeredBase } = record.shortage;
    if (answeredBase > 0 && record.document.status !== 'arrived') {
      return refuse('already_being_served', { shipped: shippedBase, answered: answeredBase });
    }
    const reason = withReason(input.note);
    if (!reason.ok) return reason;
    await dropRest(tx, record.document.id, { userId: actor.userId, at });
    return ok({ to: 'cancelled' as const, note: reason.value });
  });
}

/** Nothing more is bought for it, and nothing is promised any longer. */
export async function dropRest(tx: Tx, shortageId: number, by: { userId: number; at: number }): Promise<void> {
  await unlistShortage(tx, shortageId);
  await letPromisesGo(tx, shortageId, 0, { ...by, why: 'closed' });
}

/** Gives up what is still open; the act `close_rest` tells of it. */
export async function giveUpRest(
  tx: Tx,
  { shortage: progress }: Pick<ShortageRecord, 'shortage'>,
  by: { userId: number; at: number },
): Promise<{ to: ShortageState; detail: { closedBase: number } }> {
  const rest = openBase(progress);
  const closedBase = progress.closedBase + rest;
  await tx.update(shortage).set({ closedBase }).where(eq(shortage.documentId, progress.documentId));
  await dropRest(tx, progress.documentId, by);
  const after = { ...progress, closedBase, promisedBase: 0 };
  const to = progress.settledBase > 0 ? stateAfter(after, await endingsOf(tx, progress.documentId)) : stateOf(after);
  return { to, detail: { closedBase: rest } };
}

/** What is still open is given up, by the clinic or the hub; what is on its way still comes. */
export function closeRemainder(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ActInput & { note: string },
) {
  return actOn(services, actor, key, input, 'close_rest', async (record, tx, at) => {
    if (openBase(record.shortage) <= 0) return refuse('nothing_open');
    if (record.shortage.answeredBase === 0) return refuse('nothing_answered_yet');
    const reason = withReason(input.note);
    if (!reason.ok) return reason;
    return ok({ ...(await giveUpRest(tx, record, { userId: actor.userId, at })), note: reason.value });
  });
}

/** What is open is to be bought: it enters the pool of demand, urgent when the request is an emergency. */
export function putOnList(services: CommandServices, actor: Actor, key: string | null, input: ActInput) {
  return actOn(services, actor, key, input, 'list', async ({ document, shortage: asked, item }, tx, at) => {
    if (item === null) return refuse('not_identified');
    if (openBase(asked) <= 0) return refuse('nothing_open');
    const { organisationId, neededBy, quantityBase, answeredBase, arrivedBase, closedBase } = asked;
    const progress = { quantityBase, answeredBase, arrivedBase, closedBase };
    const need = { organisationId, itemId: item.id, neededBy, urgent: asked.urgency === 'emergency' };
    const listed = await listShortage(tx, { shortageId: document.id, ...need, ...progress }, at);
    if (!listed.ok) return listed;
    await limitAnew(tx, { document, shortage: asked }, 'Purchase');
    return ok({ to: document.status as ShortageState, detail: { listedBase: listed.value.base } });
  });
}

/** What no plan has taken yet leaves the pool; it can still be answered from stock, or listed again. */
export function takeOffList(services: CommandServices, actor: Actor, key: string | null, input: ActInput) {
  return actOn(services, actor, key, input, 'unlist', async ({ document, shortage: asked }, tx) => {
    const base = await unlistShortage(tx, document.id);
    if (base <= 0) return refuse('shortage_not_listed');
    await limitAnew(tx, { document, shortage: asked }, 'County');
    return ok({ to: document.status as ShortageState, detail: { unlistedBase: base } });
  });
}

/** The hub says which catalogue item a wish in words means, and how much that is in base units. */
export function identifyShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ActInput & { itemCode: string; quantityBase: number },
) {
  return actOn(services, actor, key, input, 'identify', async (record, tx) => {
    if (record.item !== null) return refuse('already_identified');
    const named = await itemByCode(tx, input.itemCode);
    if (named === undefined || !named.active) return refuse('item_unknown', {}, 'itemCode');
    if (!Number.isSafeInteger(input.quantityBase) || input.quantityBase <= 0) {
      return refuse('quantity_none', {}, 'packs');
    }
    const wish = { wishName: null, wishDetail: null, wishUnit: null };
    const values = { ...wish, itemId: named.id, quantityBase: input.quantityBase };
    await tx.update(shortage).set(values).where(eq(shortage.documentId, record.document.id));
    await limitAnew(tx, record, 'County');
    const detail = { wish: record.shortage.wishName, item: named.genericName, strength: named.strength };
    return ok({ to: record.document.status as ShortageState, detail });
  });
}
