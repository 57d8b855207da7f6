/**
 * Receiving a dispatch line by line: good stock is stored, damaged is set apart, what is not there stays in transit.
 */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dispatch } from '../../db/schema/dispatches.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { arriveBoxes } from '../packing/follow-commands.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import { followDispatch } from '../transfers/follow-commands.ts';
import { type Arrived, measuredOf, setRecalledApart, setWarmedApart } from './apart-commands.ts';
import { type Standing, standingAtArrival, standsBy } from './controlled-commands.ts';
import { openDifferences } from './differ-commands.ts';
import { type DispatchLineRow, type DispatchRecord, dispatchByNumber, linesOfDispatch } from './dispatch-record.ts';
import { receiveLines } from './dispatch-statements.ts';
import { checkReceipt, differs, dispatchTransitions, type ReceivedLine, type ShippedLine } from './rules.ts';
import { arriveServed } from './serving.ts';
import { loadStores, type Stores, storeFor } from './stores.ts';

export interface ReceiveInput {
  number: string;
  version: number;
  lines: ReceivedLine[];
  /** Tenths of a degree in the cold box, where whoever receives measured it. */
  tenths?: number | null;
  /** Ids of boxes whose label was scanned on arrival. */
  boxes?: readonly number[];
}

export interface Received {
  number: string;
  /** Numbers of the discrepancies that were opened. */
  discrepancies: string[];
}

/** The dispatch for who receives it. Refuses other places, and whoever sent it. */
export async function receivedDispatch(tx: Tx, actor: Actor, number: string): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.receive')) return refuseWithout('dispatch.receive');
  const record = await dispatchByNumber(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const mine = record.receiver.path.startsWith(actor.scopePath) && record.sender.id !== actor.organisationId;
  if (!mine) return refuse('not_receiver', { receiver: record.receiver.shortName });
  const posted = (await timelineOf(tx, record.document.id)).findLast((row) => row.act === 'post');
  if (posted?.actorId === actor.userId) return refuse('sender_may_not_receive');
  return ok(record);
}

function match(lines: readonly DispatchLineRow[], answers: readonly ReceivedLine[]): Arrived[] {
  return lines.flatMap((line) => {
    const answer = answers.find((one) => one.lineId === line.id);
    return answer === undefined ? [] : [{ line, answer, temperatureBase: 0 }];
  });
}

function storesFor(tx: Tx, record: DispatchRecord, lines: readonly DispatchLineRow[]): Promise<Stores> {
  const itemIds = lines.map((line) => line.item_id);
  return loadStores(tx, record.receiver.id, itemIds);
}

/** The lines as the rule of a receipt wants them. */
function shippedOf(lines: readonly DispatchLineRow[]): ShippedLine[] {
  return lines.map((line) => ({
    id: line.id,
    lineNumber: line.line_number,
    shippedBase: line.shipped_base,
    shape: { packSize: line.pack_size, packUnit: line.pack_unit, baseUnit: line.base_unit, scale: line.scale },
    lot: line.lot_number,
    controlled: isControlled(line.control_class),
  }));
}

/** Good to the store of its zone, damaged to the rejected store; refuses when there is no place for it. */
function movesOf(arrived: readonly Arrived[], transitId: number, stores: Stores): Result<PostRequest['lines']> {
  const moves: PostRequest['lines'] = [];
  for (const { line, answer, temperatureBase } of arrived) {
    const from = { lotId: line.lot_id, fromId: transitId };
    const goodBase = answer.goodBase - temperatureBase;
    const apartBase = answer.damagedBase + temperatureBase;
    if (goodBase > 0) {
      const toId = storeFor(stores, line.item_id);
      if (toId === undefined) return refuse('no_store', { line: line.line_number });
      moves.push({ ...from, toId, quantityBase: goodBase });
    }
    // Broken controlled goods stay on the way, in nobody's stock, until both sides have found what became of them
    if (apartBase > 0 && !isControlled(line.control_class)) {
      if (stores.rejectedId === undefined) return refuse('no_rejected_store', { line: line.line_number });
      moves.push({ ...from, toId: stores.rejectedId, quantityBase: apartBase });
    }
  }
  return ok(moves);
}

