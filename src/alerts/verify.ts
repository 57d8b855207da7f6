/** Alerts against themselves: one open for each matter, none over before it began, no rest without a reason. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const openTwice = statement(
  `select kind || ' ' || cast(organisation_id as text) || ' ' || subject as subject, '1' as expected,
     cast(count(*) as text) as found
   from alert where closed_at is null group by kind, organisation_id, subject having count(*) > 1 order by 1`,
);

const unsound = statement(
  `select cast(id as text) as subject, cast(opened_at as text) as expected,
     coalesce(cast(closed_at as text), rest_reason) as found
   from alert where closed_at < opened_at or (rests_until is not null and rest_reason = '') order by id`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const alertChecks: readonly Check<Db>[] = [check('alert_once', openTwice), check('alert_sound', unsound)];
