/** Requests against each other: what is merged is merged into one of the same need, and nothing else is. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const mergedOnce = statement(
  `select document.number as subject, document.status as expected, cast(count(merge.id) as text) as found
   from document left join shortage_merge as merge
     on merge.shortage_id = document.id and merge.undone_at is null
   where document.kind = 'shortage' and (document.status = 'merged' or merge.id is not null)
   group by document.number, document.status
   having count(merge.id) <> 1 or document.status <> 'merged' order by document.number`,
);

const oneNeed = statement(
  `select document.number as subject, 'one member and item' as expected, 'another' as found
   from shortage_merge as merge join document on document.id = merge.shortage_id
   join shortage as gone on gone.document_id = merge.shortage_id
   join shortage as kept on kept.document_id = merge.into_id
   where merge.undone_at is null
     and (gone.organisation_id <> kept.organisation_id or gone.item_id <> kept.item_id or gone.answered_base > 0)
   order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const shortageChecks: readonly Check<Db>[] = [
  check('shortage_merged', mergedOnce),
  check('shortage_one_need', oneNeed),
];
