/** The acts of the shortage road as one call each, with the version that the acting person sees. */
import { eq } from 'drizzle-orm';
import { item as itemTable } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { shortage } from '../../db/schema/shortages.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { type Answered, answerShortage, purposeOf } from '../../src/dispatches/answer-commands.ts';
import { cancelDispatch, postDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import type { ReceivedLine } from '../../src/dispatches/rules.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { allocate, isOutOfTurn, placeKey } from '../../src/ledger/allocate.ts';
import {
  acceptShortage,
  cancelShortage,
  closeRemainder,
  identifyShortage,
  rejectShortage,
} from '../../src/shortages/commands.ts';
import { type Outcome, recordOutcome } from '../../src/shortages/outcome-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { openBase } from '../../src/shortages/rules.ts';
import { lotsAt, type SupplyLot } from '../../src/stock/supply-queries.ts';
import type { Ask } from './asks.ts';
import { boxedUp } from './packing.ts';
import { bringIn, recount } from './postings.ts';
import { type Item, type Member, must, today, type World } from './world.ts';

/** A registered shortage as its road remembers it. */
export interface Request {
  number: string;
  member: Member;
  item: Item | null;
  ask: Ask;
  neededBy: string;
  /** Nothing more will come for it. */
  ended: boolean;
}

export interface Line {
  id: number;
  itemId: number;
  packSize: number;
  quantityBase: number;
  shippedBase: number;
  pickedBase: number | null;
}

type DocumentFacts = { id: number; version: number; status: string };

export async function documentOf(world: World, number: string): Promise<DocumentFacts> {
  const { id, version, status } = document;
  const [row] = await world.tx.select({ id, version, status }).from(document).where(eq(document.number, number));
  if (row === undefined) throw new Error(`demo: no document ${number}`);
  return row;
}

/** The number with the version that the acting person sees. */
export async function seen(world: World, number: string): Promise<{ number: string; version: number }> {
  return { number, version: (await documentOf(world, number)).version };
}

export async function linesOf(world: World, number: string): Promise<Line[]> {
  const { id } = await documentOf(world, number);
  const { quantityBase, shippedBase, pickedBase, itemId } = dispatchLine;
  const columns = { id: dispatchLine.id, itemId, packSize: itemTable.packSize, quantityBase, shippedBase, pickedBase };
  return world.tx
    .select(columns)
    .from(dispatchLine)
    .innerJoin(itemTable, eq(itemTable.id, itemId))
    .where(eq(dispatchLine.dispatchId, id))
    .orderBy(dispatchLine.lineNumber);
}

function askedKey(member: Member, item: Item): string {
  return `${member.data.code} ${item.data.code}`;
}

export async function register(world: World, actor: Actor, member: Member, ask: Ask): Promise<Request> {
  const { item, wish, neededInDays, ...rest } = ask;
  const neededBy = addDays(today(world), neededInDays);
  const input = {
    ...rest,
    neededBy,
    organisationCode: member.data.code,
    itemCode: item?.data.code ?? null,
    wishName: wish?.name ?? null,
    wishDetail: wish?.detail ?? null,
    wishUnit: wish?.unit ?? null,
    substituteAcceptable: world.random.chance(0.6),
    again: false,
  };
  if (item !== null) world.asked.add(askedKey(member, item));
  const { number } = must(
    await registerShortage(world.services, actor, null, input),
    `registering ${member.data.code}`,
  );
  return { number, member, item, ask, neededBy, ended: false };
}

/** The request needs nothing any more: the member's shelf is as the ledger has it. */
export async function end(world: World, request: Request): Promise<void> {
  request.ended = true;
  if (request.item === null) return;
  world.asked.delete(askedKey(request.member, request.item));
  await recount(world, request.member, request.item);
}

export async function accept(world: World, actor: Actor, request: Request): Promise<void> {
  const input = await seen(world, request.number);
  must(await acceptShortage(world.services, actor, null, input), `accepting ${request.number}`);
}

export async function reject(world: World, actor: Actor, request: Request, note: string): Promise<void> {
  const input = { ...(await seen(world, request.number)), note };
  must(await rejectShortage(world.services, actor, null, input), `rejecting ${request.number}`);
  await end(world, request);
}

export async function cancel(world: World, actor: Actor, request: Request, note: string): Promise<void> {
  const input = { ...(await seen(world, request.number)), note };
  must(await cancelShortage(world.services, actor, null, input), `cancelling ${request.number}`);
  await end(world, request);
}

export async function closeRest(world: World, actor: Actor, request: Request, note: string): Promise<void> {
  const input = { ...(await seen(world, request.number)), note };
  must(await closeRemainder(world.services, actor, null, input), `closing the rest of ${request.number}`);
}

/** A wish turns out to be an item of the catalogue. */
export async function identify(world: World, actor: Actor, request: Request, item: Item, quantityBase: number) {
  const input = { ...(await seen(world, request.number)), itemCode: item.data.code, quantityBase };
  must(await identifyShortage(world.services, actor, null, input), `identifying ${request.number}`);
  request.item = item;
  request.ask = { ...request.ask, item, quantityBase };
  world.asked.add(askedKey(request.member, item));
}

/** What nobody has answered yet, in base units. */
export async function openOf(world: World, request: Request): Promise<number> {
  const { id } = await documentOf(world, request.number);
  const [row] = await world.tx.select().from(shortage).where(eq(shortage.documentId, id));
  return row === undefined ? 0 : openBase(row);
}

export interface AnswerWish {
  /** Base units; everything that is open when absent. */
  quantityBase?: number;
  /** Take a later lot, with this reason, when there is one. */
  outOfTurn?: string;
}

/** Later lots alone, when they suffice: the choice of a person who has a reason. */
function laterLots(lots: readonly SupplyLot[], chosen: readonly { lot: SupplyLot }[]): SupplyLot[] {
  const first = new Set(chosen.map(({ lot }) => placeKey(lot)));
  return lots.filter((lot) => !first.has(placeKey(lot)));
}

/** Others asked for the same since: the supplier brings what is missing, in whole packs. */
async function hurryIn(world: World, item: Item, missingBase: number): Promise<void> {
  const { packSize } = item.data;
  const quantityBase = Math.ceil(missingBase / packSize) * packSize;
  const batch = world.batches.suppliedIn(item, today(world).slice(0, 7));
  const keeper = world.random.pick(world.hub.storekeepers);
  await bringIn(world, 'supplier', world.hub.member, keeper, [{ item, batch, quantityBase }]);
}

/** Answers from the central pharmacy, first to expire first unless told otherwise. */
export async function answer(world: World, actor: Actor, request: Request, wish: AnswerWish = {}): Promise<Answered> {
  const { item, member, ask, neededBy } = request;
  if (item === null) throw new Error(`demo: ${request.number} was not identified`);
  const hub = world.hub.member;
  const wanted = wish.quantityBase ?? (await openOf(world, request));
  const needs = { neededBy, daysOfUse: ask.daysOfUse };
  const place = { id: member.id, kind: member.data.kind };
  const atHub = () => lotsAt(world.tx, { organisationId: hub.id, itemId: item.id });
  let lots = await atHub();
  const purpose = await purposeOf(world.tx, needs, place, today(world), lots[0]?.controlClass ?? 'none');
  let inTurn = allocate(lots, wanted, purpose);
  if (inTurn.shortBase > 0) {
    await hurryIn(world, item, inTurn.shortBase);
    lots = await atHub();
    inTurn = allocate(lots, wanted, purpose);
  }
  if (inTurn.shortBase > 0) throw new Error(`demo: the hub lacks ${inTurn.shortBase} of ${item.data.code}`);
  const later = allocate(laterLots(lots, inTurn.chosen), wanted, purpose);
  const isLater = wish.outOfTurn !== undefined && later.shortBase === 0;
  const picks = (isLater ? later : inTurn).chosen.map(({ lot, quantityBase }) => ({
    locationId: lot.locationId,
    lotId: lot.lotId,
    quantityBase,
  }));
  const choice = new Map(picks.map((pick) => [placeKey(pick), pick.quantityBase]));
  const overrideReason = isOutOfTurn(lots, choice, purpose) ? (wish.outOfTurn ?? '') : '';
  const input = { ...(await seen(world, request.number)), picks, overrideReason, ownDispatch: false };
  const given = must(await answerShortage(world.services, actor, null, input), `answering ${request.number}`);
  await recount(world, hub, item);
  return given;
}

/** Takes a line from the shelf, whole, or short by `shortBase` with a reason. */
export async function pick(world: World, actor: Actor, number: string, line: Line, shortBase = 0): Promise<void> {
  const reason = shortBase > 0 ? '货位实物破包，少拣' : '';
  const input = { number, lineId: line.id, pickedBase: line.quantityBase - shortBase, reason };
  must(await pickLine(world.services, actor, null, input), `picking ${number}`);
}

export async function send(
  world: World,
  actor: Actor,
  number: string,
  load: { vehicle: string; driver: string; box: string | null },
): Promise<void> {
  const input = { ...(await boxedUp(world, actor, number)), ...load, note: null };
  must(await postDispatch(world.services, actor, null, input), `posting ${number}`);
}

export async function cancelSending(world: World, actor: Actor, number: string, reason: string): Promise<void> {
  const input = { ...(await seen(world, number)), reason };
  must(await cancelDispatch(world.services, actor, null, input), `cancelling ${number}`);
}

export async function takeBack(world: World, actor: Actor, number: string, reason: string): Promise<void> {
  const input = { ...(await seen(world, number)), reason };
  must(await reverseDispatch(world.services, actor, null, input), `reversing ${number}`);
}

/** Receives every line; gives the numbers of the differences that were opened. */
export async function receive(world: World, actor: Actor, number: string, lines: ReceivedLine[]): Promise<string[]> {
  const input = { ...(await seen(world, number)), lines };
  return must(await receiveDispatch(world.services, actor, null, input), `receiving ${number}`).discrepancies;
}

export async function finish(world: World, actor: Actor, request: Request, outcome: Outcome, note: string) {
  const input = { ...(await seen(world, request.number)), outcome, note, issue: outcome === 'collected' };
  must(await recordOutcome(world.services, actor, null, input), `outcome of ${request.number}`);
  await end(world, request);
}
