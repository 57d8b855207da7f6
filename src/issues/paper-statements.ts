/** The SQL of the papers of issues and returns: many papers and their lines in one go. */
import { rowset, statement } from '../../db/statement.ts';

export const addPapers = statement(
  `insert into issue (document_id, purpose, ward, patient_ref, prescription_ref, occurred_at, returns_id, file_id, note)
   select document_id, purpose, ward, patient_ref, prescription_ref, occurred_at, returns_id, file_id, note
   from ${rowset('papers', {
     document_id: 'int',
     purpose: 'text',
     ward: 'text',
     patient_ref: 'text',
     prescription_ref: 'text',
     occurred_at: 'int',
     returns_id: 'int',
     file_id: 'int',
     note: 'text',
   })} as given where true order by document_id`,
);

export const addLines = statement(
  `insert into issue_line (issue_id, line_number, item_id, lot_id, location_id, quantity_base, amount_fen, reason,
     returned_base)
   select issue_id, line_number, item_id, lot_id, location_id, quantity, amount, reason, 0
   from ${rowset('lines', {
     issue_id: 'int',
     line_number: 'int',
     item_id: 'int',
     lot_id: 'int',
     location_id: 'int',
     quantity: 'int',
     amount: 'int',
     reason: 'text',
   })} as given where true order by issue_id, line_number`,
);
