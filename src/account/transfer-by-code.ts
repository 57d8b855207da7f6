/** Transfers between accounts named by their codes: the short way for postings that happen all day. */
import type { Tx } from '../../db/database.ts';
import { ok, refuse, type SetResult } from '../kernel/result.ts';
import * as sql from './account-statements.ts';
import { type AccountRow, checkRequest, sumChanges, type TransferHeader, write } from './transfer.ts';

export interface CodedLine {
  /** Code of the account that is debited, and of the one that is credited. */
  debit: string;
  credit: string;
  /** Whole fen, more than zero. */
  amountFen: number;
  /** Unique for ever: these keys must be new. */
  key: string;
  documentId: number | null;
  /** Business time, UTC ms; never after `postedAt`. */
  occurredAt: number;
}

/**
 * Moves money at once, all lines or none. Refuses what `transfer` refuses, but answers a repeated key with a refusal:
 * the caller knows that its keys are new, and nothing is asked for them. `account_unknown` has touched nothing. The
 * refusal names the line, or the last when all of them together are too much.
 */
export async function transferByCode(
  tx: Tx,
  header: Omit<TransferHeader, 'documentId' | 'occurredAt'>,
  lines: readonly CodedLine[],
): Promise<SetResult<undefined>> {
  const last = lines.length - 1;
  const codes = [...new Set(lines.flatMap((line) => [line.debit, line.credit]))].map((code) => ({ code }));
  const rows = await tx.run<AccountRow>(sql.lockAccountsByCode, { codes });
  if (rows.length !== codes.length) return { ...refuse('account_unknown'), nth: last };
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  const named = lines.map(({ debit, credit, amountFen, key, documentId, occurredAt }) => {
    const pair = { debitId: ids.get(debit) ?? 0, creditId: ids.get(credit) ?? 0 };
    return { ...pair, amountFen, key, holdId: null, of: { documentId, occurredAt } };
  });
  const latest = lines.reduce((time, line) => Math.max(time, line.occurredAt), 0);
  const whole = { ...header, documentId: null, occurredAt: latest };
  const shape = checkRequest({ ...whole, lines: named });
  if (!shape.ok) return { ...shape, nth: last };
  const changes = sumChanges(named, false);
  const accounts = new Map(rows.map((row) => [row.id, row]));
  const written = await write(tx, { ...whole, kind: 'transfer', rows: named, changes }, accounts);
  return written.ok ? ok() : written;
}
