/** What dispatches do for a shortage: the lines that serve it, the one still open to its place, who holds a lot. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { DispatchState } from './rules.ts';

/** One lot on one dispatch for one shortage. */
export interface ServingPart {
  dispatchNumber: string;
  dispatchStatus: DispatchState;
  postedAt: number | null;
  receivedAt: number | null;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  quantityBase: number;
  /** Arrived in good order. */
  fulfilledBase: number;
}

const partsOfShortage = statement(
  `select document.number, document.status, dispatch.posted_at, dispatch.received_at, lot.id as lot_id,
     lot.number as lot_number, lot.expires_on, link.quantity_base, link.fulfilled_base
   from document_link as link
   join document on document.id = link.to_document_id
   join dispatch on dispatch.document_id = document.id
   join dispatch_line as line on line.id = link.to_line_id
   join lot on lot.id = line.lot_id
   where link.from_document_id = :shortageId and link.kind = 'serves'
   order by link.id`,
);

/** The lots that were put on dispatches for a shortage, first answered first; cancelled dispatches among them. */
export async function partsServing(db: Db, shortageId: number): Promise<ServingPart[]> {
  const rows = await db.run<{
    number: string;
    status: DispatchState;
    posted_at: number | null;
    received_at: number | null;
    lot_id: number;
    lot_number: string;
    expires_on: string;
    quantity_base: number;
    fulfilled_base: number;
  }>(partsOfShortage, { shortageId });
  return rows.map((row) => ({
    dispatchNumber: row.number,
    dispatchStatus: row.status,
    postedAt: row.posted_at,
    receivedAt: row.received_at,
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    expiresOn: row.expires_on,
    quantityBase: row.quantity_base,
    fulfilledBase: row.fulfilled_base,
  }));
}

/** From the few that are being picked: the expressions keep planners from walking every dispatch between the two. */
const openDispatch = statement(
  `select document.number, (select count(*) from dispatch_line where dispatch_id = document.id) as lines
   from document join dispatch on dispatch.document_id = document.id
     and coalesce(dispatch.from_organisation_id, 0) = :fromId and coalesce(dispatch.to_organisation_id, 0) = :toId
   where document.kind = 'dispatch' and document.status = 'picking'
     and not exists (select 1 from member_transfer where member_transfer.dispatch_id = document.id)
     and :controlled = (select count(*) from dispatch_line as line join item on item.id = line.item_id
       and item.control_class in ('narcotic', 'psychotropic_1', 'toxic')
       where line.dispatch_id = document.id and line.line_number = (
         select min(line_number) from dispatch_line where dispatch_id = document.id))
   order by document.created_at, document.id limit 1`,
);

/** The dispatch between the two that is still being picked and carries such goods: a new answer joins it. */
export async function openDispatchBetween(
  db: Db,
  fromId: number,
  toId: number,
  controlled: boolean,
): Promise<{ number: string; lines: number } | undefined> {
  const asked = { fromId, toId, controlled: controlled ? 1 : 0 };
  const [row] = await db.run<{ number: string; lines: number }>(openDispatch, asked);
  return row;
}

export interface Holder {
  lotId: number;
  locationId: number;
  /** The dispatch that keeps the stock. */
  number: string;
  quantityBase: number;
  /** Who put it there last, and when. */
  who: string;
  at: number;
}

/**
 * By the reservations still open: a lot's dispatch lines grow with every year, what is kept of it does not. The cross
 * joins keep SQLite from reading every reservation a store ever had.
 */
const holders = statement(
  `select line.lot_id, line.from_location_id, document.number, line.quantity_base, latest.actor_name, latest.at
   from location
   cross join ${rowset('lots', { id: 'int' })} as given
   cross join reservation
   join dispatch_line as line on line.id = reservation.line_id
   join document on document.id = line.dispatch_id and document.status = 'picking'
   join document_act as latest on latest.id =
     (select max(id) from document_act where document_id = document.id and act in ('start', 'add'))
   where location.keeper_id = :organisationId and location.kind = 'store'
     and reservation.location_id = location.id and reservation.lot_id = given.id and reservation.status = 'open'
   order by line.id desc`,
);

/** Dispatches being picked that hold stock of these lots, the latest first. */
export async function holdersOf(db: Db, organisationId: number, lotIds: readonly number[]): Promise<Holder[]> {
  if (lotIds.length === 0) return [];
  const rows = await db.run<{
    lot_id: number;
    from_location_id: number;
    number: string;
    quantity_base: number;
    actor_name: string;
    at: number;
  }>(holders, { organisationId, lots: lotIds.map((id) => ({ id })) });
  return rows.map((row) => ({
    lotId: row.lot_id,
    locationId: row.from_location_id,
    number: row.number,
    quantityBase: row.quantity_base,
    who: row.actor_name,
    at: row.at,
  }));
}
