/** Inspections recomputed: what lines accepted is what orders, stock, payables and needs say was accepted. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const accepted = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject,
     cast(counted.accepted as text) || ' + ' || cast(counted.rejected as text) as expected,
     cast(line.accepted_base as text) || ' + ' || cast(line.rejected_base as text) as found
   from (
     select line.id, coalesce(sum(done.accepted_base), 0) as accepted, coalesce(sum(done.rejected_base), 0) as rejected
     from order_line as line left join receipt_line as done on done.order_line_id = line.id group by line.id
   ) as counted join order_line as line on line.id = counted.id join document on document.id = line.order_id
   where line.accepted_base <> counted.accepted or line.rejected_base <> counted.rejected`,
);

/** Both sides by paper and lot: quantities and money. */
const apart = (lines: string, kind: string) => `select document.number || ' lot ' || cast(lot_id as text) as subject,
     cast(sum(said) as text) || ', ' || cast(sum(said_fen) as text) || ' fen' as expected,
     cast(sum(posted) as text) || ', ' || cast(sum(posted_fen) as text) || ' fen' as found
   from (
     ${lines}
     union all
     select movement.document_id, line.lot_id, 0, 0, line.quantity_base, line.amount_fen
     from movement join movement_line as line on line.movement_id = movement.id
     where movement.kind = '${kind}' and movement.document_id is not null
   ) as sides join document on document.id = sides.document_id
   group by document.number, lot_id having sum(said) <> sum(posted) or sum(said_fen) <> sum(posted_fen)`;

const stocked = statement(
  apart(
    `select receipt_id as document_id, lot_id, accepted_base as said, amount_fen as said_fen, 0 as posted,
       0 as posted_fen from receipt_line where accepted_base > 0`,
    'receipt',
  ),
);

const returned = statement(
  apart(
    `select going.return_id as document_id, line.lot_id, going.quantity_base as said, going.amount_fen as said_fen,
       0 as posted, 0 as posted_fen
     from supplier_return_line as going join receipt_line as line on line.id = going.receipt_line_id
     join document as paper on paper.id = going.return_id and paper.status = 'returned'`,
    'supplier_return',
  ),
);

const returnedLines = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject,
     cast(coalesce(sum(going.quantity_base), 0) as text) as expected, cast(line.returned_base as text) as found
   from receipt_line as line join document on document.id = line.receipt_id
   left join (
     select going.receipt_line_id, going.quantity_base from supplier_return_line as going
     join document as paper on paper.id = going.return_id and paper.status = 'returned'
   ) as going on going.receipt_line_id = line.id
   group by document.number, line.id, line.line_number, line.returned_base
   having coalesce(sum(going.quantity_base), 0) <> line.returned_base`,
);

const owed = statement(
  `select document.number as subject, cast(sum(said) as text) || ' fen' as expected,
     cast(sum(found) as text) || ' fen' as found
   from (
     select receipt_id as document_id, amount_fen as said, 0 as found from receipt_line
     union all select receipt_id, 0, amount_fen from payable
   ) as sides join document on document.id = sides.document_id and document.kind = 'receipt'
   group by document.number having sum(said) <> sum(found)`,
);

const credited = statement(
  `select document.number as subject, cast(paper.amount_fen as text) || ' fen' as expected,
     cast(coalesce(sum(credit_note.amount_fen), 0) as text) || ' fen' as found
   from supplier_return as paper join document on document.id = paper.document_id
   left join credit_note on credit_note.return_id = paper.document_id
   group by document.number, paper.document_id, paper.amount_fen
   having coalesce(sum(credit_note.amount_fen), 0) <> paper.amount_fen`,
);

const allotted = statement(
  `select document.number || ' line ' || cast(line.line_number as text) || ' need ' || cast(need.demand_id as text)
       as subject, cast(coalesce(given.quantity, 0) as text) as expected, cast(need.allotted_base as text) as found
   from order_demand as need join order_line as line on line.id = need.order_line_id
   join document on document.id = line.order_id
   left join (
     select done.order_line_id, allotment.demand_id, sum(allotment.quantity_base) as quantity
     from allotment join receipt_line as done on done.id = allotment.receipt_line_id
     group by done.order_line_id, allotment.demand_id
   ) as given on given.order_line_id = need.order_line_id and given.demand_id = need.demand_id
   where coalesce(given.quantity, 0) <> need.allotted_base`,
);

const overshared = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject,
     'at most ' || cast(line.accepted_base as text) as expected, cast(sum(allotment.quantity_base) as text) as found
   from receipt_line as line join document on document.id = line.receipt_id
   join allotment on allotment.receipt_line_id = line.id
   group by document.number, line.id, line.line_number, line.accepted_base
   having sum(allotment.quantity_base) > line.accepted_base`,
);

const inspectors = statement(
  `select distinct document.number as subject, 'somebody who did not order' as expected, ordering.actor_name as found
   from receipt join document on document.id = receipt.document_id and document.status not in ('draft', 'abandoned')
   join document_act as deciding on deciding.document_id = receipt.document_id
     and deciding.act in ('conclude', 'decide')
   join document_act as ordering on ordering.document_id = receipt.order_id
     and ordering.actor_id = deciding.actor_id and ordering.act in ('issue', 'send')`,
);

const RULES: [rule: string, query: Statement][] = [
  ['receipt_accepted', accepted],
  ['receipt_stocked', stocked],
  ['receipt_owed', owed],
  ['return_posted', returned],
  ['return_lines', returnedLines],
  ['return_credited', credited],
  ['receipt_allotted', allotted],
  ['receipt_overshared', overshared],
  ['receipt_inspector', inspectors],
];

export const receivingChecks: readonly Check<Db>[] = RULES.map(([rule, query]) => ({
  rule,
  async find(db) {
    return (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row }));
  },
}));
