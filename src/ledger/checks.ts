/** What a posting is checked against: lots and places it names, usability, time, and what balances can cover. */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { movesSince } from './moves.ts';
import { checkPermitCaps, type Leaving } from './permit-rule.ts';
import { permitsOf } from './permits.ts';
import * as sql from './post-statements.ts';
import { type Change, type Place, type PostLine, placeOf } from './posting.ts';
import { firstShort, lowestOf } from './standing.ts';
import { type ControlClass, isControlled, type Purpose, whyNotUsable, type Zone } from './usable.ts';

interface PlaceRow {
  id: number;
  kind: string;
  zone: Zone;
  keeper_id: number | null;
  owner_id: number | null;
}

export interface LotRow {
  lot_id: number;
  item_id: number;
  number: string;
  expires_on: string;
  frozen: 'recall' | 'quality' | null;
  price_pack: number;
  pack_size: number;
  control_class: ControlClass;
  storage_zone: string;
  use_until: string | null;
  generic_name: string;
  kind: string;
}

export interface Loaded {
  lots: Map<number, LotRow>;
  places: Map<number, Place & { zone: Zone }>;
}

/** Kinds in which goods leave for use: nothing unusable may go. */
const FOR_USE: ReadonlySet<string> = new Set(['issue', 'dispatch']);

/** Kinds in which one person is enough also for controlled drugs: what was there before, and a price alone. */
const ALONE: ReadonlySet<string> = new Set(['opening', 'reprice']);

export function isForUse(kind: string): boolean {
  return FOR_USE.has(kind);
}

/** The second person of a posting. */
export interface Witness {
  personId: number;
  /** When the password was checked, UTC ms. */
  provedAt: number;
}

/** Refuses controlled drugs without a second person, and somebody who stands by for themselves. */
export function checkWitness(
  request: { kind: string; actor: { userId: number }; witness?: Witness },
  lots: ReadonlyMap<number, LotRow>,
): Result<undefined> {
  if (request.witness?.personId === request.actor.userId) return refuse('witness_same_person');
  if (request.witness !== undefined || ALONE.has(request.kind)) return ok();
  const controlled = [...lots.values()].find((lot) => isControlled(lot.control_class));
  if (controlled === undefined) return ok();
  return refuse('lot_controlled', { lot: controlled.number, item: controlled.generic_name });
}

/** Distinct ids as the statements want them. */
export function asIds(ids: Iterable<number>): { id: number }[] {
  return [...new Set(ids)].map((id) => ({ id }));
}

/** Changes as the statements want them. */
export function asRows(changes: readonly Change[]) {
  return changes.map((change) => ({
    location_id: change.locationId,
    lot_id: change.lotId,
    item_id: change.itemId,
    quantity: change.quantityBase,
    reserved: change.reservedBase,
    value: change.valueFen,
  }));
}

/** The lots and places that the lines name; refuses when one of them does not exist. */
export async function loadNamed(tx: Tx, lines: readonly PostLine[]): Promise<Result<Loaded>> {
  const lotRows = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds(lines.map((line) => line.lotId)) });
  const placeIds = asIds(lines.flatMap((line) => [line.fromId, line.toId]));
  const placeRows = await tx.run<PlaceRow>(sql.placesOf, { ids: placeIds });
  const lots = new Map(lotRows.map((row) => [row.lot_id, row]));
  const places = new Map(
    placeRows.map(({ id, kind, zone, keeper_id: keeperId, owner_id: ownerId }) => {
      return [id, { id, kind, zone, keeperId, ownerId }];
    }),
  );
  const known = lines.every((line) => lots.has(line.lotId) && places.has(line.fromId) && places.has(line.toId));
  return known ? ok({ lots, places }) : refuse('lot_or_place_unknown');
}

/**
 * Goods that leave for use must be usable on that day: frozen and expired lots stay, and preparations stay with their
 * maker unless a permit lets so much of them go.
 */
export async function checkUsable(
  tx: Tx,
  request: { kind: string; occurredAt: number; lines: readonly PostLine[]; witness?: Witness },
  loaded: Loaded,
): Promise<Result<undefined>> {
  if (!FOR_USE.has(request.kind)) return ok();
  const on = dayOf(request.occurredAt);
  const made = [...loaded.lots.values()].filter((lot) => lot.kind === 'preparation').map((lot) => lot.item_id);
  const permits = await permitsOf(tx, made, { lock: true });
  const leaving: Leaving[] = [];
  for (const line of request.lines) {
    const lot = loaded.lots.get(line.lotId);
    const [from, to] = [loaded.places.get(line.fromId), loaded.places.get(line.toId)];
    if (lot === undefined || from === undefined || to === undefined) continue;
    const facts = { expiresOn: lot.expires_on, frozen: lot.frozen, zone: from.zone, locationKind: from.kind };
    const ofItem = permits.get(lot.item_id);
    const preparation = ofItem && from.keeperId !== null ? { keeperId: from.keeperId, permits: ofItem } : undefined;
    const secondPerson = request.witness !== undefined;
    const purpose: Purpose = { on, secondPerson, ...(to.keeperId !== null && { recipientId: to.keeperId }) };
    const ofItemToday = { controlClass: lot.control_class, useUntil: lot.use_until, preparation };
    const reason = whyNotUsable({ ...facts, ...ofItemToday }, purpose);
    const named = { lot: lot.number, item: lot.generic_name };
    if (reason !== null) return refuse(`lot_${reason.why}`, { ...named, ...reason.detail });
    if (preparation === undefined || to.keeperId === null || to.keeperId === from.keeperId) continue;
    leaving.push({ ...named, preparation, recipientId: to.keeperId, quantityBase: line.quantityBase });
  }
  return checkPermitCaps(leaving, on);
}