/** What serves who asked, by line: recalled goods serve nobody, also where they lie frozen among the good ones. */
function servingOf(arrived: readonly Arrived[]): Map<number, number> {
  return new Map(
    arrived.map(({ line, answer, temperatureBase }) => {
      return [line.id, line.frozen === 'recall' ? 0 : answer.goodBase - temperatureBase] as const;
    }),
  );
}

interface Arrival {
  record: DispatchRecord;
  arrived: readonly Arrived[];
  moves: PostRequest['lines'];
  standing: Standing;
  actor: Actor;
  at: number;
}

/** The goods are laid where they belong, and what was counted stands in the lines. */
async function layDown(tx: Tx, arrival: Arrival): Promise<Result<undefined>> {
  const { record, arrived, moves, standing, actor, at } = arrival;
  const { id } = record.document;
  const movement = { kind: 'dispatch_receipt' as const, documentId: id, actor, occurredAt: at, postedAt: at };
  if (moves.length > 0) {
    const posted = await postGoods(tx, { ...movement, ...standing, key: `dispatch-${id}-receipt`, lines: moves });
    if (!posted.ok) return posted;
  }
  const counted = arrived.map(({ line, answer, temperatureBase }) => ({
    id: line.id,
    good: answer.goodBase - temperatureBase,
    damaged: answer.damagedBase + temperatureBase,
    missing: answer.missingBase + (answer.wrongBase ?? 0),
  }));
  await tx.run(receiveLines, { lines: counted });
  const served = await arriveServed(tx, record, servingOf(arrived), actor, at);
  if (!served.ok) return served;
  const { number } = record.document;
  const followed = await followDispatch(tx, { dispatchId: id, act: 'receive', paper: number, actor, at });
  if (!followed.ok) return followed;
  await tx.update(dispatch).set({ receivedAt: at }).where(eq(dispatch.documentId, id));
  const presentBase = new Map(counted.map((line) => [line.id, line.good + line.damaged]));
  const traced = await finishCapture(tx, { userId: actor.userId, at }, { number, act: 'arrival', presentBase });
  return traced.ok ? ok() : traced;
}

/**
 * Receives the whole dispatch, line by line. Cold goods that were measured outside what they need are set apart.
 * Refuses: quantities that do not add up to what was shipped, a difference without a word of explanation, another lot
 * without its number, a receiver that is not the destination, the person who posted it, a stale page, and controlled
 * drugs as `standingAtArrival` does.
 */
export function receiveDispatch(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReceiveInput,
  second: SecondPerson | null = null,
): Promise<Answer<Received>> {
  const asked = { ...input, ...(second && { second: second.userId }) };
  const request = { act: 'dispatch.receive', key, input: asked, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await receivedDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const { id } = record.document;
    const lines = (await linesOfDispatch(tx, id)).filter((line) => line.shipped_base > 0);
    const stores = await storesFor(tx, record, lines);
    const measured = await measuredOf(tx, record, input.tenths);
    const recalled = await setRecalledApart(tx, match(lines, input.lines), stores);
    const { arrived, tenths } = setWarmedApart(recalled, measured, stores);
    const different = arrived.some(({ answer, temperatureBase }) => temperatureBase > 0 || differs(answer));
    const step = { act: 'receive', to: different ? 'discrepancy' : 'received', transitions: dispatchTransitions };
    const detail = { ...standsBy(second), ...(tenths !== null && { outside: tenths }) };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version, detail, actor, at });
    if (!moved.ok) return moved;
    const whole = checkReceipt(shippedOf(lines), input.lines);
    if (!whole.ok) return whole;
    const moves = movesOf(arrived, record.transitId, stores);
    if (!moves.ok) return moves;
    const standing = await standingAtArrival(tx, { record, lines, actor, day: dayOf(at) }, second);
    if (!standing.ok) return standing;
    const arrival = { record, arrived, moves: moves.value, standing: standing.value, actor, at };
    const laid = await layDown(tx, arrival);
    if (!laid.ok) return laid;
    await arriveBoxes(tx, { dispatchId: id, boxIds: input.boxes ?? [], personId: actor.userId, at });
    const discrepancies = await openDifferences(tx, { record, arrived, tenths, actor, at });
    const value = { number: input.number, discrepancies };
    return ok({ value, subject: input.number, after: { ...input, discrepancies } });
  });
}
