/** Answers a part of a request in a way of its own, takes it back, and lets the prescriber decide on a substitute. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { shortage, shortagePart } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openOrdersOf } from '../orders/item-open-queries.ts';
import { releaseDraft } from '../selection/draft-commands.ts';
import { substitutesFor } from '../substitutes/queries.ts';
import { limitAnew } from './limit-commands.ts';
import { type Part, partsOf } from './part-queries.ts';
import { checkPart, KIND_OF, MOST_NOTE, type PartProgress, stateAfter } from './part-rules.ts';
import { recountParts } from './promise-commands.ts';
import { type Ending, type PartWay, type ShortageAct, shortageTransitions } from './rules.ts';
import { itemByCode, lockShortage, type ShortageRecord } from './shortage-queries.ts';
import { keepTimes } from './time-commands.ts';

export interface OnPart {
  number: string;
  version: number;
  part: number;
  /** Of a proposal: what becomes of its draft; left out, it is withdrawn with it. */
  draft?: 'abandon' | 'keep' | undefined;
  /** Why; must be said where the draft is kept. */
  note?: string | undefined;
}

export interface PartInput {
  number: string;
  version: number;
  way: PartWay;
  quantityBase: number;
  note: string;
  /** Of a promise: the day on which it is to be there. */
  dueOn: string | null;
  /** Of `order`: the order that brings it. */
  order: string | null;
  /** Of `substitute`: the other item, and how much of it in its base units. */
  itemCode: string | null;
  itemBase: number;
}

type Decided = Result<{ part: number; detail: Record<string, unknown> }>;

export const progressOf = ({ shortage: row }: Pick<ShortageRecord, 'shortage'>): PartProgress => row;

/** The endings of a request that stand. */
export async function endingsOf(tx: Tx, shortageId: number): Promise<Ending[]> {
  const standing = and(eq(shortagePart.shortageId, shortageId), isNull(shortagePart.endedAt));
  const rows = await tx.select({ way: shortagePart.way, kind: shortagePart.kind }).from(shortagePart).where(standing);
  return rows.flatMap(({ way, kind }) => (kind === 'ending' ? [way as Ending] : []));
}

/** Leads the request on after its parts were written: sums counted anew, state from what they amount to. */
export async function advanceParts(
  tx: Tx,
  record: ShortageRecord,
  step: { act: ShortageAct; actor: Actor; at: number; closing?: PartWay | 'proposal'; note?: string },
  detail: Record<string, unknown>,
): Promise<Result<{ version: number }>> {
  const { id, status, version } = record.document;
  await recountParts(tx, [id]);
  const [after] = await tx.select().from(shortage).where(eq(shortage.documentId, id));
  if (after === undefined) return refuse('not_found');
  const to = stateAfter(after, await endingsOf(tx, id), step.closing);
  const { act, actor, at } = step;
  const note = step.note === undefined || step.note === '' ? null : step.note;
  const locked = { status, version };
  const moved = await advance(tx, id, { act, to, transitions: shortageTransitions, actor, at, note, detail, locked });
  if (!moved.ok) return moved;
  await keepTimes(tx, at, id, to);
  return moved;
}

/** The request as the page showed it, locked; refuses who may not, what is not there, and a page that is stale. */
export async function seenRequest(
  tx: Tx,
  actor: Actor,
  given: { number: string; version: number },
): Promise<Result<ShortageRecord>> {
  const record = await lockShortage(tx, given.number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, given.version);
  return seen.ok ? ok(record) : seen;
}

/** What the way names besides: the order that brings it, the item that stands in. */
async function namedBy(
  tx: Tx,
  record: ShortageRecord,
  input: PartInput,
  today: string,
): Promise<Result<{ sourceId: number | null; itemId: number | null; itemBase: number | null; named: string | null }>> {
  const none = { sourceId: null, itemId: null, itemBase: null, named: null };
  if (record.item === null)
    return input.way === 'refer' || input.way === 'refuse' ? ok(none) : refuse('not_identified');
  if (input.way === 'order') {
    const line = (await openOrdersOf(tx, record.item.id)).find((one) => one.number === input.order);
    if (line === undefined) return refuse('part_order_unknown', {}, 'part.order');
    const [row] = await tx.select({ id: document.id }).from(document).where(eq(document.number, line.number));
    return ok({ ...none, sourceId: row?.id ?? null, named: line.number });
  }
  if (input.way !== 'substitute') return ok(none);
  if (!record.shortage.substituteAcceptable) return refuse('part_substitute_unwanted', {}, 'part.way');
  const other = input.itemCode === null ? undefined : await itemByCode(tx, input.itemCode);
  const offers = await substitutesFor(tx, record.item.id, today);
  if (other === undefined || !offers.some((offer) => offer.item.id === other.id)) {
    return refuse('part_substitute_unknown', {}, 'part.item');
  }
  if (!Number.isSafeInteger(input.itemBase) || input.itemBase <= 0) {
    return refuse('quantity_none', {}, 'part.itemQuantity.packs');
  }
  return ok({ ...none, itemId: other.id, itemBase: input.itemBase, named: other.genericName });
}

