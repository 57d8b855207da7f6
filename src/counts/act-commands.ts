/** The frame of every act on a count: who may, at which place, locked with its lines. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { checkSeen } from '../documents/advance.ts';
import { type Result, refuse } from '../kernel/result.ts';
import { type LoadedCount, lockCount } from './count-record.ts';

export interface Seen {
  key: string | null;
  number: string;
  /** Left out for findings: several people report into one count. */
  seenVersion?: number;
}

export interface CountAct extends Seen {
  act: string;
  permission: 'count.make' | 'count.approve';
  input: object;
}

/** Loads and locks the count, does `work`. Refuses strangers, other members' people, and stale pages. */
export function actOnCount<T>(
  services: CommandServices,
  actor: Actor,
  request: CountAct,
  work: (tx: Tx, loaded: LoadedCount, at: number) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  const { act, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockCount(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (permission === 'count.make' && !worksAt(actor, loaded.place)) {
      return refuse('count_not_here', { place: loaded.place.shortName });
    }
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    return work(tx, loaded, at);
  });
}
