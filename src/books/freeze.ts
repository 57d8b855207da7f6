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
  /** Lines of the page that is read, not in the digest yet. */
  text: string;
  hash: Hash;
}

/** One account's share in its member's statement. */
interface Side {
  member: Gathered;
  label: string;
  sums: Record<string, number>;
  /** The code of the last entries and their sum: entries of one code follow each other. */
  code: string;
  sumFen: number;
}

export interface FrozenMember {
  organisationId: number;
  /** Debit less credit by code of the entry, fen. */
  stockChanges: Record<string, number>;
  dueChanges: Record<string, number>;
  digest: string;
}

/**
 * Gathers the entries of a month, given in order of time and id, into one statement for each member. A county's month
 * is a million entries: what is done for each of them is done once, and accounts are looked up by place.
 */
export class MonthStatements {
  private readonly sides: (Side | undefined)[] = [];
  private readonly members = new Map<number, Gathered>();

  constructor(accounts: ReadonlyMap<number, StatementAccount>, month: string) {
    for (const [id, { organisationId, side }] of accounts) {
      const hash = () => createHash('sha256').update(`${month} ${organisationId}\n`);
      const member = this.members.get(organisationId) ?? { stock: {}, due: {}, text: '', hash: hash() };
      this.members.set(organisationId, member);
      this.sides[id] = { member, label: ` ${side} `, sums: member[side], code: '', sumFen: 0 };
    }
  }

  /** Adds a page of entries. */
  add(entries: readonly MonthEntry[]): void {
    for (const { id, debit_id, credit_id, amount_fen, code, document_id, occurred_at } of entries) {
      const [debit, credit] = [this.sides[debit_id], this.sides[credit_id]];
      if (debit === undefined && credit === undefined) continue;
      const tail = ` ${code} ${document_id ?? ''} ${occurred_at}\n`;
      const head = String(id);
      if (debit !== undefined) addSide(debit, code, amount_fen, head, tail);
      if (credit !== undefined) addSide(credit, code, -amount_fen, head, tail);
    }
    for (const member of this.members.values()) {
      if (member.text === '') continue;
      member.hash.update(member.text);
      member.text = '';
    }
  }

  /** The statements; nothing may be added afterwards. */
  finish(): FrozenMember[] {
    for (const side of this.sides) if (side !== undefined) keepSum(side);
    return [...this.members].map(([organisationId, { stock, due, hash }]) => {
      return { organisationId, stockChanges: stock, dueChanges: due, digest: hash.digest('hex') };
    });
  }
}

function keepSum(side: Side): void {
  if (side.code !== '') side.sums[side.code] = (side.sums[side.code] ?? 0) + side.sumFen;
}

function addSide(side: Side, code: string, amountFen: number, head: string, tail: string): void {
  if (side.code === code) side.sumFen += amountFen;
  else {
    keepSum(side);
    side.code = code;
    side.sumFen = amountFen;
  }
  side.member.text += head + side.label + amountFen + tail;
}
