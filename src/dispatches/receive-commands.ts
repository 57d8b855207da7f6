/**
 * Receiving a dispatch line by line: good stock is stored, damaged is set apart, what is not there stays in transit.
 */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { discrepancy, dispatch } from '../../db/schema/dispatches.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods } from '../books/goods-commands.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { recallsHolding } from '../recalls/record-queries.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import { followDispatch } from '../transfers/follow-commands.ts';
import { standingAtArrival, standsBy } from './controlled-commands.ts';
import { type DispatchLineRow, type DispatchRecord, dispatchByNumber, linesOfDispatch } from './dispatch-record.ts';
import { receiveLines } from './dispatch-statements.ts';
import { checkReceipt, dispatchTransitions, type ReceivedLine, type ShippedLine } from './rules.ts';
import { arriveServed } from './serving.ts';
import { loadStores, type Stores, storeFor } from './stores.ts';

export interface ReceiveInput {
  number: string;
  version: number;
  lines: ReceivedLine[];
}

export interface Received {
  number: string;
  /** Numbers of the discrepancies that were opened. */
  discrepancies: string[];
}

async function receivedDispatch(tx: Tx, actor: Actor, number: string): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.receive')) return refuseWithout('dispatch.receive');
  const record = await dispatchByNumber(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const mine = record.receiver.path.startsWith(actor.scopePath) && record.sender.id !== actor.organisationId;
  if (!mine) return refuse('not_receiver', { receiver: record.receiver.shortName });
  const posted = (await timelineOf(tx, record.document.id)).findLast((row) => row.act === 'post');
  if (posted?.actorId === actor.userId) return refuse('sender_may_not_receive');
  return ok(record);
}

interface Matched {
  line: DispatchLineRow;
  answer: ReceivedLine;
}

function match(lines: readonly DispatchLineRow[], answers: readonly ReceivedLine[]): Matched[] {
  return lines.flatMap((line) => {
    const answer = answers.find((one) => one.lineId === line.id);
    return answer === undefined ? [] : [{ line, answer }];
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
  }));
}

/** Recalled goods are put apart with the damaged ones, where there is a store for them, and named by their recall. */
async function setRecalledApart(tx: Tx, matched: readonly Matched[], stores: Stores): Promise<Matched[]> {
  // Recalled controlled drugs lie frozen in the store for such goods: they may lie nowhere else
  const apart = matched.filter(({ line }) => line.frozen === 'recall' && !isControlled(line.control_class));
  const recalled = apart.filter(({ answer }) => answer.goodBase > 0);
  if (recalled.length === 0 || stores.rejectedId === undefined) return [...matched];
  const numbers = await recallsHolding(
    tx,
    recalled.map(({ line }) => line.lot_id),
  );
  return matched.map((one) => {
    if (!recalled.includes(one)) return one;
    const { goodBase, damagedBase, note, ...rest } = one.answer;
    const why = [numbers.get(one.line.lot_id) ?? '', note ?? ''].filter((text) => text !== '').join(' ');
    return { ...one, answer: { ...rest, goodBase: 0, damagedBase: damagedBase + goodBase, note: why } };
  });
}

/** Good to the store of its zone, damaged to the rejected store; refuses when there is no place for it. */
function movesOf(matched: readonly Matched[], transitId: number, stores: Stores): Result<PostRequest['lines']> {
  const moves: PostRequest['lines'] = [];
  for (const { line, answer } of matched) {
    const from = { lotId: line.lot_id, fromId: transitId };
    if (answer.goodBase > 0) {
      const toId = storeFor(stores, line.item_id);
      if (toId === undefined) return refuse('no_store', { line: line.line_number });
      moves.push({ ...from, toId, quantityBase: answer.goodBase });
    }
    // Broken controlled goods stay on the way, in nobody's stock, until both sides have found what became of them
    if (answer.damagedBase > 0 && !isControlled(line.control_class)) {
      if (stores.rejectedId === undefined) return refuse('no_rejected_store', { line: line.line_number });
      moves.push({ ...from, toId: stores.rejectedId, quantityBase: answer.damagedBase });
    }
  }
  return ok(moves);
}

