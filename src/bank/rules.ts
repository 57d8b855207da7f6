/** What a line of the bank may mean, which way its money must go, and what looks like what. Pure. */

export const MEANINGS = [
  'payment',
  'failed_payment',
  'grant',
  'remittance',
  'fund',
  'interest',
  'fee',
  'set_aside',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** In is money that came to the account; a line set aside may be either. */
export const DIRECTIONS: Record<Meaning, 'in' | 'out' | 'either'> = {
  payment: 'out',
  failed_payment: 'in',
  grant: 'in',
  remittance: 'in',
  fund: 'out',
  interest: 'in',
  fee: 'out',
  set_aside: 'either',
};

/** No other paper speaks for these: whoever imported the statement may not decide them alone. */
export const WITNESSED: readonly Meaning[] = ['fee', 'set_aside'];

export interface Decider {
  /** May import statements and say what lines mean. */
  accounts: boolean;
  /** May stand by as the second person. */
  witnesses: boolean;
  /** Imported the statement of the line. */
  imported: boolean;
}

/** Whether the person may give a line this meaning: fees and what is set aside need another than the importer. */
export function mayDecide(meaning: Meaning, person: Decider): boolean {
  if (!WITNESSED.includes(meaning)) return person.accounts;
  return (person.accounts || person.witnesses) && !person.imported;
}

export function fitsDirection(meaning: Meaning, amountFen: number): boolean {
  const way = DIRECTIONS[meaning];
  return way === 'either' || (way === 'in') === amountFen > 0;
}

export interface LineFacts {
  amountFen: number;
  counterName: string;
  counterAccount: string;
  memo: string;
}

export interface Candidate {
  id: number;
  number: string;
  accountName: string;
  accountNumber: string;
  amountFen: number;
}

/** Why a payment is proposed, the strongest first. */
export type Likeness = 'number' | 'account' | 'name';

const digits = (text: string) => text.replace(/\D/g, '');

/** How a line is like a payment of the same amount: it names the run, the account or the holder. */
export function likeness(line: LineFacts, one: Candidate): Likeness | undefined {
  if (Math.abs(line.amountFen) !== one.amountFen) return undefined;
  if (line.memo.toUpperCase().includes(one.number)) return 'number';
  const account = digits(one.accountNumber);
  if (account !== '' && digits(line.counterAccount) === account) return 'account';
  return line.counterName !== '' && line.counterName === one.accountName ? 'name' : undefined;
}

export interface Proposal {
  meaning: Meaning;
  paymentId: number | null;
  because: Likeness | 'words' | 'member';
  organisationCode: string | null;
}

const WORDS: [meaning: Meaning, pattern: RegExp][] = [
  ['interest', /利息|结息/],
  ['fee', /手续费|工本费|汇费|账户管理费|短信费/],
  ['grant', /财政|国库|拨款|补助/],
  ['fund', /周转金/],
];

const ORDER: Likeness[] = ['number', 'account', 'name'];

function bestOf(line: LineFacts, candidates: readonly Candidate[], taken: ReadonlySet<number>) {
  for (const because of ORDER) {
    const found = candidates.find((one) => !taken.has(one.id) && likeness(line, one) === because);
    if (found !== undefined) return { paymentId: found.id, because };
  }
  return undefined;
}

/** What the matching asks: payments on their way, payments made, members by their whole names. */
export interface Known {
  sent: readonly Candidate[];
  made: readonly Candidate[];
  members: ReadonlyMap<string, string>;
}

/**
 * What each line probably means; undefined where nothing speaks for anything. A payment is proposed once. Nothing is
 * posted by it: a person confirms.
 */
export function proposeMeanings(lines: readonly LineFacts[], known: Known): (Proposal | undefined)[] {
  const taken = new Set<number>();
  return lines.map((line): Proposal | undefined => {
    const out = line.amountFen < 0;
    const found = bestOf(line, out ? known.sent : known.made, taken);
    if (found !== undefined) {
      taken.add(found.paymentId);
      return { ...found, meaning: out ? 'payment' : 'failed_payment', organisationCode: null };
    }
    const text = `${line.memo} ${line.counterName}`;
    const word = WORDS.find(([meaning, pattern]) => fitsDirection(meaning, line.amountFen) && pattern.test(text));
    if (word !== undefined) return { meaning: word[0], paymentId: null, because: 'words', organisationCode: null };
    const member = out ? undefined : known.members.get(line.counterName);
    if (member === undefined) return undefined;
    return { meaning: 'remittance', paymentId: null, because: 'member', organisationCode: member };
  });
}
