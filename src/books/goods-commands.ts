/**
 * The one door by which goods move: the ledger moves the boxes and the accounts move their value, in one transaction,
 * so that nobody's stock can change without the books knowing.
 */
import type { Tx } from '../../db/database.ts';
import { memberAccounts } from '../account/chart.ts';
import type { TransferHeader } from '../account/transfer.ts';
import { transferByCode } from '../account/transfer-by-code.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type Posted, type PostRequest, post } from '../ledger/post.ts';
import { type ReverseRequest, reverse } from '../ledger/reverse.ts';
import { entriesOf } from './goods-entries.ts';

export type { PostRequest } from '../ledger/post.ts';
export type { ReverseRequest } from '../ledger/reverse.ts';

export interface PostedGoods {
  movementId: number;
  /** What each line was worth, in fen, in their order. */
  amountsFen: number[];
}

interface Moving extends Omit<TransferHeader, 'code' | 'documentId'> {
  key: string;
}

/** Moves the value of what the ledger moved between the accounts of its owners. */
async function moveValue(tx: Tx, moving: Moving, posted: Posted): Promise<Result<PostedGoods>> {
  const { movementId, documentId, kind, moved } = posted;
  const done = ok({ movementId, amountsFen: moved.map((line) => line.amountFen) });
  const entries = entriesOf(moved);
  if (entries.length === 0) return done;
  const { key, actorId, occurredAt, postedAt } = moving;
  const header = { code: kind, documentId, actorId, occurredAt, postedAt };
  const lines = entries.map((entry) => ({ ...entry, key: `${key}:${entry.debit}<${entry.credit}` }));
  let written = await transferByCode(tx, header, lines);
  if (!written.ok && written.reason === 'account_unknown') {
    const owners = moved.flatMap(({ from, to }) => [from.ownerId, to.ownerId]).filter((id) => id !== null);
    await memberAccounts(tx, owners);
    written = await transferByCode(tx, header, lines);
  }
  return written.ok ? done : written;
}

/**
 * Posts goods in the ledger and their value in the books of the members that own the places: from member to member
 * at cost, from and to outside against what is due, own funds, costs, losses or price differences. Gives what each
 * line was worth. Refuses what the ledger refuses, and a day of a month that is closed (`period_closed`). A refusal
 * must undo the caller's transaction.
 */
export async function postGoods(tx: Tx, request: PostRequest): Promise<Result<PostedGoods>> {
  const posted = await post(tx, request);
  if (!posted.ok) return posted;
  const { key, actor, occurredAt, postedAt } = request;
  return moveValue(tx, { key, actorId: actor.userId, occurredAt, postedAt }, posted.value);
}

/** Takes a movement back, boxes and value, by a red one dated now. Refuses what the ledger's reversal refuses. */
export async function reverseGoods(tx: Tx, request: ReverseRequest): Promise<Result<PostedGoods>> {
  const reversed = await reverse(tx, request);
  if (!reversed.ok) return reversed;
  const { key, actor, at } = request;
  return moveValue(tx, { key, actorId: actor.userId, occurredAt: at, postedAt: at }, reversed.value);
}
