/** Reservations: stock kept for a document until it is posted, given back or lapses (a pending movement). */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { alone, ok, type Result, refuse } from '../kernel/result.ts';
import { asIds, asRows, type LotRow } from './checks.ts';
import { type PlaceRef, refuseShort } from './cover.ts';
import * as sql from './post-statements.ts';
import type { Change } from './posting.ts';

export interface HoldLine {
  /** Line of the document that the stock is kept for. */
  lineId: number | null;
  locationId: number;
  lotId: number;
  itemId: number;
  quantityBase: number;
}

export interface OpenReservation {
  id: number;
  line_id: number | null;
  location_id: number;
  lot_id: number;
  item_id: number;
  quantity_base: number;
}

function sumHolds(
  lines: readonly { locationId: number; lotId: number; itemId: number; quantityBase: number }[],
): Change[] {
  const sums = new Map<string, Change>();
  for (const { locationId, lotId, itemId, quantityBase } of lines) {
    const key = `${locationId}-${lotId}`;
    const change = sums.get(key) ?? { locationId, lotId, itemId, quantityBase: 0, reservedBase: 0, valueFen: 0 };
    change.reservedBase += quantityBase;
    sums.set(key, change);
  }
  return [...sums.values()].sort((a, b) => a.locationId - b.locationId || a.lotId - b.lotId);
}

async function namesOf(tx: Tx, changes: readonly Change[]): Promise<Map<number, LotRow>> {
  const rows = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds(changes.map((change) => change.lotId)) });
  return new Map(rows.map((row) => [row.lot_id, row]));
}

/** Keeps stock for a document. Refuses with lot and numbers when any line asks for more than is available. */
export async function reserve(
  tx: Tx,
  request: { documentId: number; at: number; lines: HoldLine[] },
): Promise<Result<undefined>> {
  const { documentId, at, lines } = request;
  if (lines.length === 0) return refuse('nothing_to_post');
  if (lines.some((line) => !Number.isSafeInteger(line.quantityBase) || line.quantityBase <= 0)) {
    return refuse('quantity_invalid', { quantity: 0 });
  }
  const holds = sumHolds(lines);
  if (writersOverlap) await tx.run(sql.lockBalances, { places: asRows(holds) });
  const held = await tx.run<PlaceRef>(sql.holdStock, { holds: asRows(holds) });
  if (held.length !== holds.length) {
    const asked = holds.map((hold) => ({ ...hold, quantityBase: hold.reservedBase, reservedBase: 0 }));
    return alone(await refuseShort(tx, asked, held, await namesOf(tx, holds)));
  }
  const rows = lines.map((line, position) => ({
    position,
    line_id: line.lineId,
    location_id: line.locationId,
    lot_id: line.lotId,
    item_id: line.itemId,
    quantity: line.quantityBase,
  }));
  await tx.run(sql.addReservations, { documentId, at, holds: rows });
  return ok();
}

/** The reservations of a document that still hold stock. */
export async function openReservations(tx: Tx, documentId: number): Promise<OpenReservation[]> {
  return tx.run<OpenReservation>(sql.openReservationsOf, { documentId });
}

/** Gives reservations back. Refuses when one of them has already ended. */
export async function release(tx: Tx, reservationIds: number[], at: number): Promise<Result<undefined>> {
  if (reservationIds.length === 0) return ok();
  const given = { ids: asIds(reservationIds), status: 'released', at };
  const closed = await tx.run<OpenReservation>(sql.closeReservations, given);
  if (closed.length !== new Set(reservationIds).size) return refuse('reservation_ended');
  const frees = sumHolds(
    closed.map((row) => ({
      locationId: row.location_id,
      lotId: row.lot_id,
      itemId: row.item_id,
      quantityBase: row.quantity_base,
    })),
  );
  if (writersOverlap) await tx.run(sql.lockBalances, { places: asRows(frees) });
  await tx.run(sql.freeStock, { frees: asRows(frees) });
  return ok();
}
