/** Reads the entries of a month in order, page by page, into the statements of its members. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { spanOf } from '../account/months.ts';
import { type FrozenMember, type MonthEntry, MonthStatements, type StatementAccount } from './freeze.ts';

const statementAccounts = statement(
  `select account.id, account.organisation_id, account.kind from money_account as account
   where account.kind in ('inventory', 'due_from') and account.organisation_id is not null
     and (cast(:organisationId as bigint) is null or account.organisation_id = cast(:organisationId as bigint))`,
);

const entriesOfMonth = statement(
  `select id, debit_id, credit_id, amount_fen, code, document_id, occurred_at from transfer
   where (occurred_at, id) > (cast(:at as bigint), cast(:after as bigint)) and occurred_at < :until
     and kind in ('transfer', 'settle')
     and (:oneId = 0 or debit_id in (:oneId, :otherId) or credit_id in (:oneId, :otherId))
   order by occurred_at, id limit :most`,
);

const PAGE = 50_000;

/** Lets waiting requests go first: on SQLite a page of entries holds the process while it is read. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Sums and digest of every member's month, or of one member's. Reads each entry of the month once; other work has its
 * turn between the pages where the engine allows it.
 */
export async function statementsOfMonth(
  db: Db,
  month: string,
  organisationId: number | null = null,
): Promise<FrozenMember[]> {
  const rows = await db.run<{ id: number; organisation_id: number; kind: string }>(statementAccounts, {
    organisationId,
  });
  const accounts = new Map(
    rows.map((row): [number, StatementAccount] => [
      row.id,
      { organisationId: row.organisation_id, side: row.kind === 'inventory' ? 'stock' : 'due' },
    ]),
  );
  const statements = new MonthStatements(accounts, month);
  const { from, until } = spanOf(month);
  // Of one member only what touches its two accounts is read
  const [oneId = 0, otherId = 0] = organisationId === null ? [] : rows.map((row) => row.id);
  for (let at = from, after = 0; ; ) {
    const page = await db.run<MonthEntry>(entriesOfMonth, { at, after, until, oneId, otherId, most: PAGE });
    statements.add(page);
    await breathe();
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    at = last.occurred_at;
    after = last.id;
  }
  return statements.finish();
}
