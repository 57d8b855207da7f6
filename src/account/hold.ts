/** The end of a hold: settled for what was really due, the rest given back; or voided, all of it given back. */
import type { Tx } from '../../db/database.ts';
import { alone, ok, type Result, refuse } from '../kernel/result.ts';
import * as sql from './account-statements.ts';
import {
  addRows,
  changeTotals,
  earlier,
  lockAccounts,
  type Row,
  sumChanges,
  type TransferHeader,
  write,
} from './transfer.ts';

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
  return written.ok ? ok({ id: written.value[0] ?? 0, givenBackFen }) : alone(written);
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

export interface PartEnd {
  holdId: number;
  /** Fen that really move of it, 0 to all of it. */
  amountFen: number;
  /** Key of the settlement; unique for ever. */
  key: string;
  /** Key of the hold that keeps the rest. */
  restKey: string;
}

async function checkEnds(tx: Tx, ends: readonly PartEnd[]): Promise<Result<Map<number, HoldRow>>> {
  const ids = ends.map(({ holdId }) => ({ id: holdId }));
  if (new Set(ends.map((one) => one.holdId)).size !== ends.length) return refuse('hold_ended');
  const holds = new Map((await tx.run<HoldRow>(sql.transfersById, { ids })).map((row) => [row.id, row]));
  for (const { holdId, amountFen } of ends) {
    const held = holds.get(holdId);
    if (held === undefined || held.kind !== 'hold') return refuse('hold_unknown');
    if (!Number.isSafeInteger(amountFen) || amountFen < 0) return refuse('amount_invalid', { amount: amountFen });
    if (amountFen > held.amount_fen) {
      return refuse('amount_over_hold', { heldFen: held.amount_fen, askedFen: amountFen });
    }
  }
  return ok(holds);
}

function partsOf(ends: readonly PartEnd[], holds: ReadonlyMap<number, HoldRow>) {
  return ends
    .filter((one) => one.amountFen > 0)
    .map(({ holdId, amountFen, key, restKey }) => {
      const { debit_id: debitId = 0, credit_id: creditId = 0, amount_fen: heldFen = 0 } = holds.get(holdId) ?? {};
      const pair = { debitId, creditId };
      const settled = { ...pair, amountFen, holdId, key };
      return { holdId, settled, rest: { ...pair, amountFen: heldFen - amountFen, holdId: null, key: restKey } };
    });
}

/**
 * Settles a part of each hold and holds the rest again, all or none; a part of 0 moves nothing and leaves its hold as
 * it is. Gives, in the order of the ends, the hold that now keeps the rest; null where nothing is left. Repeated keys
 * give the first answer. Refuses: an unknown hold, one that has ended or is named twice, an amount that is no amount
 * or exceeds its hold, a key that stood for something else, a closed month.
 */
export async function settleMany(
  tx: Tx,
  header: TransferHeader,
  ends: readonly PartEnd[],
): Promise<Result<{ restHoldId: number | null }[]>> {
  if (header.occurredAt > header.postedAt) return refuse('occurs_in_future');
  if (ends.length === 0) return ok([]);
  const holds = await checkEnds(tx, ends);
  if (!holds.ok) return holds;
  const parts = partsOf(ends, holds.value);
  const settled = parts.map((part) => part.settled);
  const rests = parts.flatMap(({ rest }) => (rest.amountFen > 0 ? [rest] : []));
  const restIds = parts.length === 0 ? ok<number[]>([]) : await settleParts(tx, header, settled, rests);
  if (!restIds.ok) return restIds;
  const byKey = new Map(rests.map((rest, index) => [rest.key, restIds.value[index] ?? 0]));
  return ok(
    ends.map(({ holdId, amountFen, restKey }) => {
      return { restHoldId: amountFen === 0 ? holdId : (byKey.get(restKey) ?? null) };
    }),
  );
}

/** Writes settlements and the holds of what is left; gives the ids of these. */
async function settleParts(
  tx: Tx,
  header: TransferHeader,
  settled: readonly (Row & { holdId: number })[],
  rests: readonly Row[],
): Promise<Result<number[]>> {
  const before = await earlier(tx, 'settle', header.code, settled);
  if (!before.ok) return before;
  if (before.value !== undefined) {
    const known = rests.length === 0 ? ok<number[]>([]) : await earlier(tx, 'hold', header.code, rests);
    return known.ok ? ok(known.value ?? []) : known;
  }
  const ended = await tx.run(sql.endsOfHolds, { ids: settled.map(({ holdId }) => ({ id: holdId })) });
  if (ended.length > 0) return refuse('hold_ended');
  const named = settled.flatMap(({ debitId, creditId }) => [debitId, creditId]);
  const accounts = await lockAccounts(tx, named);
  if (!accounts.ok) return accounts;
  // What stays held is not given back and taken again: the totals change by what moves
  const moved = sumChanges(settled, false).map((change) => {
    return { ...change, held_debits: -change.debits, held_credits: -change.credits };
  });
  const changed = await changeTotals(tx, moved, accounts.value);
  if (!changed.ok) return changed;
  const written = await addRows(tx, { ...header, kind: 'settle', rows: settled });
  if (!written.ok) return alone(written);
  if (rests.length === 0) return ok([]);
  const kept = await addRows(tx, { ...header, kind: 'hold', rows: rests });
  return kept.ok ? kept : alone(kept);
}
