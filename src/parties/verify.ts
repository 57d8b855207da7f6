/** Recomputes what is promised about suppliers: two people behind each account, and their people nowhere else. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const oneHanded = statement(
  `select party.code || ' ' || party_bank.account_number as subject, 'two people' as expected,
     'proposed by ' || cast(party_bank.proposed_by as text) ||
     ', decided by ' || coalesce(cast(party_bank.decided_by as text), '-') as found
   from party_bank join party on party.id = party_bank.party_id
   where party_bank.status <> 'proposed'
     and (party_bank.decided_by is null or party_bank.decided_by = party_bank.proposed_by)`,
);
/** Suppliers' people work for a company; people of a company outside the county are suppliers and nothing else. */
const misplaced = statement(
  `select person.login as subject,
     case when organisation.path like '/%' then 'no supplier' else 'supplier' end as expected,
     person_role.role as found
   from person_role
   join person on person.id = person_role.person_id
   join organisation on organisation.id = person.organisation_id
   where (person_role.role = 'supplier' and organisation.kind <> 'company')
     or (person_role.role <> 'supplier' and organisation.path not like '/%')`,
);

function named(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const partyChecks: readonly Check<Db>[] = [
  named('bank_two_people', oneHanded),
  named('supplier_people', misplaced),
];
