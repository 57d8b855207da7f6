/** Counts of shelves recomputed: a closed one says what became of every unit, and a second person closed it. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const outcomes = statement(
  `select document.number as subject, document.status as expected, coalesce(line.outcome, '-') as found
   from consignment_count as one join document on document.id = one.document_id
   left join consignment_count_unit as line on line.count_id = one.document_id
   where (document.status = 'closed') <> (one.closed_at is not null)
     or (line.id is not null and (document.status = 'closed') <> (line.outcome is not null))
     or (line.outcome = 'missing' and line.seen is not null)`,
);

const missing = statement(
  `select document.number || ' ' || unit.serial as subject, coalesce(line.outcome, '-') as expected,
     coalesce(cast(one.document_id as text), '-') as found
   from consignment_count_unit as line join document on document.id = line.count_id
   join implant_unit as unit on unit.id = line.unit_id
   left join implant_missing as one on one.count_id = line.count_id and one.unit_id = line.unit_id
   where (coalesce(line.outcome, '') = 'missing') <> (one.document_id is not null)`,
);

const twoPeople = statement(
  `select document.number as subject, 'another person' as expected, closing.actor_name as found
   from document join document_act as closing on closing.document_id = document.id and closing.act = 'close'
   where document.kind = 'consignment_count' and (document.created_by = closing.actor_id
     or exists (select 1 from consignment_count_unit as line where line.count_id = document.id
       and line.seen_by = closing.actor_id)
     or exists (select 1 from consignment_count_stray as stray where stray.count_id = document.id
       and stray.found_by = closing.actor_id))`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const shelfCountChecks: readonly Check<Db>[] = [
  check('shelf_count_outcomes', outcomes),
  check('shelf_count_missing', missing),
  check('shelf_count_two', twoPeople),
];