/** The answer inside an act that is under way: of many requests, each is answered so. */
export async function answerPart(tx: Tx, actor: Actor, at: number, input: PartInput): Promise<Result<ShortageRecord>> {
  const found = await seenRequest(tx, actor, input);
  if (!found.ok) return found;
  const record = found.value;
  const { id } = record.document;
  const today = dayOf(at);
  const fits = checkPart(input, progressOf(record), today);
  if (!fits.ok) return fits;
  const named = await namedBy(tx, record, input, today);
  if (!named.ok) return named;
  const { named: name, ...columns } = named.value;
  const { way, quantityBase, dueOn } = input;
  const kind = KIND_OF[way];
  const note = input.note.trim();
  const written = { shortageId: id, kind, way, quantityBase, note, dueOn: kind === 'promise' ? dueOn : null };
  const by = { by: actor.userId, byName: actor.name, at };
  await tx.insert(shortagePart).values({ ...written, ...columns, ...by });
  if (kind === 'closing') {
    const closedBase = record.shortage.closedBase + quantityBase;
    await tx.update(shortage).set({ closedBase }).where(eq(shortage.documentId, id));
  }
  if (way === 'purchase' || way === 'order') await limitAnew(tx, record, 'Purchase');
  if (way === 'ad_hoc') await limitAnew(tx, record, 'AdHoc');
  const act = kind === 'closing' ? ('close_part' as const) : ('promise' as const);
  const detail = { way, quantityBase, ...(name !== null && { named: name }), ...(written.dueOn && { due: dueOn }) };
  const moved = await advanceParts(tx, record, { act, actor, at, closing: way, note }, detail);
  return moved.ok ? found : moved;
}

/**
 * Answers a part of an accepted request: it waits for an order, is bought anew or ad hoc, a substitute is offered, the
 * patient is referred, or it is refused with a reason. Refuses as `checkPart`, and an order or item that is none.
 */
export function givePart(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PartInput,
): Promise<Answer<{ number: string }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.part', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const given = await answerPart(tx, actor, at, input);
    return given.ok ? ok({ value: { number }, subject: number, after: input }) : given;
  });
}

/** Dossiers that nobody works on any more: what they proposed may be asked for again. */
const OVER = ['withdrawn', 'declined', 'removed'];

/** No draft is left without a word: it is withdrawn with the proposal, or kept for a reason. */
async function releaseProposal(tx: Tx, actor: Actor, at: number, part: Part, input: OnPart): Promise<Result<unknown>> {
  if (part.way !== 'proposal' || part.sourceId === null) return ok();
  const status = part.source?.status ?? '';
  if (OVER.includes(status)) return ok();
  if (status !== 'draft') return refuse('part_proposed');
  const keep = input.draft === 'keep';
  const note = (input.note ?? '').trim();
  if (keep && note === '') return refuse('draft_reason_missing', {}, 'back.note');
  if (note.length > MOST_NOTE) return refuse('text_too_long', { max: MOST_NOTE }, 'back.note');
  return releaseDraft(tx, actor, at, { dossierId: part.sourceId, keep, note, from: input.number });
}

/** Takes a promise back, or opens again what was closed or ended; what was taken off the shelf must come back first. */
async function takeBack(tx: Tx, actor: Actor, at: number, input: OnPart): Promise<Decided> {
  const found = await seenRequest(tx, actor, input);
  if (!found.ok) return found;
  const record = found.value;
  const part = (await partsOf(tx, record.document.id)).find((one) => one.id === input.part && one.endedAt === null);
  if (part === undefined) return refuse('part_gone');
  const own = part.kind === 'ending' ? 'shortage.register' : 'shortage.answer';
  if (!may(actor.roles, own)) return refuseWithout(own);
  if (part.issued) return refuse('part_issued');
  const released = await releaseProposal(tx, actor, at, part, input);
  if (!released.ok) return released;
  if (part.way === 'substitute' && part.confirmedAt !== null) return refuse('part_confirmed');
  const gone = { endedWhy: 'withdrawn' as const, endedAt: at, endedBy: actor.userId };
  await tx.update(shortagePart).set(gone).where(eq(shortagePart.id, part.id));
  if (part.kind === 'closing') {
    const closedBase = record.shortage.closedBase - part.quantityBase;
    await tx.update(shortage).set({ closedBase }).where(eq(shortage.documentId, record.document.id));
  }
  const named = part.way === 'proposal' ? { named: part.source?.number ?? '', draft: input.draft ?? 'abandon' } : {};
  const detail = { way: part.way, quantityBase: part.quantityBase, ...named };
  const act = part.kind === 'promise' ? ('take_back' as const) : ('reopen' as const);
  const moved = await advanceParts(tx, record, { act, actor, at, note: (input.note ?? '').trim() }, detail);
  return moved.ok ? ok({ part: part.id, detail }) : moved;
}

/** Takes a part back, by who gave it: the hub its answers, the member its ends. Refuses what went on since. */
export function withdrawPart(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: OnPart,
): Promise<Answer<{ number: string }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.part_back', key, input, subject: number }, async (tx, at) => {
    const side = may(actor.roles, 'shortage.answer') || may(actor.roles, 'shortage.register');
    if (!side) return refuseWithout('shortage.answer', 'shortage.register');
    const taken = await takeBack(tx, actor, at, input);
    return taken.ok ? ok({ value: { number }, subject: number, after: taken.value }) : taken;
  });
}
