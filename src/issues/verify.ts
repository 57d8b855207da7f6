/** What papers of issues must agree with: the movements they made, and the returns of each. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const RULES: Record<string, Statement> = {
  issue_moved: statement(
    `select document.number as subject, cast(sum(written) as text) as expected, cast(sum(moved) as text) as found
     from (
       select issue_id, lot_id, location_id, quantity_base as written, 0 as moved from issue_line
       union all
       select movement.document_id, line.lot_id,
         case when movement.kind = 'issue' then line.from_id else line.to_id end, 0, line.quantity_base
       from movement join movement_line as line on line.movement_id = movement.id
       where movement.kind in ('issue', 'issue_return')
         and movement.document_id in (select document_id from issue)
     ) as both_sides join document on document.id = both_sides.issue_id
     group by document.number, lot_id, location_id having sum(written) <> sum(moved)`,
  ),
  issue_returned: statement(
    `select document.number as subject, cast(sum(counted) as text) as expected, cast(sum(came) as text) as found
     from (
       select issue_id, lot_id, returned_base as counted, 0 as came from issue_line where returned_base > 0
       union all
       select issue.returns_id, line.lot_id, 0, line.quantity_base
       from issue join document as back on back.id = issue.document_id and back.status = 'posted'
       join issue_line as line on line.issue_id = issue.document_id
       where issue.returns_id is not null
     ) as both_sides join document on document.id = both_sides.issue_id
     group by document.number, lot_id having sum(counted) <> sum(came)`,
  ),
  use_rows: statement(
    `select use_file.file_name as subject, cast(use_file.posted_rows as text) as expected,
       cast(count(use_row.position) as text) as found
     from use_file left join use_row on use_row.file_id = use_file.id and use_row.verdict in ('posted', 'undone')
     group by use_file.id, use_file.file_name, use_file.posted_rows
     having use_file.posted_rows <> count(use_row.position)`,
  ),
};

/** The rules of issues for the verification. */
export const issueChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
