/** Applications: funds are the whole amount, nobody approved the own, no idle equipment was passed by unexplained. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const funds = statement(
  `select document.number as subject, cast(acquisition.quantity * acquisition.unit_fen as text) as expected,
     cast(coalesce((select sum(amount_fen) from acquisition_fund
       where acquisition_id = document.id), 0) as text) as found
   from acquisition join document on document.id = acquisition.document_id
   where acquisition.quantity * acquisition.unit_fen
     <> coalesce((select sum(amount_fen) from acquisition_fund where acquisition_id = document.id), 0)
   order by document.number`,
);

const ownApproval = statement(
  `select distinct document.number as subject, '' as expected, approval.actor_name as found
   from document_act as approval
   join document on document.id = approval.document_id and document.kind = 'acquisition'
   join document_act as asked on asked.document_id = document.id and asked.actor_id = approval.actor_id
     and asked.act in ('open', 'change', 'check', 'submit')
   where approval.act = 'approve' order by document.number`,
);

const unexplained = statement(
  `select document.number as subject, '' as expected, idle.number as found
   from acquisition_idle as idle join document on document.id = idle.acquisition_id
     and document.status in ('submitted', 'approved')
   where idle.reason is null order by document.number, idle.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const acquisitionChecks: readonly Check<Db>[] = [
  check('acquisition_funds', funds),
  check('acquisition_own', ownApproval),
  check('acquisition_idle', unexplained),
];
