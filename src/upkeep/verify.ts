/** Upkeep against itself and the ledger: a done list has no open line, and a problem holds what lies there. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const doneWhole = statement(
  `select document.number as subject, document.status as expected,
     cast(count(case when line.finding is null then 1 end) as text) as found
   from upkeep join document on document.id = upkeep.document_id
   join upkeep_line as line on line.upkeep_id = upkeep.document_id
   group by document.number, document.status
   having (document.status = 'done') <> (count(case when line.finding is null then 1 end) = 0)
   order by document.number`,
);

const problemHeld = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject, 'held' as expected,
     'free' as found
   from upkeep_line as line join document on document.id = line.upkeep_id
   join balance on balance.location_id = line.location_id and balance.lot_id = line.lot_id and balance.on_hand > 0
   where line.finding = 'problem' and balance.held_by is null order by document.number, line.line_number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const upkeepChecks: readonly Check<Db>[] = [check('upkeep_done', doneWhole), check('upkeep_held', problemHeld)];
