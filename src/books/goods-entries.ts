/** Which entries a movement of goods makes in members' books: value goes where the ownership goes. Pure. */
import { type MemberPrefix, memberCode } from '../account/chart.ts';
import type { Moved } from '../ledger/post.ts';

export interface GoodsEntry {
  /** Codes of the accounts. */
  debit: string;
  credit: string;
  /** Fen. */
  amountFen: number;
}

/** Against which account of the member stock comes from a place outside, and goes to it. */
const CONTRA: Readonly<Record<string, MemberPrefix>> = {
  supplier: 'DUE',
  opening: 'OPEN',
  consumed: 'COST',
  loss: 'LOSS',
  count_difference: 'LOSS',
  repricing: 'PRICE',
};

function contraOf(kind: string): MemberPrefix {
  const prefix = CONTRA[kind];
  if (prefix === undefined) throw new Error(`no account stands for a place of kind ${kind}`);
  return prefix;
}

function entriesOfLine({ from, to, amountFen }: Moved): GoodsEntry[] {
  const [giver, receiver] = [from.ownerId, to.ownerId];
  if (amountFen === 0 || giver === receiver) return [];
  const entries: GoodsEntry[] = [];
  const code = (prefix: MemberPrefix, owner: number) => memberCode(prefix, owner);
  if (giver !== null) {
    const debit = code(receiver === null ? contraOf(to.kind) : 'DUE', giver);
    entries.push({ debit, credit: code('STOCK', giver), amountFen });
  }
  if (receiver !== null) {
    const credit = code(giver === null ? contraOf(from.kind) : 'DUE', receiver);
    entries.push({ debit: code('STOCK', receiver), credit, amountFen });
  }
  return entries;
}

/** The entries of all lines together, one for each pair of accounts. Stock that keeps its owner makes none. */
export function entriesOf(moved: readonly Moved[]): GoodsEntry[] {
  const sums = new Map<string, GoodsEntry>();
  for (const entry of moved.flatMap(entriesOfLine)) {
    const pair = `${entry.debit}<${entry.credit}`;
    const sum = sums.get(pair);
    if (sum === undefined) sums.set(pair, entry);
    else sum.amountFen += entry.amountFen;
  }
  return [...sums.values()];
}
