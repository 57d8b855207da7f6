/** The round on the road: each stop is told as it happened, and it comes home with what was not taken. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { deliveryRound, roundChill, roundLoad, roundStop } from '../../db/schema/rounds.ts';
import { attach } from '../attachments/commands.ts';
import type { Upload } from '../attachments/upload-rules.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { sha256 } from '../kernel/canonical.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { forgetHanded, handBoxes } from '../packing/follow-commands.ts';
import { actOnRound, type Seen } from './act-commands.ts';
import { type Measured, measuredAt } from './depart-commands.ts';
import type { LoadedRound, RoundLoad } from './round-record.ts';
import { ACT_OF, checkTold, isOutside, momentOf, type Outcome } from './rules.ts';

export interface StopInput {
  stopId: number;
  outcome: Outcome;
  receiver: string;
  reason: string;
  /** Tenths of a degree in the cold box; null when nobody measured. */
  tenths: number | null;
  /** The phone's clock when it happened, and when it sent. */
  deviceAt: number | null;
  deviceSentAt: number | null;
  /** Boxes that were scanned or ticked at the hand-over. */
  boxes?: number[];
  /** The driver says that the boxes which were not ticked are missing. */
  without?: boolean;
}

export interface StopFiles {
  signature: Upload | null;
  photo: Upload | null;
}

const digest = (file: Upload | null) => (file === null ? null : sha256(file.content.toString('base64')));

async function keep(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { number: string; title: string; file: Upload | null },
): Promise<Result<number | null>> {
  if (given.file === null) return ok(null);
  const subject = `document ${given.number}`;
  const kept = await attach(tx, actor, at, { subject, title: given.title, file: given.file });
  return kept.ok ? ok(kept.value.id) : kept;
}

function stopOf(loaded: LoadedRound, stopId: number) {
  const found = loaded.stops.find(({ stop }) => stop.id === stopId);
  if (found === undefined) return undefined;
  return { ...found, loads: loaded.loads.filter((load) => load.stopId === stopId) };
}

async function end(tx: Tx, loads: readonly RoundLoad[], outcome: 'handed' | 'back'): Promise<void> {
  const ids = loads.filter((load) => load.outcome === null).map((load) => load.id);
  if (ids.length > 0) await tx.update(roundLoad).set({ outcome }).where(inArray(roundLoad.id, ids));
}

/** Which boxes were there and which were missing; goods that stay on the vehicle keep theirs. */
async function hand(
  tx: Tx,
  loaded: LoadedRound,
  stop: { id: number; place: string },
  told: { input: StopInput; personId: number; at: number },
): Promise<Result<{ missing: string[] }>> {
  const { input, personId, at } = told;
  if (input.outcome !== 'handed') return ok({ missing: [] });
  const { boxes: ticked = [], without = false, reason } = input;
  return handBoxes(tx, { roundId: loaded.document.id, stop, ticked, without, reason, personId, at });
}

/**
 * Tells what became of a stop, now or days later: the time is what the phone's clock says has passed since. The same
 * key tells nothing twice. Refuses a stop that was told otherwise, nobody's name, cold goods unmeasured, no reason.
 */
export function tellStop(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: StopInput,
  files: StopFiles = { signature: null, photo: null },
): Promise<Answer<{ place: string; outcome: Outcome; outside: boolean; missing: string[] }>> {
  const { deviceSentAt, ...said } = input;
  // When it was sent changes with every try; what was said does not
  const given = { ...said, signature: digest(files.signature), photo: digest(files.photo) };
  const request = { act: 'round.tell', permission: 'round.drive' as const, ...seen, input: given };
  return actOnRound(services, actor, request, async (tx, loaded, at) => {
    const { number } = loaded.document;
    const found = stopOf(loaded, input.stopId);
    if (found === undefined) return refuse('not_found');
    const { stop, member, loads } = found;
    const place = member.shortName;
    const { departedAt } = loaded.round;
    if (departedAt === null) return refuse('round_not_left', { number });
    if (stop.outcome !== null) return refuse('stop_told', { place, outcome: stop.outcome });
    const zones = loads.map((load) => load.zone);
    const checked = checkTold(input, zones);
    if (!checked.ok) return checked;
    const handed = await hand(tx, loaded, { id: stop.id, place }, { input, personId: actor.userId, at });
    if (!handed.ok) return handed;
    const { missing } = handed.value;
    const signature = await keep(tx, actor, at, { number, title: `签名 ${place}`, file: files.signature });
    if (!signature.ok) return signature;
    const photo = await keep(tx, actor, at, { number, title: `照片 ${place}`, file: files.photo });
    if (!photo.ok) return photo;
    const { outcome, receiver, reason, tenths, deviceAt } = input;
    const happenedAt = momentOf({ deviceAt, deviceSentAt, receivedAt: at, departedAt });
    const told = { outcome, happenedAt, toldAt: at, toldBy: actor.userId, tenths, signatureId: signature.value };
    await tx
      .update(roundStop)
      .set({ ...told, receiver: receiver || null, reason: reason || null })
      .where(eq(roundStop.id, stop.id));
    await end(tx, loads, outcome === 'handed' ? 'handed' : 'back');
    const outside = isOutside(tenths, zones);
    const seen = { ...(outside && { outside: tenths }), ...(missing.length > 0 && { missing: missing.join(' ') }) };
    const detail = { place, receiver, happenedAt, ...seen };
    const step = { act: ACT_OF[outcome], to: 'under_way' as const, detail, ...(reason && { note: reason }) };
    return ok({ value: { place, outcome, outside, missing }, step, after: given });
  });
}

