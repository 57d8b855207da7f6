/** What a closed month keeps of each member: its sums by kind of entry, and a digest over every entry of it. */
import { createHash, type Hash } from 'node:crypto';

export interface MonthEntry {
  id: number;
  debit_id: number;
  credit_id: number;
  amount_fen: number;
  code: string;
  document_id: number | null;
  occurred_at: number;
}

/** A member's account as the statement sees it. */
export interface StatementAccount {
  organisationId: number;
  side: 'stock' | 'due';
}

interface Gathered {
  stock: Record<string, number>;
  due: Record<string, number>;
  text: string[];
  hash: Hash;
}

export interface FrozenMember {
  organisationId: number;
  /** Debit less credit by code of the entry, fen. */
  stockChanges: Record<string, number>;
  dueChanges: Record<string, number>;
  digest: string;
}

/** Gathers the entries of a month, given in order of time and id, into one statement for each member. */
export class MonthStatements {
  private readonly accounts: ReadonlyMap<number, StatementAccount>;
  private readonly members = new Map<number, Gathered>();

  constructor(accounts: ReadonlyMap<number, StatementAccount>, month: string) {
    this.accounts = accounts;
    for (const { organisationId } of accounts.values()) {
      if (this.members.has(organisationId)) continue;
      const hash = createHash('sha256').update(`${month} ${organisationId}\n`);
      this.members.set(organisationId, { stock: {}, due: {}, text: [], hash });
    }
  }

  private addSide(accountId: number, entry: MonthEntry, amountFen: number): void {
    const account = this.accounts.get(accountId);
    const member = account && this.members.get(account.organisationId);
    if (account === undefined || member === undefined) return;
    const sums = member[account.side];
    sums[entry.code] = (sums[entry.code] ?? 0) + amountFen;
    const { id, code, document_id, occurred_at } = entry;
    member.text.push(`${id} ${account.side} ${amountFen} ${code} ${document_id ?? ''} ${occurred_at}\n`);
  }

  /** Adds a page of entries. */
  add(entries: readonly MonthEntry[]): void {
    for (const entry of entries) {
      this.addSide(entry.debit_id, entry, entry.amount_fen);
      this.addSide(entry.credit_id, entry, -entry.amount_fen);
    }
    for (const member of this.members.values()) {
      if (member.text.length === 0) continue;
      member.hash.update(member.text.join(''));
      member.text = [];
    }
  }

  /** The statements; nothing may be added afterwards. */
  finish(): FrozenMember[] {
    return [...this.members].map(([organisationId, { stock, due, hash }]) => {
      return { organisationId, stockChanges: stock, dueChanges: due, digest: hash.digest('hex') };
    });
  }
}
