/** The frame of every act on a transfer: whose side it is, locked, from which status to which, told in the timeline. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { transferTransitions } from './rules.ts';
import { isSeenFrom, type LoadedTransfer, lockTransfer } from './transfer-record.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface TransferAct extends Seen {
  /** Of the trail. */
  act: string;
  step: keyof typeof transferTransitions;
  /** Who acts: the side that gives, the one that takes, or the one that opened it. */
  side: 'giver' | 'taker' | 'opener';
  permission: Permission;
  input: object;
}

export interface ActDone<T> {
  value: T;
  to: string;
  note?: string;
  detail?: Record<string, unknown>;
}

/** The people of that side; who opened it at the hub for others may take it back too. */
export function isOfSide(
  actor: { userId: number; organisationId: number; scopePath: string },
  loaded: LoadedTransfer,
  side: TransferAct['side'],
): boolean {
  const { giver, taker, document } = loaded;
  if (side === 'giver') return worksAt(actor, giver);
  if (side === 'taker') return worksAt(actor, taker);
  return actor.userId === document.createdBy || worksAt(actor, document.organisationId === giver.id ? giver : taker);
}

/** Runs one act. Refuses without the permission, people of the other side, stale pages, and what `work` refuses. */
export function actOnTransfer<T>(
  services: CommandServices,
  actor: Actor,
  request: TransferAct,
  work: (tx: Tx, loaded: LoadedTransfer, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act, step, side, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockTransfer(tx, number);
    if (loaded === undefined || !isSeenFrom(actor.scopePath, loaded)) return refuse('not_found');
    if (!isOfSide(actor, loaded, side)) {
      const { giver, taker, document } = loaded;
      const gives = side === 'giver' || (side === 'opener' && document.organisationId === giver.id);
      return refuse('transfer_not_here', { place: gives ? giver.shortName : taker.shortName });
    }
    const { id, status, version } = loaded.document;
    const locked = { status, version };
    const common = { act: step, transitions: transferTransitions, actor, at, locked };
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    // The status first: that a colleague was quicker explains more than what is missing now
    if (!canBegin(transferTransitions, step, status)) {
      const late = await advance(tx, id, { ...common, to: status });
      if (!late.ok) return late;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { to, note, detail } = done.value;
    const led = await advance(tx, id, { ...common, to, ...(note && { note }), ...(detail && { detail }) });
    if (!led.ok) return led;
    return ok({ value: done.value.value, subject: number, after: { ...input, ...detail } });
  });
}