/** Takes back what was told of a stop, while nothing of it was received. Refuses no reason. */
export function reopenStop(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: { stopId: number; reason: string },
): Promise<Answer<{ place: string }>> {
  const request = { act: 'round.reopen', permission: 'round.plan' as const, ...seen, input };
  return actOnRound(services, actor, request, async (tx, loaded) => {
    const found = stopOf(loaded, input.stopId);
    if (found === undefined) return refuse('not_found');
    const { stop, member, loads } = found;
    const place = member.shortName;
    if (stop.outcome === null) return refuse('stop_open', { place });
    const received = loads.find((load) => load.status !== 'in_transit');
    if (received !== undefined) return refuse('stop_received', { place, number: received.number });
    const blank = { outcome: null, happenedAt: null, toldAt: null, toldBy: null, tenths: null, signatureId: null };
    await tx
      .update(roundStop)
      .set({ ...blank, receiver: null, reason: null })
      .where(eq(roundStop.id, stop.id));
    await forgetHanded(tx, stop.id);
    for (const load of loads) {
      // One that has meanwhile been taken aboard another round stays there
      const [other] = await tx
        .select({ id: roundLoad.id })
        .from(roundLoad)
        .where(and(eq(roundLoad.dispatchId, load.dispatchId), isNull(roundLoad.outcome)));
      if (other !== undefined) return refuse('load_aboard_elsewhere', { number: load.number });
      await tx.update(roundLoad).set({ outcome: null }).where(eq(roundLoad.id, load.id));
    }
    const step = { act: 'reopen' as const, to: 'under_way' as const, note: input.reason, detail: { place } };
    return ok({ value: { place }, step });
  });
}

/** Turns home half-way: every stop that was not reached is missed for that reason, and its goods come back. */
export function breakOff(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  reason: string,
): Promise<Answer<{ stops: number }>> {
  const request = { act: 'round.break_off', permission: 'round.drive' as const, ...seen, input: { reason } };
  return actOnRound(services, actor, request, async (tx, loaded, at) => {
    const open = loaded.stops.filter(({ stop }) => stop.outcome === null);
    if (open.length === 0) return refuse('stops_all_told');
    const ids = open.map(({ stop }) => stop.id);
    const missed = { outcome: 'missed' as const, happenedAt: at, toldAt: at, toldBy: actor.userId, reason };
    await tx.update(roundStop).set(missed).where(inArray(roundStop.id, ids));
    await end(
      tx,
      loaded.loads.filter((load) => ids.includes(load.stopId)),
      'back',
    );
    const step = { act: 'break_off' as const, to: 'under_way' as const, note: reason, detail: { stops: ids.length } };
    return ok({ value: { stops: ids.length }, step });
  });
}

/** Comes home. Refuses stops with goods of which nothing was told; stops without goods are passed over. */
export function endRound(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: { measured: Measured[] },
): Promise<Answer<{ handed: number; back: number }>> {
  const request = { act: 'round.end', permission: 'round.drive' as const, ...seen, input };
  return actOnRound(services, actor, request, async (tx, loaded, at) => {
    const roundId = loaded.document.id;
    const waiting = loaded.stops.find(({ stop }) =>
      loaded.loads.some((load) => load.stopId === stop.id && load.outcome === null),
    );
    if (waiting !== undefined) return refuse('stop_untold', { place: waiting.member.shortName });
    await tx.update(deliveryRound).set({ endedAt: at }).where(eq(deliveryRound.documentId, roundId));
    for (const { chill } of loaded.chills) {
      const own = and(eq(roundChill.roundId, roundId), eq(roundChill.carrierId, chill.carrierId));
      const endTenths = measuredAt(input.measured, chill.carrierId);
      if (endTenths !== null) await tx.update(roundChill).set({ endTenths, endAt: at }).where(own);
    }
    const count = (outcome: 'handed' | 'back') => loaded.loads.filter((load) => load.outcome === outcome).length;
    const value = { handed: count('handed'), back: count('back') };
    return ok({ value, step: { act: 'end' as const, to: 'ended' as const, detail: { ...value } }, after: input });
  });
}
