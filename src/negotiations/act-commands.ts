/** The frame of every act on a negotiation: loads it, does the act, leads the document on, writes what was done. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type LoadedNegotiation, loadNegotiation } from './negotiation-record.ts';
import { NEGOTIATION_ACTS } from './rules.ts';

export interface ActRequest {
  /** Of the transition table. */
  act: keyof typeof NEGOTIATION_ACTS;
  /** Any of them. */
  permission: Permission | readonly Permission[];
  key: string | null;
  number: string;
  seenVersion?: number;
  input: object;
}

export interface ActDone<T> {
  value: T;
  /** Status it leads to; left out when it stays. */
  to?: string;
  note?: string;
  detail?: Record<string, unknown>;
  after?: unknown;
}

/** Runs one act. Refuses without the permission, stale pages, and what the table or `work` refuses. */
export function act<T>(
  services: CommandServices,
  actor: Actor,
  request: ActRequest,
  work: (tx: Tx, loaded: LoadedNegotiation, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act: name, permission, key, number, seenVersion, input } = request;
  const asked = { act: `negotiation.${name}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const any = [permission].flat();
    if (!any.some((one) => may(actor.roles, one))) return refuseWithout(...any);
    const loaded = await loadNegotiation(tx, number, dayOf(at), seenVersion);
    if (!loaded.ok) return loaded;
    const { document } = loaded.value;
    const done = await work(tx, loaded.value, at);
    if (!done.ok) return done;
    const { value, to = document.status, note, detail, after } = done.value;
    const told = { ...(note !== undefined && { note }), ...(detail !== undefined && { detail }) };
    const table = { act: name, to, transitions: NEGOTIATION_ACTS, actor, at, ...told };
    const moved = await advance(tx, document.id, table);
    if (!moved.ok) return moved;
    return ok({ value, subject: number, after: after ?? input });
  });
}
