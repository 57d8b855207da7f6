/** The one door by which stock moves: receipt, issue, dispatch, write-off and count differ in places, not in code. */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkCabinet } from './cabinet.ts';
import {
  asIds,
  asRows,
  checkBackdated,
  checkPaid,
  checkTime,
  checkUsable,
  checkWitness,
  isForUse,
  type LotRow,
  loadNamed,
  type PlaceRef,
  refuseShort,
  type Witness,
} from './checks.ts';
import { dayChangesOf } from './day-totals.ts';
import * as sql from './post-statements.ts';
import {
  addValues,
  type Change,
  carryValue,
  checkLines,
  lineRows,
  type Place,
  type PostLine,
  placeOf,
  type Standing,
  sumBy,
  type ValuedLine,
} from './posting.ts';
import { enterRegister, type RegisterNote } from './register.ts';

export type MovementKind =
  | 'opening'
  | 'receipt'
  | 'issue'
  | 'issue_return'
  | 'adjustment'
  | 'dispatch'
  | 'dispatch_receipt'
  | 'discrepancy'
  | 'write_off'
  | 'count'
  | 'shelve'
  | 'supplier_return'
  | 'reprice';

export interface PostRequest {
  kind: MovementKind;
  documentId: number | null;
  /** Who posts, for which organisation. */
  actor: { userId: number; organisationId: number };
  /** Business time, UTC ms; never after `postedAt`, never in a closed period. */
  occurredAt: number;
  postedAt: number;
  /** Unique for ever: a second posting with the same key is a bug of the caller. */
  key: string;
  reason?: string;
  lines: PostLine[];
  /** The second person, whose password was checked: without one no controlled drug moves. */
  witness?: Witness;
  /** What the register of controlled drugs says of it. */
  register?: RegisterNote;
  /**
   * Open reservations that this posting fulfils, or all of its document; what they held beyond the lines is free again.
   */
  consume?: number[] | 'all';
}

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

/** Ends the reservations and adds what they held to the takes of their place and lot. */
async function consume(tx: Tx, request: PostRequest, takes: Change[]): Promise<Result<undefined>> {
  const { consume: which = [], documentId, postedAt: at } = request;
  if (which.length === 0) return ok();
  const closed =
    which === 'all'
      ? await tx.run<ClosedReservation>(sql.fulfilReservationsOf, { documentId, at })
      : await tx.run<ClosedReservation>(sql.closeReservations, { ids: asIds(which), status: 'posted', at });
  if (which !== 'all' && closed.length !== new Set(which).size) return refuse('reservation_ended');
  const byPlace = new Map(takes.map((take) => [`${take.locationId}-${take.lotId}`, take]));
  for (const row of closed) {
    const take = byPlace.get(`${row.location_id}-${row.lot_id}`);
    if (take !== undefined) take.reservedBase += row.quantity_base;
    else {
      const idle = { locationId: row.location_id, lotId: row.lot_id, itemId: row.item_id };
      const change = { ...idle, quantityBase: 0, reservedBase: row.quantity_base, valueFen: 0 };
      takes.push(change);
      byPlace.set(`${row.location_id}-${row.lot_id}`, change);
    }
  }
  takes.sort((a, b) => a.locationId - b.locationId || a.lotId - b.lotId);
  return ok();
}

export interface Writing {
  kind: MovementKind | 'reversal';
  documentId: number | null;
  actor: { userId: number; organisationId: number };
  occurredAt: number;
  postedAt: number;
  key: string;
  reason: string | null;
  reversalOf: number | null;
  witness?: Witness;
  register?: RegisterNote;
  lines: ValuedLine[];
  takes: Change[];
  gives: Change[];
}

/** A line as the books see it: between whose places it moved how much money's worth. */
export interface Moved {
  from: Place;
  to: Place;
  /** Fen. */
  amountFen: number;
}

export interface Posted {
  movementId: number;
  documentId: number | null;
  kind: Writing['kind'];
  /** One for each line, in order. */
  moved: Moved[];
}

interface StandingRow extends PlaceRef {
  on_hand: number;
  value_fen: number;
}

/** What lies where the lines take from. One writer at a time needs no lock, and none of what only gives. */
async function standingOf(tx: Tx, takes: readonly Change[], gives: readonly Change[]): Promise<Map<string, Standing>> {
  const touched = writersOverlap ? [...takes, ...gives] : takes;
  if (touched.length === 0) return new Map();
  const rows = await tx.run<StandingRow>(sql.lockBalances, { places: asRows(touched) });
  return new Map(
    rows.map((row) => [placeOf(row.location_id, row.lot_id), { onHand: row.on_hand, valueFen: row.value_fen }]),
  );
}

