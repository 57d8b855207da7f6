/** What becomes of a reported event: told to the national system, taken back from there, withdrawn as a mistake. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { deviceEvent } from '../../db/schema/faults.ts';
import { recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedEvent, lockEvent } from './event-record.ts';
import { checkForwarded, EVENT_ACTS, type EventAct, type EventState } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

type Change = Partial<Pick<typeof deviceEvent.$inferInsert, 'nationalNumber' | 'forwardedOn'>>;
type Work = (tx: Tx, loaded: LoadedEvent, at: number) => Promise<Result<{ change?: Change; note: string }>>;

/** Runs one act of the asset office. Refuses others, strangers, stale pages, and what the table does not list. */
function actOnEvent(
  services: CommandServices,
  actor: Actor,
  request: Seen & { act: EventAct; to: EventState; input: object },
  work: Work,
): Promise<Answer<{ status: EventState }>> {
  const { act, to, key, number, seenVersion, input } = request;
  const asked = { act: `device_event.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const loaded = await lockEvent(tx, number);
    if (loaded === undefined || !(await inReach(tx, loaded.asset, actor.scopePath))) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { change, note } = done.value;
    const { id } = loaded.document;
    const led = await advance(tx, id, { act, to, transitions: EVENT_ACTS, actor, at, note });
    if (!led.ok) return led;
    if (change !== undefined) await tx.update(deviceEvent).set(change).where(eq(deviceEvent.documentId, id));
    const { status } = loaded.asset;
    const entry = { assetId: loaded.asset.id, act: `device_event_${act}`, from: status, to: status, note };
    await recordEvents(tx, actor, at, [{ ...entry, documentNumber: number }]);
    return ok({ value: { status: to }, subject: number, after: input });
  });
}

export interface Forwarding {
  /** Number the national system gave it. */
  nationalNumber: string;
  /** `YYYY-MM-DD`. */
  forwardedOn: string;
}

/** Writes down that the national system knows. Undone by `recallEvent`. Refuses days before the event or to come. */
export function forwardEvent(services: CommandServices, actor: Actor, given: Seen, input: Forwarding) {
  const request = { act: 'forward' as const, to: 'forwarded' as const, ...given, input };
  return actOnEvent(services, actor, request, async (_tx, { event }, at) => {
    const days = checkForwarded({ ...input, occurredOn: event.occurredOn }, dayOf(at));
    return days.ok ? ok({ change: input, note: input.nationalNumber }) : days;
  });
}

/** Takes a wrong number back: it waits to be told again. */
export function recallEvent(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'recall' as const, to: 'open' as const, ...given, input };
  const change = { nationalNumber: null, forwardedOn: null };
  return actOnEvent(services, actor, request, async () => ok({ change, note: input.why }));
}

/** Ends a report that was a mistake; the card stays stopped until an act on it. Cannot be undone: report anew. */
export function withdrawEvent(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'withdraw' as const, to: 'withdrawn' as const, ...given, input };
  return actOnEvent(services, actor, request, async () => ok({ note: input.why }));
}
