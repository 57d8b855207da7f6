/** What a posting is checked against: lots and places it names, usability, time, and what balances can cover. */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import * as sql from './post-statements.ts';
import type { Change, Place, PostLine } from './posting.ts';
import { type ControlClass, whyNotUsable, type Zone } from './usable.ts';

interface PlaceRow {
  id: number;
  kind: string;
  zone: Zone;
  keeper_id: number | null;
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
  generic_name: string;
}

export interface Loaded {
  lots: Map<number, LotRow>;
  places: Map<number, Place & { zone: Zone }>;
}

/** Kinds in which goods leave for use: nothing unusable may go. */
const FOR_USE: ReadonlySet<string> = new Set(['issue', 'dispatch']);

/** Distinct ids as the statements want them. */
export function asIds(ids: Iterable<number>): string {
  return JSON.stringify([...new Set(ids)].map((id) => ({ id })));
}

/** Changes as the statements want them. */
export function asRows(changes: readonly Change[]): string {
  return JSON.stringify(
    changes.map((change) => ({
      location_id: change.locationId,
      lot_id: change.lotId,
      item_id: change.itemId,
      quantity: change.quantityBase,
      reserved: change.reservedBase,
    })),
  );
}

/** The lots and places that the lines name; refuses when one of them does not exist. */
export async function loadNamed(tx: Tx, lines: readonly PostLine[]): Promise<Result<Loaded>> {
  const lotRows = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds(lines.map((line) => line.lotId)) });
  const placeIds = asIds(lines.flatMap((line) => [line.fromId, line.toId]));
  const placeRows = await tx.run<PlaceRow>(sql.placesOf, { ids: placeIds });
  const lots = new Map(lotRows.map((row) => [row.lot_id, row]));
  const places = new Map(
    placeRows.map((row) => [row.id, { id: row.id, kind: row.kind, zone: row.zone, keeperId: row.keeper_id }]),
  );
  const known = lines.every((line) => lots.has(line.lotId) && places.has(line.fromId) && places.has(line.toId));
  return known ? ok({ lots, places }) : refuse('lot_or_place_unknown');
}

/** Goods that leave for use must be usable on that day, frozen and expired lots stay. */
export function checkUsable(
  request: { kind: string; occurredAt: number; lines: readonly PostLine[] },
  loaded: Loaded,
): Result<undefined> {
  if (!FOR_USE.has(request.kind)) return ok();
  const purpose = { on: dayOf(request.occurredAt) };
  for (const line of request.lines) {
    const lot = loaded.lots.get(line.lotId);
    const place = loaded.places.get(line.fromId);
    if (lot === undefined || place === undefined) continue;
    const facts = { expiresOn: lot.expires_on, frozen: lot.frozen, zone: place.zone, locationKind: place.kind };
    const reason = whyNotUsable({ ...facts, controlClass: lot.control_class }, purpose);
    if (reason !== null) {
      return refuse(`lot_${reason.why}`, { lot: lot.number, item: lot.generic_name, ...reason.detail });
    }
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
  const [row] = await tx.run<PlaceRef & { on_hand: number; reserved: number }>(sql.balancesAt, {
    places: asRows([short]),
  });
  const available = (row?.on_hand ?? 0) - (row?.reserved ?? 0) + short.reservedBase;
  const lot = lots.get(short.lotId);
  const named = { lot: lot?.number ?? '', item: lot?.generic_name ?? '', lotId: short.lotId };
  return refuse('insufficient_stock', { ...named, available, asked: short.quantityBase });
}

/** A back-dated taking must have been possible at every moment since. */
export async function checkBackdated(tx: Tx, occurredAt: number, takes: readonly Change[]): Promise<Result<undefined>> {
  const places = asRows(takes);
  const lows = await tx.run<{ location_id: number; lot_id: number; lowest: number | null }>(sql.lowestSince, {
    places,
    since: occurredAt,
  });
  const standing = await tx.run<{ location_id: number; lot_id: number; standing: number }>(sql.standingAt, {
    places,
    moment: occurredAt,
  });
  for (const take of takes) {
    const at = (row: { location_id: number; lot_id: number }) =>
      row.location_id === take.locationId && row.lot_id === take.lotId;
    const then = standing.find(at)?.standing ?? 0;
    const lowest = Math.min(then, lows.find(at)?.lowest ?? then);
    if (lowest < take.quantityBase) return refuse('backdated_short', { lowest, asked: take.quantityBase });
  }
  return ok();
}
