/** What people do about an excursion: say the cause and what was done, decide lot by lot, close it. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { excursion, excursionLot, reading } from '../../db/schema/storage.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { holdPlaces } from '../ledger/hold-place.ts';
import { type LoadedCase, lockCase } from './excursion-record.ts';
import { looksAfter } from './logger-record.ts';
import { checkClosing, checkDecider, type Decision, EXCURSION_ACTS } from './rules.ts';
import { letGo } from './watch-commands.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

interface CaseAct extends Seen {
  act: string;
  step: 'explain' | 'decide' | 'close';
  to: 'open' | 'closed';
  permissions: readonly Permission[];
  input: object;
}

interface ActDone<T> {
  value: T;
  note?: string;
  detail?: Record<string, unknown>;
  after?: unknown;
}

function actOnCase<T>(
  services: CommandServices,
  actor: Actor,
  request: CaseAct,
  work: (tx: Tx, loaded: LoadedCase, at: number) => Promise<Result<ActDone<T>>>,
): Promise<Answer<T>> {
  const { act, step, to, permissions, key, number, seenVersion, input } = request;
  return command(services, actor, { act, key, input: { number, ...input }, subject: number }, async (tx, at) => {
    if (!permissions.some((one) => may(actor.roles, one))) return refuseWithout(...permissions);
    const loaded = await lockCase(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!looksAfter(actor, loaded.place)) return refuse('storage_not_here', { place: loaded.place.shortName });
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    // The status first: that a colleague was quicker explains more than what is missing now
    const transition = { act: step, to, transitions: EXCURSION_ACTS, actor, at };
    if (!(EXCURSION_ACTS[step].from as readonly string[]).includes(loaded.document.status)) {
      const wrong = await advance(tx, loaded.document.id, transition);
      return wrong.ok ? refuse('wrong_state') : wrong;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { value, note, detail, after } = done.value;
    const moved = await advance(tx, loaded.document.id, {
      ...transition,
      ...(note !== undefined && { note }),
      ...(detail && { detail }),
    });
    return moved.ok ? ok({ value, subject: number, after: after ?? input }) : moved;
  });
}

/** Says why it happened and what was done about it; may be said again until it is closed. */
export function explainExcursion(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { cause: string; measures: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'explain' as const, to: 'open' as const };
  const permissions = ['storage.log', 'storage.decide'] as const;
  const request = { act: 'excursion.explain', ...table, permissions, ...given, input };
  return actOnCase(services, actor, request, async (tx, { document }) => {
    await tx.update(excursion).set(input).where(eq(excursion.documentId, document.id));
    return ok({ value: { number: given.number } });
  });
}

const DECIDES = ['storage.decide'] as const;

/** Who typed the readings that made the case. */
async function measuredBy(tx: Tx, { case: found }: LoadedCase): Promise<(number | null)[]> {
  const own = and(eq(reading.loggerId, found.loggerId), eq(reading.at, found.startedAt), eq(reading.source, 'manual'));
  const rows = await tx.select({ personId: reading.personId }).from(reading).where(own);
  return rows.map((row) => row.personId);
}

export interface DecisionInput {
  /** `location-lot` of each. */
  lots: readonly string[];
  decision: Decision;
  reason: string;
}

/**
 * Releases lots or rejects them, with the reason; a decision can be changed until the case is closed. Refuses whoever
 * measured it by hand, lots of other cases, and releasing what still lies out of range.
 */
export function decideLots(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: DecisionInput,
): Promise<Answer<{ lots: number }>> {
  const table = { step: 'decide' as const, to: 'open' as const, permissions: DECIDES };
  return actOnCase(services, actor, { act: 'excursion.decide', ...table, ...given, input }, async (tx, loaded, at) => {
    const other = checkDecider(actor.userId, await measuredBy(tx, loaded));
    if (!other.ok) return other;
    if (input.lots.length === 0) return refuse('excursion_no_lots');
    const wanted = new Set(input.lots);
    const parts = loaded.lots.filter(({ part }) => wanted.has(`${part.locationId}-${part.lotId}`));
    if (parts.length !== wanted.size) return refuse('not_found');
    const lasts = loaded.case.endedAt === null;
    const still = parts.find(({ part }) => lasts && part.locationId === loaded.case.locationId);
    if (input.decision === 'released' && still !== undefined) {
      return refuse('excursion_release_lasting', { lot: still.lot.number });
    }
    const { id } = loaded.document;
    const places = parts.map(({ part }) => ({ locationId: part.locationId, lotId: part.lotId }));
    const made = { decision: input.decision, reason: input.reason, decidedBy: actor.userId, decidedAt: at };
    for (const locationId of new Set(places.map((place) => place.locationId))) {
      const lotIds = places.filter((place) => place.locationId === locationId).map((place) => place.lotId);
      const here = and(eq(excursionLot.excursionId, id), eq(excursionLot.locationId, locationId));
      await tx
        .update(excursionLot)
        .set(made)
        .where(and(here, inArray(excursionLot.lotId, lotIds)));
    }
    if (input.decision === 'released') await letGo(tx, id, places);
    else await holdPlaces(tx, id, places);
    const lots = parts.map(({ lot }) => lot.number);
    const detail = { decision: input.decision, lots: parts.length };
    return ok({ value: { lots: lots.length }, note: input.reason, detail, after: { ...input, lots } });
  });
}

const lying = statement(
  `select balance.location_id, balance.lot_id from balance
   join ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
     on given.location_id = balance.location_id and given.lot_id = balance.lot_id
   where balance.on_hand > 0`,
);

/** Closes it. Refuses while it lasts, while a lot that lies there is undecided, and without cause or measures. */
export function closeExcursion(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ number: string }>> {
  const table = { step: 'close' as const, to: 'closed' as const, permissions: DECIDES };
  return actOnCase(services, actor, { act: 'excursion.close', ...table, ...given, input: {} }, async (tx, loaded) => {
    const open = loaded.lots.filter(({ part }) => part.decision === null);
    const places = open.map(({ part }) => ({ location_id: part.locationId, lot_id: part.lotId }));
    const left = places.length === 0 ? [] : await tx.run(lying, { places });
    const checked = checkClosing(loaded.case, left.length);
    return checked.ok ? ok({ value: { number: given.number } }) : checked;
  });
}
