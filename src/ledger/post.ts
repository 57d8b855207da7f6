/** The one door by which stock moves: receipt, issue, dispatch, write-off and count differ in places, not in code. */
import type { Tx } from '../../db/database.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, onlyOne, type Result, refuse, type SetResult } from '../kernel/result.ts';
import { checkCabinet } from './cabinet.ts';
import {
  asIds,
  checkNamed,
  checkPaid,
  checkTimes,
  checkUsable,
  checkWitness,
  type Loaded,
  type LotRow,
  loadNamed,
  lockPermits,
  type Permits,
  type Witness,
} from './checks.ts';
import * as sql from './post-statements.ts';
import {
  type Change,
  checkLines,
  type MovementKind,
  type PostLine,
  placeOf,
  sumBy,
  type ValuedLine,
} from './posting.ts';
import type { RegisterNote } from './register.ts';
import { type Posted, type Writing, writeAll } from './write.ts';

export type { MovementKind } from './posting.ts';
export type { Moved, Posted } from './write.ts';

/** What the postings of a set have in common. */
export interface PostHeader {
  kind: MovementKind;
  /** Who posts, for which organisation. */
  actor: { userId: number; organisationId: number };
  /** UTC ms. */
  postedAt: number;
  /** The second person, whose password was checked: without one no controlled drug moves. */
  witness?: Witness;
}

/** One posting: a movement of its own. */
export interface PostPaper {
  documentId: number | null;
  /** Business time, UTC ms; never after `postedAt`, never in a closed period. */
  occurredAt: number;
  /** Unique for ever: a second posting with the same key is a bug of the caller. */
  key: string;
  reason?: string;
  lines: PostLine[];
  /** What the register of controlled drugs says of it. */
  register?: RegisterNote;
  /**
   * Open reservations that this posting fulfils, or all of its document; what they held beyond the lines is free again.
   */
  consume?: number[] | 'all';
}

export interface PostRequest extends PostHeader, PostPaper {}

function valueLines(lines: readonly PostLine[], lots: ReadonlyMap<number, LotRow>): ValuedLine[] {
  return lines.map((line) => {
    const lot = lots.get(line.lotId);
    if (lot === undefined) throw new Error(`lot ${line.lotId} was not loaded`);
    const { lotId, fromId, toId, quantityBase } = line;
    const nominalFen = amountFen(quantityBase, lot.pack_size, lot.price_pack);
    return { lotId, fromId, toId, quantityBase, itemId: lot.item_id, amountFen: line.paidFen ?? nominalFen };
  });
}

interface ClosedReservation {
  id: number;
  location_id: number;
  lot_id: number;
  item_id: number;
  quantity_base: number;
}

/** Ends the reservations of one posting and adds what they held to the takes of their place and lot. */
async function consume(tx: Tx, paper: PostPaper, at: number, takes: Change[]): Promise<Result<undefined>> {
  const { consume: which = [], documentId } = paper;
  if (which.length === 0) return ok();
  const closed =
    which === 'all'
      ? await tx.run<ClosedReservation>(sql.fulfilReservationsOf, { documentId, at })
      : await tx.run<ClosedReservation>(sql.closeReservations, { ids: asIds(which), status: 'posted', at });
  if (which !== 'all' && closed.length !== new Set(which).size) return refuse('reservation_ended');
  const byPlace = new Map(takes.map((take) => [placeOf(take.locationId, take.lotId), take]));
  for (const row of closed) {
    const place = placeOf(row.location_id, row.lot_id);
    const take = byPlace.get(place);
    if (take !== undefined) take.reservedBase += row.quantity_base;
    else {
      const idle = { locationId: row.location_id, lotId: row.lot_id, itemId: row.item_id };
      const change = { ...idle, quantityBase: 0, reservedBase: row.quantity_base, valueFen: 0 };
      takes.push(change);
      byPlace.set(place, change);
    }
  }
  takes.sort((a, b) => a.locationId - b.locationId || a.lotId - b.lotId);
  return ok();
}

/** What a posting may not be, seen by itself. */
function checkPaper(header: PostHeader, paper: PostPaper, loaded: Loaded, permits: Permits): Result<undefined> {
  const { lines, occurredAt } = paper;
  const named = checkNamed(lines, loaded);
  if (!named.ok) return named;
  const witnessed = checkWitness(header, lines, loaded.lots);
  if (!witnessed.ok) return witnessed;
  const cabinet = checkCabinet(header.kind, lines, loaded);
  if (!cabinet.ok) return cabinet;
  const usable = checkUsable({ ...header, lines, occurredAt }, loaded, permits);
  if (!usable.ok) return usable;
  return checkPaid(lines, loaded.places, loaded.lots);
}

function writingOf(paper: PostPaper, lots: ReadonlyMap<number, LotRow>): Writing {
  const { documentId, occurredAt, key, reason = null, register } = paper;
  const header = { documentId, occurredAt, key, reason, reversalOf: null };
  return { ...header, ...(register && { register }), lines: valueLines(paper.lines, lots) };
}

/**
 * Posts several movements of one kind, all or none, in as many statements as one takes. The answer is that of posting
 * them one after the other, but for goods that one of them brings: none of the others may take those. The refusal says
 * which of them it is about.
 */
export async function postAll(tx: Tx, header: PostHeader, papers: readonly PostPaper[]): Promise<SetResult<Posted[]>> {
  if (papers.length === 0) return ok([]);
  for (const [nth, paper] of papers.entries()) {
    const shape = checkLines(paper.lines);
    if (!shape.ok) return { ...shape, nth };
  }
  const { kind, actor, postedAt, witness } = header;
  const moments = papers.map((paper) => paper.occurredAt);
  const time = await checkTimes(tx, moments, postedAt);
  if (!time.ok) return time;
  const named = papers.flatMap((paper) => paper.lines);
  const loaded = await loadNamed(tx, named);
  const permits = await lockPermits(tx, kind, loaded);
  for (const [nth, paper] of papers.entries()) {
    const checked = checkPaper(header, paper, loaded, permits);
    if (!checked.ok) return { ...checked, nth };
  }
  const movements = papers.map((paper) => writingOf(paper, loaded.lots));
  const lines = movements.flatMap((movement) => movement.lines);
  const takes = sumBy(lines, 'fromId', loaded.places);
  for (const [nth, paper] of papers.entries()) {
    const consumed = await consume(tx, paper, postedAt, takes);
    if (!consumed.ok) return { ...consumed, nth };
  }
  const gives = sumBy(lines, 'toId', loaded.places);
  return writeAll(tx, { kind, actor, postedAt, ...(witness && { witness }), movements, takes, gives }, loaded);
}

/**
 * Posts a movement. Refuses: empty or malformed lines, unknown lots or places, a closed period or a future time,
 * goods for use that are not usable, more than is available at any place, a reservation that has ended.
 * A refusal must undo the caller's transaction: balances may have been touched.
 */
export async function post(tx: Tx, request: PostRequest): Promise<Result<Posted>> {
  return onlyOne(await postAll(tx, request, [request]));
}
