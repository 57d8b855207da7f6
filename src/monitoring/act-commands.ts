/** The frame of every act on a monthly return: who may, locked, from which status to which. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedReturn, lockReturn } from './record-queries.ts';
import { RETURN_ACTS, type ReturnState } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface ReturnAct extends Seen {
  /** Of the trail. */
  act: string;
  step: keyof typeof RETURN_ACTS;
  to: ReturnState;
  permission: 'monitoring.prepare' | 'monitoring.approve';
  input: object;
}

export interface ActDone<T> {
  value: T;
  after?: unknown;
}

/** Runs one act. Refuses without the permission, returns out of reach, stale pages, and what `work` refuses. */
export function actOnReturn<T>(
  services: CommandServices,
  actor: Actor,
  request: ReturnAct,
  work: (tx: Tx, loaded: LoadedReturn, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act, step, to, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockReturn(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id } = loaded.document;
    const led = await advance(tx, id, { act: step, to, transitions: RETURN_ACTS, actor, at, ...noteOf(input) });
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
