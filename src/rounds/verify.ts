/** Rounds against themselves and their dispatches. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

/** What is aboard goes to the member of its stop, from the house of the round. */
const loadsFit = statement(
  `select paper.number || ' ' || held.number as subject, cast(stop.organisation_id as text) as expected,
     cast(dispatch.to_organisation_id as text) as found
   from round_load as load join round_stop as stop on stop.id = load.stop_id
   join delivery_round as round on round.document_id = load.round_id
   join document as paper on paper.id = load.round_id
   join document as held on held.id = load.dispatch_id
   join dispatch on dispatch.document_id = load.dispatch_id
   where dispatch.to_organisation_id <> stop.organisation_id or stop.round_id <> load.round_id
     or dispatch.from_organisation_id <> round.from_organisation_id
   order by paper.number, held.number`,
);

/** Goods are handed over where the stop says so, come back where it says so, and are aboard until it is told. */
const outcomesFit = statement(
  `select paper.number || ' ' || held.number as subject, coalesce(stop.outcome, 'aboard') as expected,
     coalesce(load.outcome, 'aboard') as found
   from round_load as load join round_stop as stop on stop.id = load.stop_id
   join document as paper on paper.id = load.round_id and paper.status in ('under_way', 'ended')
   join document as held on held.id = load.dispatch_id
   where coalesce(load.outcome, 'aboard') <> case when stop.outcome is null then 'aboard'
     when stop.outcome = 'handed' then 'handed' else 'back' end
   order by paper.number, held.number`,
);

/** A vehicle that left has a time for it, and one that is home too; nothing is told before it left. */
const timesFit = statement(
  `select paper.number as subject, paper.status as expected, 'times' as found
   from delivery_round as round join document as paper on paper.id = round.document_id
   where (paper.status in ('under_way', 'ended')) <> (round.departed_at is not null)
     or (paper.status = 'ended') <> (round.ended_at is not null)
     or exists (select 1 from round_stop as stop where stop.round_id = round.document_id
       and (stop.happened_at < round.departed_at or stop.happened_at > stop.told_at))
   order by paper.number`,
);

/** Nothing is aboard a round that is over. */
const endedEmpty = statement(
  `select paper.number as subject, '0' as expected, cast(count(*) as text) as found
   from round_load as load join document as paper on paper.id = load.round_id
   where load.outcome is null and paper.status in ('ended', 'cancelled')
   group by paper.number order by paper.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const roundChecks: readonly Check<Db>[] = [
  check('round_loads', loadsFit),
  check('round_outcomes', outcomesFit),
  check('round_times', timesFit),
  check('round_empty', endedEmpty),
];
