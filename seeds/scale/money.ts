/** The money side of the synthetic history: accounts of every member, and the entries its movements make. */
import type { Bulk } from '../../db/bulk.ts';
import type { Tx } from '../../db/database.ts';
import { transfer } from '../../db/schema/account.ts';
import { location } from '../../db/schema/organisations.ts';
import { changeTotals } from '../../src/account/account-statements.ts';
import { openProcurementAccount, PROCUREMENT_ACCOUNT_NAME } from '../../src/account/accounts.ts';
import { centralAccounts, memberAccounts, memberCode } from '../../src/account/chart.ts';
import { entriesOf } from '../../src/books/goods-entries.ts';
import type { Moved } from '../../src/ledger/post.ts';
import type { Place } from '../../src/ledger/posting.ts';
import type { Posting } from './books.ts';

interface Totals {
  id: number;
  debits: number;
  credits: number;
}

/** By account code. */
export type ScaleAccounts = Map<string, Totals>;

/** Opens the county's account and those of its members; the first of them holds it. */
export async function openAccountsOf(tx: Tx, members: readonly { id: number }[], at: number): Promise<ScaleAccounts> {
  const ids = members.map((member) => member.id);
  const opened = await openProcurementAccount(tx, ids[0] ?? 0, { name: PROCUREMENT_ACCOUNT_NAME, at });
  if (!opened.ok) throw new Error(`scale: ${opened.reason}`);
  await centralAccounts(tx);
  const accounts: ScaleAccounts = new Map();
  for (const [member, of] of await memberAccounts(tx, ids)) {
    const keep = (code: string, id: number) => accounts.set(code, { id, debits: 0, credits: 0 });
    keep(memberCode('STOCK', member), of.stockId);
    keep(memberCode('DUE', member), of.dueId);
    keep(memberCode('COST', member), of.costId);
    keep(memberCode('LOSS', member), of.lossId);
    keep(memberCode('OPEN', member), of.openingId);
  }
  return accounts;
}

/** Every place with its owner. */
export async function placesOf(tx: Tx): Promise<Map<number, Place>> {
  const rows = await tx.select().from(location);
  return new Map(rows.map(({ id, kind, keeperId, ownerId }) => [id, { id, kind, keeperId, ownerId }]));
}

export class MoneyBooks {
  private readonly bulk: Bulk;
  private readonly accounts: ScaleAccounts;
  private transfers = 0;

  constructor(bulk: Bulk, accounts: ScaleAccounts) {
    this.bulk = bulk;
    this.accounts = accounts;
  }

  private account(code: string): Totals {
    const account = this.accounts.get(code);
    if (account === undefined) throw new Error(`scale: no account ${code}`);
    return account;
  }

  /** The entries of a movement, as the program's books make them. */
  post({ kind, documentId, actor, at, key }: Posting, moved: readonly Moved[]): void {
    for (const { debit, credit, amountFen } of entriesOf(moved)) {
      this.transfers += 1;
      const [to, from] = [this.account(debit), this.account(credit)];
      to.debits += amountFen;
      from.credits += amountFen;
      this.bulk.add(transfer, {
        id: this.transfers,
        debitId: to.id,
        creditId: from.id,
        amountFen,
        kind: 'transfer',
        holdId: null,
        code: kind,
        documentId,
        actorId: actor.userId,
        occurredAt: at,
        postedAt: at,
        key: `${key}:${debit}<${credit}`,
      });
    }
  }
}

/** Writes the totals that the entries add up to. */
export async function keepTotals(tx: Tx, accounts: ScaleAccounts): Promise<void> {
  const changes = [...accounts.values()]
    .map(({ id, debits, credits }) => ({ id, debits, credits, held_debits: 0, held_credits: 0 }))
    .sort((a, b) => a.id - b.id);
  const kept = await tx.run(changeTotals, { changes, most: Number.MAX_SAFE_INTEGER });
  if (kept.length !== changes.length) throw new Error('scale: an account would be overdrawn');
}
