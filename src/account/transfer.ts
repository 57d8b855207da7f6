/** The door of the money ledger: money goes from one account to another, at once or first as a hold. */
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../kernel/clock.ts';
import { alone, ok, type Refusal, type Result, refuse, type SetResult } from '../kernel/result.ts';
import * as sql from './account-statements.ts';

export interface TransferLine {
  /** The account that is debited: where the money goes to. */
  debitId: number;
  /** The account that is credited: where it comes from. */
  creditId: number;
  /** Whole fen, more than zero. */
  amountFen: number;
  /** Unique for ever; the same key with the same line is the same transfer. */
  key: string;
}

export interface TransferHeader {
  /** Why the money moves, such as `acceptance` or `payment`. */
  code: string;
  documentId: number | null;
  actorId: number;
  /** Business time, UTC ms; never after `postedAt`. */
  occurredAt: number;
  postedAt: number;
}

export interface TransferRequest extends TransferHeader {
  lines: TransferLine[];
}

export type Kind = 'transfer' | 'hold' | 'settle' | 'void';

/** Totals and amounts stay exact numbers on both engines. */
const TOTAL_MAX = Number.MAX_SAFE_INTEGER;
const AMOUNT_MAX = 1_000_000_000_000_000;

export interface AccountRow {
  id: number;
  code: string;
  normal: 'debit' | 'credit' | 'free';
  debits_posted: number;
  credits_posted: number;
  debits_pending: number;
  credits_pending: number;
}

export interface Change {
  id: number;
  debits: number;
  credits: number;
  held_debits: number;
  held_credits: number;
}

export interface Row extends TransferLine {
  holdId: number | null;
  /** Of one act among several that are written at once; left out, the header's. */
  of?: { documentId: number | null; occurredAt: number };
}

interface KnownRow {
  id: number;
  debit_id: number;
  credit_id: number;
  amount_fen: number;
  kind: Kind;
  hold_id: number | null;
  code: string;
  key: string;
}

/** Refuses no lines, an amount that is no whole positive fen, an account to itself, one key twice, a time to come. */
export function checkRequest(request: TransferRequest): Result<undefined> {
  if (request.lines.length === 0) return refuse('nothing_to_transfer');
  for (const line of request.lines) {
    const whole = Number.isSafeInteger(line.amountFen) && line.amountFen > 0 && line.amountFen <= AMOUNT_MAX;
    if (!whole) return refuse('amount_invalid', { amount: line.amountFen });
    if (line.debitId === line.creditId) return refuse('same_account');
  }
  if (new Set(request.lines.map((line) => line.key)).size !== request.lines.length) return refuse('key_reused');
  return request.occurredAt > request.postedAt ? refuse('occurs_in_future') : ok();
}

/**
 * The ids of an earlier posting of the same keys; undefined when none of them is known. Refuses keys that stand for
 * another amount, another pair of accounts or another act.
 */
export async function earlier(
  tx: Tx,
  kind: Kind,
  code: string,
  rows: readonly Row[],
): Promise<Result<number[] | undefined>> {
  const keys = rows.map(({ key }) => ({ key }));
  const known = new Map((await tx.run<KnownRow>(sql.transfersByKey, { keys })).map((row) => [row.key, row]));
  if (known.size === 0) return ok(undefined);
  const ids: number[] = [];
  for (const row of rows) {
    const was = known.get(row.key);
    const sides = was?.debit_id === row.debitId && was.credit_id === row.creditId;
    const same = sides && was.amount_fen === row.amountFen && was.kind === kind && was.hold_id === row.holdId;
    if (was === undefined || !same || was.code !== code) return refuse('key_reused');
    ids.push(was.id);
  }
  return ok(ids);
}

/** What the lines change on each account, the amounts in fen; `held` when they only set aside. */
export function sumChanges(lines: readonly TransferLine[], held: boolean): Change[] {
  const sums = new Map<number, Change>();
  const of = (id: number): Change => {
    const change = sums.get(id) ?? { id, debits: 0, credits: 0, held_debits: 0, held_credits: 0 };
    sums.set(id, change);
    return change;
  };
  for (const { debitId, creditId, amountFen } of lines) {
    of(debitId)[held ? 'held_debits' : 'debits'] += amountFen;
    of(creditId)[held ? 'held_credits' : 'credits'] += amountFen;
  }
  return [...sums.values()].sort((a, b) => a.id - b.id);
}

/** Which account lacks how much, said with its code and the numbers; amounts in fen. */
function refuseShort(account: AccountRow | undefined, change: Change): Refusal {
  if (account === undefined) return refuse('account_unknown');
  const spends = { debit: change.credits + change.held_credits, credit: change.debits + change.held_debits, free: 0 };
  const posted = account.debits_posted - account.credits_posted;
  const left = { debit: posted - account.credits_pending, credit: -posted - account.debits_pending, free: 0 };
  const side = account.normal;
  if (spends[side] <= left[side]) return refuse('total_too_large', { account: account.code });
  return refuse('insufficient_funds', { account: account.code, availableFen: left[side], askedFen: spends[side] });
}

