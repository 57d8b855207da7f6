/** Recomputes the money ledger from its transfers and says where the totals kept beside them disagree. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { type Check, type Finding, type FoundRow, findAll } from '../kernel/finding.ts';

/** Transfers with what they post and what they still hold. */
const WEIGHED = `select first.debit_id, first.credit_id,
    case when first.kind in ('transfer', 'settle') then first.amount_fen else 0 end as posted,
    case when first.kind = 'hold' and last.id is null then first.amount_fen else 0 end as held
  from transfer as first left join transfer as last on last.hold_id = first.id`;

/** Every transfer twice, as what it did to each of its accounts. */
const SIGNED = `select debit_id as account_id, posted as debits, 0 as credits, held as held_debits, 0 as held_credits
  from (${WEIGHED}) as weighed
  union all select credit_id, 0, posted, 0, held from (${WEIGHED}) as weighed`;

function totalsApart(kept: string, by: string): Statement {
  return statement(
    `select 'account ' || account.code as subject, cast(coalesce(sum(signed.${by}), 0) as text) as expected,
       cast(account.${kept} as text) as found
     from money_account as account left join (${SIGNED}) as signed on signed.account_id = account.id
     group by account.id, account.code, account.${kept} having coalesce(sum(signed.${by}), 0) <> account.${kept}`,
  );
}

const RULES: [rule: string, ...queries: Statement[]][] = [
  ['account_posted', totalsApart('debits_posted', 'debits'), totalsApart('credits_posted', 'credits')],
  ['account_held', totalsApart('debits_pending', 'held_debits'), totalsApart('credits_pending', 'held_credits')],
  [
    'account_side',
    statement(
      `select 'account ' || code as subject, normal || ' side holds' as expected,
         cast(debits_posted - credits_posted as text) as found
       from money_account
       where (normal = 'debit' and credits_posted + credits_pending > debits_posted)
         or (normal = 'credit' and debits_posted + debits_pending > credits_posted)`,
    ),
  ],
  [
    'trial_balance',
    statement(
      `select 'all accounts' as subject, cast(sum(debits_posted) as text) as expected,
         cast(sum(credits_posted) as text) as found
       from money_account
       having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)`,
    ),
  ],
  [
    'hold_end',
    statement(
      `select 'transfer ' || last.id as subject, 'ends a hold of its accounts' as expected, last.kind as found
       from transfer as last left join transfer as held on held.id = last.hold_id
       where last.hold_id is not null and (held.id is null or held.kind <> 'hold' or held.debit_id <> last.debit_id
         or held.credit_id <> last.credit_id or last.amount_fen > held.amount_fen
         or (last.kind = 'void' and last.amount_fen <> held.amount_fen))`,
    ),
  ],
  [
    'procurement_account',
    statement(
      `select 'procurement account' as subject, '1' as expected, cast(county.total as text) as found
       from (select count(*) as total from procurement_account) as county
       where county.total > 1 or (county.total = 0 and exists (select 1 from money_account))`,
    ),
  ],
];

/** Rules 5 and 6 of the house, as far as the accounts can say. */
export const accountChecks: readonly Check<Db>[] = RULES.map(([rule, ...queries]) => ({
  rule,
  async find(db) {
    const rows: FoundRow[] = [];
    for (const query of queries) rows.push(...(await db.run<FoundRow>(query, {})));
    return rows.map((row) => ({ rule, ...row }));
  },
}));

/** What is not as it must be; none when every fen is explained. */
export function verifyAccount(db: Db): Promise<Finding[]> {
  return findAll(accountChecks, db);
}
