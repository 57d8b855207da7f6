/** Budgets recomputed: what an account has, holds and used is what changes and documents say. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const posted = statement(
  `select 'budget ' || account.code as subject,
     cast(coalesce((select sum(amount_fen) from budget_change where budget_id = budget.id), 0)
       - coalesce((select sum(used_fen) from budget_hold where budget_id = budget.id), 0) as text) as expected,
     cast(account.debits_posted - account.credits_posted as text) as found
   from budget join money_account as account on account.id = budget.account_id
   where account.debits_posted - account.credits_posted
     <> coalesce((select sum(amount_fen) from budget_change where budget_id = budget.id), 0)
       - coalesce((select sum(used_fen) from budget_hold where budget_id = budget.id), 0)`,
);

const held = statement(
  `select 'budget ' || account.code as subject,
     cast(coalesce((select sum(open_fen) from budget_hold where budget_id = budget.id), 0) as text) as expected,
     cast(account.credits_pending as text) as found
   from budget join money_account as account on account.id = budget.account_id
   where account.credits_pending
     <> coalesce((select sum(open_fen) from budget_hold where budget_id = budget.id), 0)`,
);

const RULES: [rule: string, query: Statement][] = [
  ['budget_posted', posted],
  ['budget_held', held],
];

export const budgetChecks: readonly Check<Db>[] = RULES.map(([rule, query]) => ({
  rule,
  async find(db) {
    return (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row }));
  },
}));
