/** The frame of every act on a repricing: loads it, does the act, leads the document on. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedRepricing, repricingByNumber } from './repricing-record.ts';
import { REPRICING_ACTS } from './rules.ts';

export interface ActRequest {
  /** Of the trail. */
  act: string;
  /** Of the transition table. */
  step: keyof typeof REPRICING_ACTS;
  to: string;
  permission: Permission;
  key: string | null;
  number: string;
  seenVersion?: number;
  input: object;
}

export interface ActDone<T> {
  value: T;
  note?: string;
  after?: unknown;
}

/** Runs one act. Refuses without the permission, stale pages, and what the table or `work` refuses. */
export function act<T>(
  services: CommandServices,
  actor: Actor,
  request: ActRequest,
  work: (tx: Tx, loaded: LoadedRepricing, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act: name, step, to, permission, key, number, seenVersion, input } = request;
  const asked = { act: name, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await repricingByNumber(tx, number);
    if (loaded === undefined) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const table = { act: step, to, transitions: REPRICING_ACTS, actor, at };
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { value, note, after } = done.value;
    const moved = await advance(tx, loaded.document.id, { ...table, ...(note !== undefined && { note }) });
    if (!moved.ok) return moved;
    return ok({ value, subject: number, after: after ?? input });
  });
}
