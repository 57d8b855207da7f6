/** Set-based SQL of dispatches: a dispatch of fifty lines costs as many statements as one of two. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';

const SIDE = ['id', 'code', 'name', 'short_name', 'path', 'contact'];

function sideOf(role: 'sender' | 'receiver'): string {
  return SIDE.map((column) => `${role}.${column} as ${role}_${column}`).join(', ');
}

/** The scope meets its wildcard here: a bare parameter behind `like` makes SQLite plan the statement at every call. */
const RECORD = `select document.id, document.number, document.status, document.version, dispatch.vehicle,
     dispatch.driver, dispatch.box, dispatch.note, dispatch.posted_at, dispatch.received_at, dispatch.print_count,
     ${sideOf('sender')}, ${sideOf('receiver')}, transit.id as transit_id
   from document
   join dispatch on dispatch.document_id = document.id
   join organisation as sender on sender.id = dispatch.from_organisation_id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   join location as transit on transit.keeper_id = receiver.id and transit.kind = 'transit'
   where document.number = :number and document.kind = 'dispatch'
     and (sender.path like :scope || '%' or receiver.path like :scope || '%')`;

export const recordOf = statement(RECORD);
export const lockRecord = statement(forUpdate === '' ? RECORD : `${RECORD} ${forUpdate} of document`);

export const lastLine = statement(
  `select coalesce(max(line_number), 0) as last from dispatch_line where dispatch_id = :dispatchId`,
);

export const addLines = statement(
  `insert into dispatch_line (dispatch_id, line_number, item_id, lot_id, from_location_id, quantity_base,
     override_reason)
   select cast(:dispatchId as bigint), line_number, item_id, lot_id, location_id, quantity, reason
   from ${rowset('lines', {
     line_number: 'int',
     item_id: 'int',
     lot_id: 'int',
     location_id: 'int',
     quantity: 'int',
     reason: 'text',
   })} as given where true order by line_number returning id, line_number`,
);

export const shipLines = statement(
  `update dispatch_line set shipped_base = picked_base where dispatch_id = :dispatchId`,
);

export const sendOff = statement(
  `update dispatch set posted_at = :at, vehicle = :vehicle, driver = :driver, box = :box, note = :note
   where document_id = :dispatchId`,
);

export const unshipLines = statement(`update dispatch_line set shipped_base = 0 where dispatch_id = :dispatchId`);

export const receiveLines = statement(
  `update dispatch_line set good_base = given.good, damaged_base = given.damaged, missing_base = given.missing
   from ${rowset('lines', { id: 'int', good: 'int', damaged: 'int', missing: 'int' })} as given
   where dispatch_line.id = given.id`,
);

export const linesOf = statement(
  `select line.id, line.line_number, line.item_id, line.lot_id, line.from_location_id, line.quantity_base,
     line.picked_base, line.picked_by, line.shipped_base, line.good_base, line.damaged_base, line.missing_base,
     item.pack_size, item.pack_unit, item.base_unit, item.scale, item.generic_name, item.control_class, lot.frozen,
     lot.number as lot_number
   from dispatch_line as line join item on item.id = line.item_id join lot on lot.id = line.lot_id
   where line.dispatch_id = :dispatchId order by line.line_number`,
);

/** What each line is for: a shortage, a transfer, a need of a requisition or of the hub itself, by its plan. */
export const linksServing = statement(
  `select link.id, link.from_document_id as document_id, link.to_line_id as line_id, link.quantity_base,
     link.fulfilled_base, served.kind,
     case served.kind when 'shortage' then null when 'plan' then link.from_line_id else (
       select demand.id from demand
       where demand.document_id = link.from_document_id and demand.line_id = link.from_line_id
         and demand.quantity_base > demand.closed_base order by demand.id desc limit 1) end as demand_id
   from document_link as link join document as served on served.id = link.from_document_id
   where link.to_document_id = :dispatchId and link.kind = 'serves' order by link.id`,
);

/** Where received goods are put: by storage zone, one rejected store for what came damaged. */
export const storesKeptBy = statement(
  `select id, zone from location where keeper_id = :organisationId and kind = 'store' and active
   order by id`,
);

export const zonesOfItems = statement(
  `select id, case when control_class in ('narcotic', 'psychotropic_1', 'toxic') then 'controlled' else storage_zone end
     as storage_zone
   from item where id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

export const movementOfPosting = statement(
  `select id from movement where document_id = :documentId and kind = 'dispatch'`,
);
