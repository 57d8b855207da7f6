/** Set-based SQL of dispatches: a dispatch of fifty lines costs as many statements as one of two. */
import { rowset, statement } from '../../db/statement.ts';

export const addLine = statement(
  `insert into dispatch_line (dispatch_id, line_number, item_id, lot_id, from_location_id, quantity_base, override_reason)
   values (:dispatchId, (select coalesce(max(line_number), 0) + 1 from dispatch_line where dispatch_id = :dispatchId),
     :itemId, :lotId, :fromLocationId, :quantityBase, :overrideReason) returning id`,
);

export const shipLines = statement(
  `update dispatch_line set shipped_base = picked_base where dispatch_id = :dispatchId`,
);

export const unshipLines = statement(`update dispatch_line set shipped_base = 0 where dispatch_id = :dispatchId`);

export const receiveLines = statement(
  `update dispatch_line set good_base = given.good, damaged_base = given.damaged, missing_base = given.missing
   from ${rowset('lines', { id: 'int', good: 'int', damaged: 'int', missing: 'int' })} as given
   where dispatch_line.id = given.id`,
);

export const linesOf = statement(
  `select id, line_number, item_id, lot_id, from_location_id, quantity_base, picked_base, picked_by, shipped_base,
     good_base, damaged_base, missing_base
   from dispatch_line where dispatch_id = :dispatchId order by line_number`,
);

export const linksServing = statement(
  `select id, from_document_id as shortage_id, to_line_id as line_id, quantity_base, fulfilled_base from document_link
   where to_document_id = :dispatchId and kind = 'serves' order by id`,
);

/** Where received goods are put: by storage zone, one rejected store for what came damaged. */
export const storesKeptBy = statement(
  `select id, zone from location where keeper_id = :organisationId and kind = 'store' and active
   order by id`,
);

export const zonesOfItems = statement(
  `select id, storage_zone from item where id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

export const movementOfPosting = statement(
  `select id from movement where document_id = :documentId and kind = 'dispatch'`,
);
