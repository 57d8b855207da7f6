/** The first entries of books that come after the stock: what a member owned when its books were opened. */
import type { Db, Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type CommandServices, command } from '../audit/command.ts';
import { SYSTEM_ACTOR } from '../auth/viewer.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';
import { ok, type Result } from '../kernel/result.ts';

/** Owners of stock without an account for it. Members whose books are open are never touched again. */
const withoutBooks = statement(
  `select coalesce(location.owner_id, location.keeper_id) as id, cast(sum(balance.value_fen) as bigint) as value_fen
   from location join balance on balance.location_id = location.id and balance.on_hand > 0
   where location.kind in ('store', 'transit') and exists (select 1 from procurement_account)
     and not exists (
       select 1 from money_account where money_account.kind = 'inventory'
         and money_account.organisation_id = coalesce(location.owner_id, location.keeper_id))
   group by coalesce(location.owner_id, location.keeper_id) having sum(balance.value_fen) > 0
   order by 1`,
);

function membersWithoutBooks(db: Db): Promise<{ id: number; value_fen: number }[]> {
  return db.run<{ id: number; value_fen: number }>(withoutBooks, {});
}

async function openAll(tx: Tx, at: number): Promise<Result<number>> {
  const members = await membersWithoutBooks(tx);
  if (members.length === 0) return ok(0);
  const accounts = await memberAccounts(
    tx,
    members.map((member) => member.id),
  );
  const lines = members.map(({ id, value_fen: amountFen }) => {
    const { stockId = 0, openingId = 0 } = accounts.get(id) ?? {};
    return { debitId: stockId, creditId: openingId, amountFen, key: `books-opening-${id}` };
  });
  const header = { code: 'books_opening', documentId: null, actorId: SYSTEM_ACTOR.userId };
  const opened = await transfer(tx, { ...header, occurredAt: at, postedAt: at, lines });
  return opened.ok ? ok(members.length) : opened;
}

/**
 * Gives members that own stock but have no books yet their opening entries, once; runs at every start and does
 * nothing where there is nothing to open.
 */
export async function openBooks(services: CommandServices): Promise<void> {
  const members = await membersWithoutBooks(services.db.read);
  if (members.length === 0) return;
  const input = { members: members.map((member) => member.id) };
  const key = `books-opening-${sha256(canonicalJson(input)).slice(0, 16)}`;
  const request = { act: 'books.open', key, input };
  const answer = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    const opened = await openAll(tx, at);
    return opened.ok ? ok({ value: opened.value, subject: 'books', after: { members: opened.value } }) : opened;
  });
  if (!answer.ok) throw new Error(`the books were not opened: ${answer.reason}`);
}
