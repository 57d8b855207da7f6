/** What the accounts say: balances, the trial balance whose two columns must be equal, and entries page by page. */
import { asc } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { moneyAccount } from '../../db/schema/account.ts';
import { rowset, statement } from '../../db/statement.ts';
import * as sql from './account-statements.ts';

export interface TrialBalanceLine {
  id: number;
  code: string;
  kind: string;
  name: string;
  organisationId: number | null;
  /** Fen. */
  debitsFen: number;
  creditsFen: number;
  heldDebitsFen: number;
  heldCreditsFen: number;
}

export interface TrialBalance {
  lines: TrialBalanceLine[];
  debitsFen: number;
  creditsFen: number;
}

/** Every account with its totals, by code. */
export async function trialBalance(db: Db): Promise<TrialBalance> {
  const lines = await db
    .select({
      id: moneyAccount.id,
      code: moneyAccount.code,
      kind: moneyAccount.kind,
      name: moneyAccount.name,
      organisationId: moneyAccount.organisationId,
      debitsFen: moneyAccount.debitsPosted,
      creditsFen: moneyAccount.creditsPosted,
      heldDebitsFen: moneyAccount.debitsPending,
      heldCreditsFen: moneyAccount.creditsPending,
    })
    .from(moneyAccount)
    .orderBy(asc(moneyAccount.code));
  const total = (of: 'debitsFen' | 'creditsFen') => lines.reduce((sum, line) => sum + line[of], 0);
  return { lines, debitsFen: total('debitsFen'), creditsFen: total('creditsFen') };
}

export interface AccountBalance {
  id: number;
  code: string;
  kind: string;
  organisationId: number | null;
  /** Fen; posted, and pending beside it. */
  debitsFen: number;
  creditsFen: number;
  heldDebitsFen: number;
  heldCreditsFen: number;
  /** Posted debits less posted credits. */
  balanceFen: number;
}

const balancesByCode = statement(
  `select account.id, account.code, account.kind, account.organisation_id, account.debits_posted,
     account.credits_posted, account.debits_pending, account.credits_pending
   from ${rowset('codes', { code: 'text' })} as given join money_account as account on account.code = given.code`,
);

interface BalanceRow {
  id: number;
  code: string;
  kind: string;
  organisation_id: number | null;
  debits_posted: number;
  credits_posted: number;
  debits_pending: number;
  credits_pending: number;
}

/** Balances by account code; accounts that were never opened are absent. */
export async function balancesOf(db: Db, codes: readonly string[]): Promise<Map<string, AccountBalance>> {
  const asked = [...new Set(codes)].map((code) => ({ code }));
  const rows = await db.run<BalanceRow>(balancesByCode, { codes: asked });
  return new Map(
    rows.map((row) => {
      const { id, code, kind, organisation_id: organisationId } = row;
      const [debitsFen, creditsFen] = [row.debits_posted, row.credits_posted];
      const held = { heldDebitsFen: row.debits_pending, heldCreditsFen: row.credits_pending };
      const balanceFen = debitsFen - creditsFen;
      return [code, { id, code, kind, organisationId, debitsFen, creditsFen, ...held, balanceFen }];
    }),
  );
}

export interface EntriesAsked {
  accountId: number;
  /** Id of the last entry of the page before. */
  after?: number | undefined;
  limit: number;
  /** Business time, UTC ms: from, and before. */
  from?: number | undefined;
  until?: number | undefined;
  /** Only entries of this reason; the running balance is then left out. */
  code?: string | undefined;
  /** Only entries whose document has this organisation on its other side, 0 for none; likewise. */
  counterpartId?: number | undefined;
  /** Only what was posted on this side; likewise. */
  side?: 'debit' | 'credit' | undefined;
}

export interface AccountEntry {
  id: number;
  occurredAt: number;
  postedAt: number;
  code: string;
  actorId: number;
  documentId: number | null;
  /** The account on the other side. */
  otherCode: string;
  otherOrganisationId: number | null;
  /** Fen; one of the two is 0. */
  debitFen: number;
  creditFen: number;
  /** Debits less credits after this entry, in the order of posting. */
  balanceFen: number | null;
}

export interface EntriesPage {
  rows: AccountEntry[];
  /** What `after` is for the next page; undefined on the last. */
  next: number | undefined;
}

interface EntryRow {
  id: number;
  occurred_at: number;
  posted_at: number;
  code: string;
  actor_id: number;
  document_id: number | null;
  other_code: string;
  other_organisation_id: number | null;
  signed_fen: number;
}

const NO_END = Number.MAX_SAFE_INTEGER;

/**
 * What was posted on an account, newest first, page by key. The running balance starts from the totals kept with the
 * account and goes back, so that no history is summed. Holds are not posted and not listed.
 */
export async function accountEntries(db: Db, asked: EntriesAsked): Promise<EntriesPage> {
  const { accountId, after = NO_END, limit, from = 0, until = NO_END } = asked;
  const { code = null, counterpartId = null, side = null } = asked;
  const given = { accountId, after, from, until };
  const fetched = await db.run<EntryRow>(sql.entriesOf, { ...given, code, counterpartId, side, most: limit + 1 });
  let balance: number | null = null;
  if (code === null && counterpartId === null && side === null) {
    const [kept] = await db.run<{ balance: number }>(sql.balanceBefore, given);
    balance = Number(kept?.balance ?? 0);
  }
  const rows = fetched.slice(0, limit).map((row): AccountEntry => {
    const balanceFen = balance;
    if (balance !== null) balance -= row.signed_fen;
    return {
      id: row.id,
      occurredAt: row.occurred_at,
      postedAt: row.posted_at,
      code: row.code,
      actorId: row.actor_id,
      documentId: row.document_id,
      otherCode: row.other_code,
      otherOrganisationId: row.other_organisation_id,
      debitFen: Math.max(0, row.signed_fen),
      creditFen: Math.max(0, -row.signed_fen),
      balanceFen,
    };
  });
  return { rows, next: fetched.length > limit ? rows.at(-1)?.id : undefined };
}
