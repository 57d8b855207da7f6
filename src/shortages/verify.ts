/** Requests against each other: what is merged is merged into one of the same need, and nothing else is. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { ANSWER_STATES } from './rules.ts';

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

const ANSWERED = `act.to_status in (${ANSWER_STATES.map((state) => `'${state}'`).join(', ')})`;
const FIRST = (which: string) => `min(case when ${which} then act.at end)`;
const SAID = (answered: string, arrived: string) =>
  `coalesce(cast(${answered} as text), '-') || '/' || coalesce(cast(${arrived} as text), '-')`;

const timesKept = statement(
  `select document.number as subject, ${SAID(FIRST(ANSWERED), FIRST(`act.to_status = 'arrived'`))} as expected,
     ${SAID('shortage.answered_at', 'shortage.arrived_at')} as found
   from shortage join document on document.id = shortage.document_id
   join document_act as act on act.document_id = shortage.document_id
   group by document.number, shortage.answered_at, shortage.arrived_at
   having coalesce(${FIRST(ANSWERED)}, 0) <> coalesce(shortage.answered_at, 0)
     or coalesce(${FIRST(`act.to_status = 'arrived'`)}, 0) <> coalesce(shortage.arrived_at, 0)
   order by document.number`,
);

const SUM = (kind: string) =>
  `coalesce(sum(case when part.kind = '${kind}' and part.ended_at is null then part.quantity_base else 0 end), 0)`;

/** What is promised or ended by part is told by the parts, and no part goes beyond what is open, closed or arrived. */
const partsAdd = statement(
  `select document.number as subject, shortage.promised_base || '/' || shortage.settled_base as expected,
     ${SUM('promise')} || '/' || ${SUM('ending')} || '/' || ${SUM('closing')} as found
   from shortage join document on document.id = shortage.document_id
   left join shortage_part as part on part.shortage_id = shortage.document_id
   group by document.number, shortage.promised_base, shortage.settled_base, shortage.closed_base,
     shortage.arrived_base, shortage.answered_base, shortage.quantity_base
   having ${SUM('promise')} <> shortage.promised_base or ${SUM('ending')} <> shortage.settled_base
     or ${SUM('closing')} > shortage.closed_base or shortage.settled_base > shortage.arrived_base
     or shortage.answered_base + shortage.closed_base + shortage.promised_base > shortage.quantity_base
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
  check('shortage_times', timesKept),
  check('shortage_parts', partsAdd),
];