function movedBy(lines: readonly ValuedLine[], places: ReadonlyMap<number, Place>): Moved[] {
  return lines.map(({ fromId, toId, amountFen: value }) => {
    const [from, to] = [places.get(fromId), places.get(toId)];
    if (from === undefined || to === undefined) throw new Error(`place ${fromId} or ${toId} was not loaded`);
    return { from, to, amountFen: value };
  });
}

/** Takes, gives and writes the rows; the guarded statement decides whether there was enough. */
export async function write(
  tx: Tx,
  writing: Writing,
  places: ReadonlyMap<number, Place>,
  lots: ReadonlyMap<number, LotRow>,
): Promise<Result<Posted>> {
  const { takes, gives } = writing;
  const lines = carryValue(writing.lines, await standingOf(tx, takes, gives));
  addValues(takes, lines, 'fromId');
  addValues(gives, lines, 'toId');
  if (writing.occurredAt < writing.postedAt && takes.length > 0) {
    const covered = await checkBackdated(tx, writing.occurredAt, takes, lots);
    if (!covered.ok) return covered;
  }
  if (takes.length > 0) {
    const take = isForUse(writing.kind) ? sql.takeForUse : sql.takeStock;
    const taken = await tx.run<PlaceRef>(take, { takes: asRows(takes) });
    if (taken.length !== takes.length) return refuseShort(tx, takes, taken, lots);
  }
  if (gives.length > 0) await tx.run(sql.giveStock, { gives: asRows(gives) });
  const { kind, documentId, occurredAt, postedAt, key, reason, reversalOf } = writing;
  const header = { kind, documentId, occurredAt, postedAt, key, reason, reversalOf };
  const [row] = await tx.run<{ id: number }>(sql.addMovement, {
    ...header,
    organisationId: writing.actor.organisationId,
    actorId: writing.actor.userId,
  });
  if (row === undefined) throw new Error(`movement ${key} was not written`);
  if (writing.witness !== undefined) await tx.run(sql.addWitness, { movementId: row.id, ...writing.witness });
  await tx.run(sql.addLines, { movementId: row.id, occurredAt, lines: lineRows(lines) });
  await enterRegister(tx, row.id, writing, lots);
  const changes = dayChangesOf(lines, places, kind === 'reversal');
  if (changes.length > 0) await tx.run(sql.addToDay, { day: dayOf(occurredAt), changes });
  return ok({ movementId: row.id, documentId, kind, moved: movedBy(lines, places) });
}

/**
 * Posts a movement. Refuses: empty or malformed lines, unknown lots or places, a closed period or a future time,
 * goods for use that are not usable, more than is available at any place, a reservation that has ended.
 * A refusal must undo the caller's transaction: balances may have been touched.
 */
export async function post(tx: Tx, request: PostRequest): Promise<Result<Posted>> {
  const shape = checkLines(request.lines);
  if (!shape.ok) return shape;
  const time = await checkTime(tx, request.occurredAt, request.postedAt);
  if (!time.ok) return time;
  const loaded = await loadNamed(tx, request.lines);
  if (!loaded.ok) return loaded;
  const witnessed = checkWitness(request, loaded.value.lots);
  if (!witnessed.ok) return witnessed;
  const cabinet = checkCabinet(request.kind, request.lines, loaded.value);
  if (!cabinet.ok) return cabinet;
  const usable = await checkUsable(tx, request, loaded.value);
  if (!usable.ok) return usable;
  const { lots, places } = loaded.value;
  const paid = checkPaid(request.lines, places, lots);
  if (!paid.ok) return paid;
  const lines = valueLines(request.lines, lots);
  const takes = sumBy(lines, 'fromId', places);
  const consumed = await consume(tx, request, takes);
  if (!consumed.ok) return consumed;
  const gives = sumBy(lines, 'toId', places);
  const { kind, documentId, actor, occurredAt, postedAt, key, reason = null } = request;
  const { witness, register } = request;
  const header = { kind, documentId, actor, occurredAt, postedAt, key, reason, reversalOf: null };
  const more = { ...(witness && { witness }), ...(register && { register }) };
  return write(tx, { ...header, ...more, lines, takes, gives }, places, lots);
}
