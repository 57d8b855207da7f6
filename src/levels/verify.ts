/** Levels against their history: what is set is what the last change says, and each change began where one ended. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const span = (least: string, most: string) =>
  `coalesce(cast(${least} as text), '-') || '–' || coalesce(cast(${most} as text), '-')`;

const NEWEST = `(select organisation_id, item_id, max(id) as id from level_change group by organisation_id, item_id)`;

const unlikeHistory = statement(
  `select organisation.code || ' ' || item.code as subject,
     ${span('change.least_after', 'change.most_after')} as expected,
     ${span('target.least_base', 'target.most_base')} as found
   from (
     select organisation_id, item_id from stock_target union select organisation_id, item_id from level_change
   ) as pair
   join organisation on organisation.id = pair.organisation_id join item on item.id = pair.item_id
   left join stock_target as target on target.organisation_id = pair.organisation_id and target.item_id = pair.item_id
   left join ${NEWEST} as newest on newest.organisation_id = pair.organisation_id and newest.item_id = pair.item_id
   left join level_change as change on change.id = newest.id
   where coalesce(target.least_base, -1) <> coalesce(change.least_after, -1)
     or coalesce(target.most_base, -1) <> coalesce(change.most_after, -1)
   order by 1`,
);

const brokenChain = statement(
  `select cast(id as text) as subject, ${span('least_was', 'most_was')} as expected,
     ${span('least_before', 'most_before')} as found
   from (
     select id, least_before, most_before,
       lag(least_after) over (partition by organisation_id, item_id order by id) as least_was,
       lag(most_after) over (partition by organisation_id, item_id order by id) as most_was
     from level_change
   ) as chained
   where coalesce(least_before, -1) <> coalesce(least_was, -1) or coalesce(most_before, -1) <> coalesce(most_was, -1)
   order by id`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const levelChecks: readonly Check<Db>[] = [
  check('level_history', unlikeHistory),
  check('level_chain', brokenChain),
];
