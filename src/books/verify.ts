/** What the books of the members must agree with: the stock that they own, and each other. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const RULES: Record<string, Statement> = {
  stock_account: statement(
    `select 'member ' || coalesce(max(organisation.code), 'none') as subject,
       cast(sum(by_places) as text) || ' fen' as expected, cast(sum(by_account) as text) || ' fen' as found
     from (
       select coalesce(location.owner_id, location.keeper_id) as owner_id, balance.value_fen as by_places,
         0 as by_account
       from balance join location on location.id = balance.location_id
       union all
       select organisation_id, 0, debits_posted - credits_posted from money_account where kind = 'inventory'
     ) as both_sides left join organisation on organisation.id = both_sides.owner_id
     group by owner_id having sum(by_places) <> sum(by_account)`,
  ),
  // What came without a paper is owed to nobody: stock of the time before there were orders
  due_sum: statement(
    `select 'all members and the centre' as subject, '0 fen' as expected, cast(sum(amount) as text) || ' fen' as found
     from (
       select transfer.amount_fen as amount from transfer join money_account on money_account.id = transfer.debit_id
       where money_account.kind = 'due_from' and transfer.kind in ('transfer', 'settle')
         and transfer.document_id is not null
       union all
       select -transfer.amount_fen from transfer join money_account on money_account.id = transfer.credit_id
       where money_account.kind = 'due_from' and transfer.kind in ('transfer', 'settle')
         and transfer.document_id is not null
     ) as due having sum(amount) <> 0`,
  ),
};

/** The books' rules for the verification. */
export const booksChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
