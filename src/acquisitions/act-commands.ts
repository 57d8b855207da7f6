/** The frame of every act on an application: who may, for which member, locked, from which status to which. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedAcquisition, lockAcquisition } from './acquisition-queries.ts';
import { ACQUISITION_ACTS, type AcquisitionState } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

interface Act extends Seen {
  step: keyof typeof ACQUISITION_ACTS;
  to: AcquisitionState;
  permission: 'acquisition.apply' | 'acquisition.approve';
  input: object;
  /** What the timeline says of it. */
  note?: string | null;
}

/** A member applies for itself; the asset office writes for any. */
export function appliesFor(
  person: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>,
  place: { id: number; path: string },
) {
  return may(person.roles, 'acquisition.apply') && (may(person.roles, 'asset.edit') || worksAt(person, place));
}

/** Runs one act. Refuses without the permission, members out of reach, stale pages, and what `work` refuses. */
export function actOnAcquisition<T>(
  services: CommandServices,
  actor: Actor,
  request: Act,
  work: (tx: Tx, loaded: LoadedAcquisition, at: number) => Promise<Result<T>>,
): Promise<Answer<T>> {
  const { step, to, permission, key, number, seenVersion, input, note } = request;
  const asked = { act: `acquisition.${step}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockAcquisition(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    if (permission === 'acquisition.apply' && !appliesFor(actor, loaded.place)) {
      return refuse('acquisition_not_here', { place: loaded.place.shortName });
    }
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    // The status first: that a colleague was quicker explains more than what is missing now
    const { id } = loaded.document;
    const led = await advance(tx, id, { act: step, to, transitions: ACQUISITION_ACTS, actor, at, note: note ?? null });
    if (!led.ok) return led;
    const done = await work(tx, loaded, at);
    return done.ok ? ok({ value: done.value, subject: number, after: input }) : done;
  });
}
