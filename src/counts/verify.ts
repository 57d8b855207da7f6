/** Counts against the ledger: what was found is what the books had, what moved and what was posted, together. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const LINE = `document.number || ' line ' || cast(line.line_number as text)`;
const MOVED = `case when line.recounted_base is null then line.moved_base else line.recount_moved_base end`;
const SUM = `line.book_base + ${MOVED} + coalesce(line.difference_base, 0)`;
const FOUND = `coalesce(line.recounted_base, line.counted_base, -1)`;

const sums = statement(
  `select ${LINE} as subject, cast(${FOUND} as text) as expected, cast(${SUM} as text) as found
   from count_line as line
   join document on document.id = line.count_id and document.status in ('submitted', 'posted', 'reversed')
   where ${SUM} <> ${FOUND} order by line.id`,
);

const posted = statement(
  `select ${LINE} as subject, cast(coalesce(line.difference_base, 0) as text) as expected,
     cast(coalesce(moved.quantity, 0) as text) as found
   from count_line as line
   join document on document.id = line.count_id and document.status in ('posted', 'reversed')
   left join (
     select movement.document_id, place.id as place_id, entry.lot_id,
       sum(case when entry.to_id = place.id then entry.quantity_base else -entry.quantity_base end) as quantity
     from movement join movement_line as entry on entry.movement_id = movement.id
     join location as place on place.id in (entry.from_id, entry.to_id) and place.kind = 'store'
     where movement.kind = 'count' group by movement.document_id, place.id, entry.lot_id
   ) as moved on moved.document_id = line.count_id and moved.place_id = line.location_id
     and moved.lot_id = line.lot_id
   where coalesce(moved.quantity, 0) <> coalesce(line.difference_base, 0) order by line.id`,
);

const ownApproval = statement(
  `select distinct document.number as subject, '' as expected, approval.actor_name as found
   from count_line as line join document on document.id = line.count_id
   join document_act as approval on approval.document_id = document.id and approval.act = 'approve'
     and approval.actor_id in (line.counted_by, line.recounted_by)
   order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const countChecks: readonly Check<Db>[] = [
  check('count_sums', sums),
  check('count_posted', posted),
  check('count_own', ownApproval),
];