/** Locks the accounts; refuses when one of them does not exist. Give them all before anything is read of them. */
export async function lockAccounts(tx: Tx, ids: readonly number[]): Promise<Result<Map<number, AccountRow>>> {
  const distinct = [...new Set(ids)];
  const rows = await tx.run<AccountRow>(sql.accountsOf, { ids: distinct.map((id) => ({ id })) });
  if (rows.length !== distinct.length) return refuse('account_unknown');
  return ok(new Map(rows.map((row) => [row.id, row])));
}

/** Changes totals where the sides still hold; refuses with the first that would not. */
export async function changeTotals(
  tx: Tx,
  changes: readonly Change[],
  accounts: ReadonlyMap<number, AccountRow>,
): Promise<Result<undefined>> {
  const given = { changes, most: TOTAL_MAX };
  const changed = new Set((await tx.run<{ id: number }>(sql.changeTotals, given)).map((row) => row.id));
  const short = changes.find((change) => !changed.has(change.id));
  return short === undefined ? ok() : refuseShort(accounts.get(short.id), short);
}

/** Why a row was not written: its month is closed, or its key is taken. */
async function refuseUnwritten(tx: Tx, day: string): Promise<Refusal> {
  const [closed] = await tx.run<{ month: string; ends_on: string }>(sql.lastClosedMonth, {});
  if (closed !== undefined && day <= closed.ends_on) return refuse('month_closed', { month: closed.month, day });
  return refuse('key_reused');
}

/**
 * Writes the rows and gives their ids in the order given. Refuses a closed month and a key that is taken: the refusal
 * names the row.
 */
export async function addRows(
  tx: Tx,
  request: TransferHeader & { kind: Kind; rows: readonly Row[] },
): Promise<SetResult<number[]>> {
  const { kind, rows, code, actorId, postedAt } = request;
  const lines = rows.map((row, position) => {
    const { documentId, occurredAt } = row.of ?? request;
    return {
      position,
      debit_id: row.debitId,
      credit_id: row.creditId,
      amount: row.amountFen,
      hold_id: row.holdId,
      document_id: documentId,
      occurred_at: occurredAt,
      day: dayOf(occurredAt),
      key: row.key,
    };
  });
  const header = { kind, code, actorId, postedAt };
  const written = await tx.run<{ id: number; key: string }>(sql.addTransfers, { ...header, lines });
  const ids = new Map(written.map((row) => [row.key, row.id]));
  if (written.length !== rows.length) {
    const nth = Math.max(
      0,
      lines.findIndex((line) => !ids.has(line.key)),
    );
    return { ...(await refuseUnwritten(tx, lines[nth]?.day ?? '')), nth };
  }
  return ok(rows.map((row) => ids.get(row.key) ?? 0));
}

/** Changes the totals and writes the rows; the guarded statement decides whether there was enough. */
export async function write(
  tx: Tx,
  request: TransferHeader & { kind: Kind; rows: readonly Row[]; changes: readonly Change[] },
  accounts: ReadonlyMap<number, AccountRow>,
): Promise<SetResult<number[]>> {
  const changed = await changeTotals(tx, request.changes, accounts);
  // Of rows that together are too much the last is
  return changed.ok ? addRows(tx, request) : { ...changed, nth: request.rows.length - 1 };
}

async function begin(tx: Tx, request: TransferRequest, kind: 'transfer' | 'hold'): Promise<Result<{ ids: number[] }>> {
  const shape = checkRequest(request);
  if (!shape.ok) return shape;
  const rows = request.lines.map((line) => ({ ...line, holdId: null }));
  const accounts = await lockAccounts(
    tx,
    request.lines.flatMap((line) => [line.debitId, line.creditId]),
  );
  if (!accounts.ok) return accounts;
  const before = await earlier(tx, kind, request.code, rows);
  if (!before.ok) return before;
  if (before.value !== undefined) return ok({ ids: before.value });
  const changes = sumChanges(request.lines, kind === 'hold');
  const written = await write(tx, { ...request, kind, rows, changes }, accounts.value);
  return written.ok ? ok({ ids: written.value }) : alone(written);
}

/**
 * Moves money at once; all lines or none. Gives the ids of the transfers in the order of the lines; repeated keys
 * give the first ids and move nothing. Refuses: no lines, an amount that is not whole fen above zero, one account on
 * both sides, a future time, an unknown account, more than an account has, a key that stood for something else.
 * A refusal must undo the caller's transaction: totals may have been touched.
 */
export function transfer(tx: Tx, request: TransferRequest): Promise<Result<{ ids: number[] }>> {
  return begin(tx, request, 'transfer');
}

/**
 * Sets money aside, to be settled or voided: out of reach of all others, not yet moved. Refuses what `transfer` does.
 */
export function hold(tx: Tx, request: TransferRequest): Promise<Result<{ ids: number[] }>> {
  return begin(tx, request, 'hold');
}
