/** Transfers between accounts named by their codes: the short way for postings that happen all day. */
import type { Tx } from '../../db/database.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
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
}

/**
 * Moves money at once, all lines or none. Refuses what `transfer` refuses, but answers a repeated key with a refusal:
 * the caller knows that its keys are new, and nothing is asked for them. `account_unknown` has touched nothing.
 */
export async function transferByCode(
  tx: Tx,
  header: TransferHeader,
  lines: readonly CodedLine[],
): Promise<Result<undefined>> {
  const codes = [...new Set(lines.flatMap((line) => [line.debit, line.credit]))].map((code) => ({ code }));
  const rows = await tx.run<AccountRow>(sql.lockAccountsByCode, { codes });
  if (rows.length !== codes.length) return refuse('account_unknown');
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  const named = lines.map(({ debit, credit, amountFen, key }) => {
    return { debitId: ids.get(debit) ?? 0, creditId: ids.get(credit) ?? 0, amountFen, key, holdId: null };
  });
  const shape = checkRequest({ ...header, lines: named });
  if (!shape.ok) return shape;
  const changes = sumChanges(named, false);
  const accounts = new Map(rows.map((row) => [row.id, row]));
  const written = await write(tx, { ...header, kind: 'transfer', rows: named, changes }, accounts);
  return written.ok ? ok() : written;
}
