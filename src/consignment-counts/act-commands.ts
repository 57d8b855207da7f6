/** The frame of every act on a count of a shelf, and the acts that move it as a whole but for its closing. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lockShelfCount, type ShelfCount } from './count-record.ts';
import { SHELF_COUNT_ACTS } from './rules.ts';

export interface Given {
  key: string | null;
  number: string;
  /** Left out for scans: several people report into one count. */
  seenVersion?: number;
}

interface ShelfCountAct extends Given {
  act: string;
  input: object;
  /** Who closes may belong to another member, and approve counts instead of keeping the shelf. */
  closes?: boolean;
}

/** Locks the count and does `work`. Refuses people who may not, strangers, and stale pages. */
export function actOnShelfCount<T>(
  services: CommandServices,
  actor: Actor,
  request: ShelfCountAct,
  work: (tx: Tx, loaded: ShelfCount, at: number) => Promise<Result<Omit<Done<T>, 'subject'>>>,
): Promise<Answer<T>> {
  const { act, key, number, seenVersion, input, closes = false } = request;
  const asked = { act: `consignment_count.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const keeps = may(actor.roles, 'implant.keep');
    const approves = closes && may(actor.roles, 'implant.read') && may(actor.roles, 'count.approve');
    if (!keeps && !approves) return refuseWithout('implant.keep');
    const loaded = await lockShelfCount(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!approves && loaded.place.id !== actor.organisationId) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    return done.ok ? ok({ subject: number, ...done.value }) : done;
  });
}

const STEPS = { finish: 'deciding', resume: 'counting', cancel: 'cancelled' } as const;
export type WholeAct = keyof typeof STEPS;

/** Ends the scanning, takes it up again, or gives the count up; what was moved or found in it stays so. */
export function moveShelfCount(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: { act: WholeAct; why: string },
): Promise<Answer<{ number: string }>> {
  const { act, why } = input;
  return actOnShelfCount(services, actor, { act, ...given, input }, async (tx, { document }, at) => {
    const step = { act, to: STEPS[act], transitions: SHELF_COUNT_ACTS, actor, at, note: why || null };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: { number: given.number }, after: input }) : moved;
  });
}
