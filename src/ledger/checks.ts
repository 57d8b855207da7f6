/** What a posting is checked against: lots and places it names, usability, and time. */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { alone, ok, type Result, refuse, type SetResult } from '../kernel/result.ts';
import { checkPermitCaps, type Leaving, type PermitFacts } from './permit-rule.ts';
import { permitsOf } from './permits.ts';
import * as sql from './post-statements.ts';
import type { Change, Place, PostLine } from './posting.ts';
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
  lines: readonly PostLine[],
  lots: ReadonlyMap<number, LotRow>,
): Result<undefined> {
  if (request.witness?.personId === request.actor.userId) return refuse('witness_same_person');
  if (request.witness !== undefined || ALONE.has(request.kind)) return ok();
  const controlled = lines
    .map((line) => lots.get(line.lotId))
    .find((lot) => lot !== undefined && isControlled(lot.control_class));
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

/** The lots and places that the lines name, as far as they exist. */
export async function loadNamed(tx: Tx, lines: readonly PostLine[]): Promise<Loaded> {
  const lotRows = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds(lines.map((line) => line.lotId)) });
  const placeIds = asIds(lines.flatMap((line) => [line.fromId, line.toId]));
  const placeRows = await tx.run<PlaceRow>(sql.placesOf, { ids: placeIds });
  const lots = new Map(lotRows.map((row) => [row.lot_id, row]));
  const places = new Map(
    placeRows.map(({ id, kind, zone, keeper_id: keeperId, owner_id: ownerId }) => {
      return [id, { id, kind, zone, keeperId, ownerId }];
    }),
  );
  return { lots, places };
}

/** Refuses lines that name a lot or a place that does not exist. */
export function checkNamed(lines: readonly PostLine[], { lots, places }: Loaded): Result<undefined> {
  const known = lines.every((line) => lots.has(line.lotId) && places.has(line.fromId) && places.has(line.toId));
  return known ? ok() : refuse('lot_or_place_unknown');
}

/** Permits of the preparations that leave for use, and what the postings of a set take under each so far. */
export interface Permits {
  byItem: ReadonlyMap<number, PermitFacts[]>;
  asked: Map<string, number>;
}

/** The permits of the preparations among the lots, locked; none for goods that do not leave for use. */
export async function lockPermits(tx: Tx, kind: string, { lots }: Loaded): Promise<Permits> {
  const made = FOR_USE.has(kind) ? [...lots.values()].filter((lot) => lot.kind === 'preparation') : [];
  const items = made.map((lot) => lot.item_id);
  return { byItem: await permitsOf(tx, items, { lock: true }), asked: new Map() };
}

/**
 * Goods that leave for use must be usable on that day: frozen and expired lots stay, and preparations stay with their
 * maker unless a permit lets so much of them go.
 */
export function checkUsable(
  request: { kind: string; occurredAt: number; lines: readonly PostLine[]; witness?: Witness },
  loaded: Loaded,
  permits: Permits,
): Result<undefined> {
  if (!FOR_USE.has(request.kind)) return ok();
  const on = dayOf(request.occurredAt);
  const leaving: Leaving[] = [];
  for (const line of request.lines) {
    const lot = loaded.lots.get(line.lotId);
    const [from, to] = [loaded.places.get(line.fromId), loaded.places.get(line.toId)];
    if (lot === undefined || from === undefined || to === undefined) continue;
    const facts = { expiresOn: lot.expires_on, frozen: lot.frozen, zone: from.zone, locationKind: from.kind };
    const ofItem = permits.byItem.get(lot.item_id);
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
  return checkPermitCaps(leaving, on, permits.asked);
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
export async function checkTimes(tx: Tx, moments: readonly number[], postedAt: number): Promise<SetResult<undefined>> {
  const future = moments.findIndex((at) => at > postedAt);
  if (future !== -1) return { ...refuse('occurs_in_future'), nth: future };
  const late = moments.some((at) => at < postedAt);
  if (writersOverlap && late) await tx.run(sql.keepPeriodsOpen, {});
  const [closed] = await tx.run<{ ends_on: string | null }>(sql.lastClosedDay, {});
  const endsOn = closed?.ends_on ?? null;
  const past = endsOn === null ? -1 : moments.findIndex((at) => dayOf(at) <= endsOn);
  return past === -1 ? ok() : { ...refuse('period_closed', { endsOn }), nth: past };
}

/** The same of one. */
export async function checkTime(tx: Tx, occurredAt: number, postedAt: number): Promise<Result<undefined>> {
  const checked = await checkTimes(tx, [occurredAt], postedAt);
  return checked.ok ? checked : alone(checked);
}
