/** The end of a hold: settled for what was really due, the rest given back; or voided, all of it given back. */
import type { Tx } from '../../db/database.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import * as sql from './account-statements.ts';
import { earlier, lockAccounts, type TransferHeader, write } from './transfer.ts';

export interface EndRequest extends TransferHeader {
  holdId: number;
  /** Unique for ever; the same key with the same end is the same act. */
  key: string;
}

export interface SettleRequest extends EndRequest {
  /** Fen that really move; at most what is held. Left out: all of it. */
  amountFen?: number;
}

interface HoldRow {
  id: number;
  debit_id: number;
  credit_id: number;
  amount_fen: number;
  kind: string;
}

async function end(
  tx: Tx,
  request: SettleRequest,
  kind: 'settle' | 'void',
): Promise<Result<{ id: number; givenBackFen: number }>> {
  if (request.occurredAt > request.postedAt) return refuse('occurs_in_future');
  const [held] = await tx.run<HoldRow>(sql.transferById, { id: request.holdId });
  if (held === undefined || held.kind !== 'hold') return refuse('hold_unknown');
  const amountFen = request.amountFen ?? held.amount_fen;
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) return refuse('amount_invalid', { amount: amountFen });
  if (amountFen > held.amount_fen) return refuse('amount_over_hold', { heldFen: held.amount_fen, askedFen: amountFen });
  const givenBackFen = kind === 'void' ? held.amount_fen : held.amount_fen - amountFen;
  const row = { debitId: held.debit_id, creditId: held.credit_id, amountFen, holdId: held.id, key: request.key };
  const before = await earlier(tx, kind, request.code, [row]);
  if (!before.ok) return before;
  const [first] = before.value ?? [];
  if (first !== undefined) return ok({ id: first, givenBackFen });
  const ended = await tx.run(sql.endOfHold, { id: held.id });
  if (ended.length > 0) return refuse('hold_ended');
  const accounts = await lockAccounts(tx, [held.debit_id, held.credit_id]);
  if (!accounts.ok) return accounts;
  const moved = kind === 'settle' ? amountFen : 0;
  const nothing = { debits: 0, credits: 0, held_debits: 0, held_credits: 0 };
  const changes = [
    { ...nothing, id: held.debit_id, debits: moved, held_debits: -held.amount_fen },
    { ...nothing, id: held.credit_id, credits: moved, held_credits: -held.amount_fen },
  ];
  const written = await write(tx, { ...request, kind, rows: [row], changes }, accounts.value);
  return written.ok ? ok({ id: written.value[0] ?? 0, givenBackFen }) : written;
}

/**
 * Ends a hold by moving what was due, up to what is held; what remains is free again and a later difference needs a
 * new hold. Refuses: an unknown hold, one that has ended, an amount that is no amount or exceeds the hold.
 */
export function settle(tx: Tx, request: SettleRequest): Promise<Result<{ id: number; givenBackFen: number }>> {
  return end(tx, request, 'settle');
}

/** Ends a hold and moves nothing. Refuses an unknown hold and one that has ended. */
export function voidHold(tx: Tx, request: EndRequest): Promise<Result<{ id: number; givenBackFen: number }>> {
  const { holdId, key, code, documentId, actorId, occurredAt, postedAt } = request;
  return end(tx, { holdId, key, code, documentId, actorId, occurredAt, postedAt }, 'void');
}
