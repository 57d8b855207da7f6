/** Monthly returns against themselves: one holds for a month, signed by another person, filed whole or as nothing. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const oneHolds = statement(
  `select month as subject, '1' as expected, cast(count(*) as text) as found
   from monitoring_return as paper join document on document.id = paper.document_id and document.status = 'reported'
   group by paper.organisation_id, month having count(*) > 1 order by month`,
);

const ownSignature = statement(
  `select distinct document.number as subject, '' as expected, approval.actor_name as found
   from document_act as approval
   join document on document.id = approval.document_id and document.kind = 'monitoring'
   join document_act as asked on asked.document_id = document.id and asked.actor_id = approval.actor_id
     and asked.act in ('open', 'change', 'submit')
   where approval.act = 'approve' order by document.number`,
);

/** What was filed has a receipt and a day; a zero report has no line, any other has some with a kind. */
const whole = statement(
  `select document.number as subject, '' as expected, document.status as found
   from monitoring_return as paper join document on document.id = paper.document_id
   where document.status in ('reported', 'corrected') and (paper.receipt_number is null
     or paper."nothing" = exists (select 1 from monitoring_line where return_id = paper.document_id)
     or exists (select 1 from monitoring_line where return_id = paper.document_id and kind is null))
   order by document.number`,
);

/** A version that no longer holds was replaced by one that was filed. */
const replaced = statement(
  `select document.number as subject, '1' as expected, '0' as found
   from monitoring_return as paper join document on document.id = paper.document_id and document.status = 'corrected'
   where not exists (
     select 1 from monitoring_return as later join document as filed on filed.id = later.document_id
       and filed.status in ('reported', 'corrected')
     where later.replaces_id = paper.document_id
   ) order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const monitoringChecks: readonly Check<Db>[] = [
  check('monitoring_one', oneHolds),
  check('monitoring_own', ownSignature),
  check('monitoring_whole', whole),
  check('monitoring_replaced', replaced),
];
