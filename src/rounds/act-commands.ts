/** The frame of every act on a round: who may, whose round it is, the page that was seen, and its timeline. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedRound, lockRound } from './round-record.ts';
import { type RoundState, roundTransitions } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  /** Left out by acts that colleagues may do side by side, such as stops. */
  seenVersion?: number;
}

interface RoundAct extends Seen {
  act: string;
  permission: Permission;
  input: object;
}

interface Done<T> {
  value: T;
  /** The act of the timeline and where it leads; the note is for people, the detail for the page. */
  step: { act: keyof typeof roundTransitions; to: RoundState; note?: string; detail?: Record<string, unknown> };
  after?: unknown;
}

/** A round is planned where it leaves from, and driven by its driver or by colleagues of that house. */
export function reaches(actor: Actor, loaded: LoadedRound, permission: Permission): boolean {
  if (permission === 'round.drive' && loaded.round.driverId === actor.userId) return true;
  return may(actor.roles, 'round.plan') && worksAt(actor, loaded.house);
}

/** Runs one act on a round. Refuses other houses, other drivers, stale pages and acts that its state does not allow. */
export function actOnRound<T>(
  services: CommandServices,
  actor: Actor,
  request: RoundAct,
  work: (tx: Tx, loaded: LoadedRound, at: number) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  const { act, permission, key, number, seenVersion, input } = request;
  return command(services, actor, { act, key, input: { number, ...input }, subject: number }, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockRound(tx, number);
    if (loaded === undefined || !loaded.house.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!reaches(actor, loaded, permission)) return refuse('round_not_here', { house: loaded.house.shortName });
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { value, step, after } = done.value;
    const moved = await advance(tx, loaded.document.id, {
      ...step,
      transitions: roundTransitions,
      actor,
      at,
      locked: loaded.document,
    });
    return moved.ok ? ok({ value, subject: number, ...(after !== undefined && { after }) }) : moved;
  });
}