/** One discrepancy for each line and kind of difference. */
async function openDiscrepancies(
  tx: Tx,
  record: DispatchRecord,
  matched: readonly Matched[],
  actor: Actor,
  at: number,
): Promise<string[]> {
  const numbers: string[] = [];
  for (const { line, answer } of matched) {
    for (const kind of ['damaged', 'missing'] as const) {
      const quantityBase = kind === 'damaged' ? answer.damagedBase : answer.missingBase;
      if (quantityBase === 0) continue;
      const opened = await openDocument(tx, {
        kind: 'discrepancy',
        status: 'open',
        act: 'open',
        organisationId: record.receiver.id,
        counterpartId: record.sender.id,
        actor,
        at,
        note: answer.note,
        detail: { dispatch: record.document.number, line: line.line_number, kind, quantityBase },
      });
      const values = { documentId: opened.id, dispatchId: record.document.id, lineId: line.id, kind, quantityBase };
      await tx.insert(discrepancy).values(values);
      await addDocumentLink(tx, {
        kind: 'differs',
        fromDocumentId: record.document.id,
        fromLineId: line.id,
        toDocumentId: opened.id,
        quantityBase,
      });
      numbers.push(opened.number);
    }
  }
  return numbers;
}

/**
 * Receives the whole dispatch, line by line. Refuses: quantities that do not add up to what was shipped, a difference
 * without a word of explanation, a receiver that is not the destination, the person who posted it, a stale page, and
 * controlled drugs as `standingAtArrival` does.
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
    const matched = await setRecalledApart(tx, match(lines, input.lines), stores);
    const different = matched.some(({ answer }) => answer.damagedBase + answer.missingBase > 0);
    const step = { act: 'receive', to: different ? 'discrepancy' : 'received', transitions: dispatchTransitions };
    const seen = { seenVersion: input.version, detail: standsBy(second) };
    const moved = await advance(tx, id, { ...step, ...seen, actor, at });
    if (!moved.ok) return moved;
    const whole = checkReceipt(shippedOf(lines), input.lines);
    if (!whole.ok) return whole;
    const moves = movesOf(matched, record.transitId, stores);
    if (!moves.ok) return moves;
    const standing = await standingAtArrival(tx, { record, lines, actor, day: dayOf(at) }, second);
    if (!standing.ok) return standing;
    const movement = { kind: 'dispatch_receipt' as const, documentId: id, actor, occurredAt: at, postedAt: at };
    if (moves.value.length > 0) {
      const posted = await postGoods(tx, {
        ...movement,
        ...standing.value,
        key: `dispatch-${id}-receipt`,
        lines: moves.value,
      });
      if (!posted.ok) return posted;
    }
    const counted = matched.map(({ line, answer }) => ({
      id: line.id,
      good: answer.goodBase,
      damaged: answer.damagedBase,
      missing: answer.missingBase,
    }));
    await tx.run(receiveLines, { lines: counted });
    const discrepancies = await openDiscrepancies(tx, record, matched, actor, at);
    const good = new Map(matched.map(({ line, answer }) => [line.id, answer.goodBase]));
    const arrived = await arriveServed(tx, record, good, actor, at);
    if (!arrived.ok) return arrived;
    const followed = await followDispatch(tx, { dispatchId: id, act: 'receive', paper: input.number, actor, at });
    if (!followed.ok) return followed;
    await tx.update(dispatch).set({ receivedAt: at }).where(eq(dispatch.documentId, id));
    const presentBase = new Map(matched.map(({ line, answer }) => [line.id, answer.goodBase + answer.damagedBase]));
    const scanned = { number: input.number, act: 'arrival' as const, presentBase };
    const traced = await finishCapture(tx, { userId: actor.userId, at }, scanned);
    if (!traced.ok) return traced;
    const value = { number: input.number, discrepancies };
    return ok({ value, subject: input.number, after: { ...input, discrepancies } });
  });
}
