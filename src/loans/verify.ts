/** Loans recomputed: what is out lies with its borrower, and with nobody else; nobody agreed to what he asked for. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const out = statement(
  `select document.number as subject, borrower.code as expected, place.code || ' ' || asset.status as found
   from loan join document on document.id = loan.document_id
   join asset on asset.id = loan.asset_id
   join organisation as borrower on borrower.id = loan.to_id
   join organisation as place on place.id = asset.user_id
   where loan.is_out and (asset.user_id <> loan.to_id or asset.status not in ('shared', 'repair', 'stopped'))`,
);

const states = statement(
  `select document.number as subject, case when loan.is_out then 'out' else 'not out' end as expected,
     document.status as found
   from loan join document on document.id = loan.document_id
   where loan.is_out <> (document.status = 'out') or (loan.returned_at is null) = (document.status = 'returned')`,
);

const ownWord = statement(
  `select document.number as subject, '' as expected, word.actor_name as found
   from document_act as word join document on document.id = word.document_id and document.kind = 'loan'
   where word.act = 'agree' and word.actor_id = document.created_by`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const loanChecks: readonly Check<Db>[] = [
  check('loan_out', out),
  check('loan_states', states),
  check('loan_own', ownWord),
];