/** A yuan: parts of an order differ from their price by what rounding left, never by more. */
const PAID_APART_FEN = 100;

/** What was paid may be said of goods from a supplier alone, and stays close to quantity times price. */
export function checkPaid(
  lines: readonly PostLine[],
  places: ReadonlyMap<number, Place>,
  lots: ReadonlyMap<number, LotRow>,
): Result<undefined> {
  for (const { fromId, lotId, quantityBase, paidFen } of lines) {
    if (paidFen === undefined) continue;
    const lot = lots.get(lotId);
    const nominalFen = lot === undefined ? 0 : amountFen(quantityBase, lot.pack_size, lot.price_pack);
    const close = Number.isSafeInteger(paidFen) && paidFen >= 0 && Math.abs(paidFen - nominalFen) <= PAID_APART_FEN;
    if (places.get(fromId)?.kind !== 'supplier' || !close) return refuse('paid_apart', { paidFen, nominalFen });
  }
  return ok();
}

/** Refuses a time after now, and a time in a closed period. */
export async function checkTime(tx: Tx, occurredAt: number, postedAt: number): Promise<Result<undefined>> {
  if (occurredAt > postedAt) return refuse('occurs_in_future');
  if (writersOverlap && occurredAt < postedAt) await tx.run(sql.keepPeriodsOpen, {});
  const [closed] = await tx.run<{ ends_on: string | null }>(sql.lastClosedDay, {});
  const endsOn = closed?.ends_on ?? null;
  if (endsOn !== null && dayOf(occurredAt) <= endsOn) return refuse('period_closed', { endsOn });
  return ok();
}

export interface PlaceRef {
  location_id: number;
  lot_id: number;
}

/**
 * The first change that was not done, said with lot, item and numbers. `done` are the rows the guarded statement
 * changed: their balances have already moved and must not be judged again.
 */
export async function refuseShort(
  tx: Tx,
  wanted: readonly Change[],
  done: readonly PlaceRef[],
  lots: ReadonlyMap<number, LotRow>,
): Promise<Refusal> {
  const changed = new Set(done.map((row) => `${row.location_id}-${row.lot_id}`));
  const short = wanted.find((change) => !changed.has(`${change.locationId}-${change.lotId}`));
  if (short === undefined) throw new Error('every change was done');
  const [row] = await tx.run<PlaceRef & { on_hand: number; reserved: number; held_by: number | null }>(sql.balancesAt, {
    places: asRows([short]),
  });
  const available = (row?.on_hand ?? 0) - (row?.reserved ?? 0) + short.reservedBase;
  const lot = lots.get(short.lotId);
  const named = { lot: lot?.number ?? '', item: lot?.generic_name ?? '', lotId: short.lotId };
  if (available >= short.quantityBase) {
    if (row?.held_by != null) return refuse('lot_quarantined', named);
    // Frozen while this posting waited for its turn
    const [now] = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds([short.lotId]) });
    if (now?.frozen != null) return refuse(now.frozen === 'recall' ? 'lot_recalled' : 'lot_quarantined', named);
  }
  return refuse('insufficient_stock', { ...named, available, asked: short.quantityBase });
}

/**
 * A back-dated taking must have been possible at every moment since. The refusal says the first moment at which there
 * would have been too little, what was there then, and by how much it is short.
 */
export async function checkBackdated(
  tx: Tx,
  occurredAt: number,
  takes: readonly Change[],
  lots: ReadonlyMap<number, LotRow>,
): Promise<Result<undefined>> {
  const moves = await movesSince(tx, takes, occurredAt);
  const now = await tx.run<PlaceRef & { on_hand: number }>(sql.balancesAt, { places: asRows(takes) });
  for (const take of takes) {
    const there = now.find((row) => row.location_id === take.locationId && row.lot_id === take.lotId);
    const onHand = there?.on_hand ?? 0;
    const walk = moves.get(placeOf(take.locationId, take.lotId)) ?? [];
    const { lowest } = lowestOf(onHand, walk, occurredAt);
    if (lowest >= take.quantityBase) continue;
    const first = firstShort(onHand, walk, occurredAt, take.quantityBase);
    const lot = lots.get(take.lotId);
    const named = { item: lot?.generic_name ?? '', lot: lot?.number ?? '', lotId: take.lotId };
    const asked = take.quantityBase;
    return refuse('backdated_short', { ...named, ...first, lowest, asked, shortBase: asked - first.standing });
  }
  return ok();
}
