/** What the books say that members' stock is worth: for whoever sets it beside the shelves. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const stockAccounts = statement(
  `select account.organisation_id, cast(sum(account.debits_posted - account.credits_posted) as bigint) as fen
   from money_account as account join organisation on organisation.id = account.organisation_id
     and organisation.path like :scope || '%'
   where account.kind = 'inventory' group by account.organisation_id`,
);

/** Fen by owner, of the members at or under `scopePath`. */
export async function stockInBooks(db: Db, scopePath: string): Promise<Map<number, number>> {
  const rows = await db.run<{ organisation_id: number; fen: number }>(stockAccounts, { scope: scopePath });
  return new Map(rows.map((row) => [row.organisation_id, row.fen]));
}
