/**
 * The one door by which goods move: the ledger moves the boxes and the accounts move their value, in one transaction,
 * so that nobody's stock can change without the books knowing.
 */
import type { Tx } from '../../db/database.ts';
import { memberAccounts } from '../account/chart.ts';
import { transferByCode } from '../account/transfer-by-code.ts';
import { ok, onlyOne, type Result, type SetResult } from '../kernel/result.ts';
import { type Posted, type PostHeader, type PostPaper, type PostRequest, postAll } from '../ledger/post.ts';
import { type ReverseRequest, reverse } from '../ledger/reverse.ts';
import { entriesOf } from './goods-entries.ts';

export type { PostHeader, PostPaper, PostRequest } from '../ledger/post.ts';
export type { ReverseRequest } from '../ledger/reverse.ts';

export interface PostedGoods {
  movementId: number;
  /** What each line was worth, in fen, in their order. */
  amountsFen: number[];
}

/** Moves the value of what the ledger moved between the accounts of its owners. */
async function moveValue(
  tx: Tx,
  by: { actorId: number; postedAt: number },
  posted: readonly Posted[],
): Promise<SetResult<PostedGoods[]>> {
  const done = ok(
    posted.map(({ movementId, moved }) => ({ movementId, amountsFen: moved.map((line) => line.amountFen) })),
  );
  const lines = posted.flatMap(({ key, documentId, occurredAt, moved }, nth) =>
    entriesOf(moved).map((entry) => {
      return { ...entry, nth, documentId, occurredAt, key: `${key}:${entry.debit}<${entry.credit}` };
    }),
  );
  const [first] = posted;
  if (first === undefined || lines.length === 0) return done;
  const header = { ...by, code: first.kind };
  let written = await transferByCode(tx, header, lines);
  if (!written.ok && written.reason === 'account_unknown') {
    const moved = posted.flatMap((one) => one.moved);
    const owners = moved.flatMap(({ from, to }) => [from.ownerId, to.ownerId]).filter((id) => id !== null);
    await memberAccounts(tx, owners);
    written = await transferByCode(tx, header, lines);
  }
  return written.ok ? done : { ...written, nth: lines[written.nth]?.nth ?? 0 };
}

/**
 * Posts goods in the ledger and their value in the books of the members that own the places: from member to member
 * at cost, from and to outside against what is due, own funds, costs, losses or price differences. Several movements
 * of one kind at once, all or none. Gives what each line was worth. Refuses what the ledger refuses, and a day of a
 * month that is closed (`period_closed`), saying which of them it is about. A refusal must undo the caller's
 * transaction.
 */
export async function postAllGoods(
  tx: Tx,
  header: PostHeader,
  papers: readonly PostPaper[],
): Promise<SetResult<PostedGoods[]>> {
  const posted = await postAll(tx, header, papers);
  if (!posted.ok) return posted;
  const { actor, postedAt } = header;
  return moveValue(tx, { actorId: actor.userId, postedAt }, posted.value);
}

/** The same of one movement. */
export async function postGoods(tx: Tx, request: PostRequest): Promise<Result<PostedGoods>> {
  return onlyOne(await postAllGoods(tx, request, [request]));
}

/** Takes a movement back, boxes and value, by a red one dated now. Refuses what the ledger's reversal refuses. */
export async function reverseGoods(tx: Tx, request: ReverseRequest): Promise<Result<PostedGoods>> {
  const reversed = await reverse(tx, request);
  if (!reversed.ok) return reversed;
  const { actor, at } = request;
  return onlyOne(await moveValue(tx, { actorId: actor.userId, postedAt: at }, [reversed.value]));
}
