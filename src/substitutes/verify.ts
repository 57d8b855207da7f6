/** Recomputes what approved substitutes promise: each rests on a decision that passed, and no two allow the same. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const RULES: Record<string, Statement> = {
  substitute_decided: statement(
    `select cast(pair.id as text) as subject, 'substitute passed' as expected,
       coalesce(matter.kind || ' ' || matter.outcome, '-') as found
     from therapeutic_substitute as pair left join matter on matter.id = pair.matter_id
     where coalesce(matter.kind, '-') <> 'substitute' or coalesce(matter.outcome, '-') <> 'passed'`,
  ),
  substitute_once: statement(
    `select cast(a.id as text) as subject, '-' as expected, cast(b.id as text) as found
     from therapeutic_substitute as a join therapeutic_substitute as b on a.id < b.id
       and ((a.from_concept_id = b.from_concept_id and a.to_concept_id = b.to_concept_id)
         or (a.from_concept_id = b.to_concept_id and a.to_concept_id = b.from_concept_id
           and (a.both_ways or b.both_ways)))
       and a.valid_from <= coalesce(b.valid_to, '9999') and b.valid_from <= coalesce(a.valid_to, '9999')`,
  ),
};

/** Substitutes are decided by the committee, and one pair is allowed by one record at a time. */
export const substituteChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
