/** What closing a difference posts: the goods go where both sides found them, and a loss has somebody to bear it. */
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { discrepancy } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { outsideLocation, transitOf } from '../organisations/queries.ts';
import { makeCharge } from './charge-commands.ts';
import type { Standing } from './controlled-commands.ts';
import { type Bearer, type Finding, isBeyond, isLoss, isPosted, staysOnTheWay } from './difference-rules.ts';
import type { DiscrepancyRecord } from './discrepancy-record-queries.ts';
import { dispatchTransitions } from './rules.ts';
import { loadStores, storeFor } from './stores.ts';

type Moves = PostRequest['lines'];

const otherLots = statement(
  `select balance.lot_id, balance.location_id, balance.on_hand - balance.reserved as free
   from lot join balance on balance.lot_id = lot.id
   join location on location.id = balance.location_id and location.kind = 'store' and location.zone <> 'reserve'
   where lot.item_id = :itemId and lot.number = :number and location.keeper_id = :keeperId
     and balance.on_hand > balance.reserved
   order by case when location.id = :fromId then 0 else 1 end, lot.expires_on, balance.lot_id`,
);

/** Boxes of the lot that came leave the sender's books. Refuses a lot that is not there. */
async function movesOfActual(tx: Tx, record: DiscrepancyRecord, storeId: number): Promise<Result<Moves>> {
  const { line, discrepancy: difference, sender } = record;
  const number = difference.actualLot ?? '';
  const asked = { itemId: line.itemId, number, keeperId: sender.id, fromId: line.fromLocationId };
  const rows = await tx.run<{ lot_id: number; location_id: number; free: number }>(otherLots, asked);
  const moves: Moves = [];
  let left = difference.quantityBase;
  for (const row of rows) {
    const quantityBase = Math.min(left, Number(row.free));
    if (quantityBase <= 0) break;
    moves.push({ lotId: row.lot_id, fromId: row.location_id, toId: storeId, quantityBase });
    left -= quantityBase;
  }
  if (left > 0) return refuse('other_lot_absent', { lot: number, sender: sender.shortName });
  return ok(moves);
}

/** Those of the line never left: they go back from the way, and the others come instead. */
async function swapLots(tx: Tx, record: DiscrepancyRecord, transitId: number, storeId: number): Promise<Result<Moves>> {
  const { line, discrepancy: difference } = record;
  const actual = await movesOfActual(tx, record, storeId);
  if (!actual.ok) return actual;
  const back = { lotId: line.lotId, fromId: transitId, toId: line.fromLocationId };
  return ok([{ ...back, quantityBase: difference.quantityBase }, ...actual.value]);
}

/** Where goods go that wait on the way. */
async function movesOnTheWay(tx: Tx, record: DiscrepancyRecord, finding: Finding): Promise<Result<Moves>> {
  const { line, discrepancy: difference, receiver } = record;
  const transit = await transitOf(tx, receiver.id);
  if (transit === undefined) return refuse('lot_or_place_unknown');
  const moved = { lotId: line.lotId, quantityBase: difference.quantityBase, fromId: transit.id };
  if (isLoss(finding)) return ok([{ ...moved, toId: await outsideLocation(tx, 'loss') }]);
  if (finding === 'never_loaded' || finding === 'send_back_other') {
    return ok([{ ...moved, toId: line.fromLocationId }]);
  }
  const storeId = storeFor(await loadStores(tx, receiver.id, [line.itemId]), line.itemId);
  if (storeId === undefined) return refuse('no_store', { line: line.lineNumber });
  return finding === 'keep_other' ? swapLots(tx, record, transit.id, storeId) : ok([{ ...moved, toId: storeId }]);
}

/** Where the goods go, for what both sides found. */
async function movesOf(tx: Tx, record: DiscrepancyRecord, finding: Finding): Promise<Result<Moves>> {
  const { line, discrepancy: difference, receiver: to, sender: from } = record;
  if (!isPosted(finding)) return ok([]);
  // Broken controlled goods were never stored: they wait on the way like what is missing
  const waits = staysOnTheWay(difference.kind) || isControlled(record.item.controlClass);
  if (waits && !isBeyond(difference.kind)) return movesOnTheWay(tx, record, finding);
  const here = await loadStores(tx, to.id, [line.itemId]);
  const storeId = storeFor(here, line.itemId);
  if (difference.kind === 'unlisted') {
    return storeId === undefined ? refuse('no_store', { line: line.lineNumber }) : movesOfActual(tx, record, storeId);
  }
  const fromId = difference.kind === 'over' ? line.fromLocationId : here.rejectedId;
  if (fromId === undefined) return refuse('no_rejected_store', { line: line.lineNumber });
  const moved = { lotId: line.lotId, quantityBase: difference.quantityBase, fromId };
  if (isLoss(finding)) return ok([{ ...moved, toId: await outsideLocation(tx, 'loss') }]);
  const there = finding === 'return_to_sender' ? await loadStores(tx, from.id, [line.itemId]) : undefined;
  const toId = there === undefined ? storeId : there.rejectedId;
  return toId === undefined ? refuse('no_store', { line: line.lineNumber }) : ok([{ ...moved, toId }]);
}

/** The dispatch is received when its last difference is closed. */
async function settleDispatch(tx: Tx, record: DiscrepancyRecord, actor: Actor, at: number): Promise<Result<undefined>> {
  const open = await tx
    .select({ id: document.id })
    .from(discrepancy)
    .innerJoin(document, eq(document.id, discrepancy.documentId))
    .where(
      and(
        eq(discrepancy.dispatchId, record.discrepancy.dispatchId),
        eq(document.status, 'open'),
        ne(document.id, record.document.id),
      ),
    );
  if (open.length > 0) return ok();
  const request = { act: 'settle', to: 'received', transitions: dispatchTransitions, actor, at };
  const settled = await advance(tx, record.discrepancy.dispatchId, request);
  return settled.ok ? ok() : settled;
}

export interface Closing {
  finding: Finding;
  bearer: Bearer | null;
  actor: Actor;
  at: number;
  standing: Standing;
}

/** Posts what both sides found, charges a loss to who bears it, and settles the dispatch with its last difference. */
export async function closeWith(tx: Tx, record: DiscrepancyRecord, closing: Closing): Promise<Result<undefined>> {
  const { finding, bearer, actor, at, standing } = closing;
  const moves = await movesOf(tx, record, finding);
  if (!moves.ok) return moves;
  const { id, version } = record.document;
  if (moves.value.length > 0) {
    const movement = { kind: 'discrepancy' as const, documentId: id, actor, occurredAt: at, postedAt: at };
    // A case that was opened again is posted again: the version tells the postings apart
    const told = { key: `discrepancy-${id}-${version}`, reason: finding, ...standing };
    const posted = await postGoods(tx, { ...movement, ...told, lines: moves.value });
    if (!posted.ok) return posted;
    const amountFen = posted.value.amountsFen.reduce((sum, fen) => sum + fen, 0);
    const [from] = moves.value;
    if (bearer !== null && from !== undefined) {
      const charged = await makeCharge(tx, record, { bearer, amountFen, fromId: from.fromId, actor, at });
      if (!charged.ok) return charged;
    }
  }
  return settleDispatch(tx, record, actor, at);
}
