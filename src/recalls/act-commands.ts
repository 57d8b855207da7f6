/** The frame of every act on a recall: who may, locked, from which status to which, with its reason in the timeline. */
import type { Tx } from '../../db/database.ts';
import { lockTable, statement, writersOverlap } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lockRecall, type RecallHead } from './record-queries.ts';
import { RECALL_ACTS, type RecallState } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface RecallAct extends Seen {
  /** Of the trail. */
  act: string;
  /** Which step of the table it is, as the recall stands. */
  step: (head: RecallHead) => keyof typeof RECALL_ACTS;
  to: (head: RecallHead) => RecallState;
  input: object;
  note?: string;
}

export interface ActDone<T> {
  value: T;
  after?: unknown;
}

/** Receipts that are being posted end before lots are frozen, and none begins meanwhile. */
const holdReceipts = statement(lockTable('recall_lot', 'exclusive'));
const letFreezingsEnd = statement(lockTable('recall_lot', 'row share'));

/** Before lots are frozen: no lot comes in unseen while it happens. */
export async function freezeAlone(tx: Tx): Promise<void> {
  if (writersOverlap) await tx.run(holdReceipts, {});
}

/** Before lots come in: what is being frozen just now is known afterwards. */
export async function afterFreezings(tx: Tx): Promise<void> {
  if (writersOverlap) await tx.run(letFreezingsEnd, {});
}

/** Runs one act of those who manage recalls. Refuses without the permission, stale pages, and what `work` refuses. */
export function actOnRecall<T>(
  services: CommandServices,
  actor: Actor,
  request: RecallAct,
  work: (tx: Tx, head: RecallHead, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act, step, to, key, number, seenVersion, input, note } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'recall.manage')) return refuseWithout('recall.manage');
    const head = await lockRecall(tx, number);
    if (head === undefined) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, head.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const move = { act: step(head), to: to(head), transitions: RECALL_ACTS, actor, at, ...(note && { note }) };
    const led = await advance(tx, head.document.id, move);
    if (!led.ok) return led;
    const done = await work(tx, head, at);
    if (!done.ok) return done;
    return ok({ value: done.value.value, subject: number, after: done.value.after ?? input });
  });
}
