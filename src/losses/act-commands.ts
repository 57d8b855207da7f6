/** The frame of every act on a paper of losses: who may, at which place, locked, from which status to which. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedLoss, lockLoss } from './loss-record.ts';
import { LOSS_ACTS } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface LossAct extends Seen {
  /** Of the trail. */
  act: string;
  step: keyof typeof LOSS_ACTS;
  to: string;
  permission: 'loss.report' | 'loss.approve';
  input: object;
}

export interface ActDone<T> {
  value: T;
  note?: string;
  after?: unknown;
}

/** Runs one act. Refuses without the permission, other members' people, stale pages, and what `work` refuses. */
export function actOnLoss<T>(
  services: CommandServices,
  actor: Actor,
  request: LossAct,
  work: (tx: Tx, loaded: LoadedLoss, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act, step, to, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockLoss(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (permission === 'loss.report' && !worksAt(actor, loaded.place)) {
      return refuse('loss_not_here', { place: loaded.place.shortName });
    }
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    // The status first: that a colleague was quicker explains more than what is missing now
    const { id } = loaded.document;
    const led = await advance(tx, id, { act: step, to, transitions: LOSS_ACTS, actor, at, ...noteOf(input) });
    if (!led.ok) return led;
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    return ok({ value: done.value.value, subject: number, after: done.value.after ?? input });
  });
}

/** What was given as the reason of the act stands in the timeline. */
function noteOf(input: object): { note?: string } {
  return 'why' in input && typeof input.why === 'string' ? { note: input.why } : {};
}
