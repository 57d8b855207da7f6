/** The one door by which readings come in: typed, from a file of a logger, or pushed by the device itself. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { logger } from '../../db/schema/storage.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { type Actor, SYSTEM_ACTOR } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedLogger, loggerByCode, ownLogger } from './logger-record.ts';
import { checkReading, type GivenReading, type Source } from './rules.ts';
import * as sql from './storage-statements.ts';
import { watchReadings } from './watch-commands.ts';

export interface Taken {
  taken: number;
  /** Were there before, and say the same. */
  repeated: number;
  /** Were there before and say something else: the first stands. */
  differing: number;
  /** Numbers of cases that these readings opened. */
  excursions: string[];
}

export interface ReadingsInput {
  code: string;
  source: Source;
  /** In any order; those of one moment count once. */
  readings: GivenReading[];
}

const rowsOf = (readings: readonly GivenReading[]) =>
  readings.map(({ at, temperatureTenths, humidityTenths }) => ({
    at,
    temperature: temperatureTenths,
    humidity: humidityTenths,
  }));

async function loadFor(tx: Parameters<typeof ownLogger>[0], actor: Actor, input: ReadingsInput) {
  if (input.source !== 'push') {
    if (!may(actor.roles, 'storage.log')) return refuseWithout('storage.log');
    return ownLogger(tx, actor, input.code);
  }
  await tx.run(sql.lockLogger, { code: input.code });
  const found = await loggerByCode(tx, input.code);
  return found === undefined ? refuse('not_found') : ok(found);
}

/** The first of each moment. */
function distinct(readings: readonly GivenReading[]): GivenReading[] {
  const seen = new Map<number, GivenReading>();
  for (const reading of readings) if (!seen.has(reading.at)) seen.set(reading.at, reading);
  return [...seen.values()].sort((a, b) => a.at - b.at);
}

async function keep(
  tx: Parameters<typeof ownLogger>[0],
  loaded: LoadedLogger,
  actor: Actor,
  at: number,
  input: ReadingsInput,
): Promise<Result<Taken>> {
  const readings = distinct(input.readings);
  const rows = rowsOf(readings);
  const loggerId = loaded.logger.id;
  const differing = await tx.run(sql.differingReadings, { loggerId, rows });
  const personId = actor.userId === 0 ? null : actor.userId;
  const added = await tx.run<{ at: number }>(sql.addReadings, { loggerId, source: input.source, personId, rows });
  const repeated = readings.length - added.length - differing.length;
  const told = { taken: added.length, repeated, differing: differing.length };
  if (added.length === 0) return ok({ ...told, excursions: [] });
  const moments = added.map((row) => Number(row.at));
  const from = moments.reduce((least, one) => Math.min(least, one));
  const to = moments.reduce((most, one) => Math.max(most, one));
  if (to > (loaded.logger.lastReadingAt ?? 0)) {
    await tx.update(logger).set({ lastReadingAt: to }).where(eq(logger.id, loggerId));
  }
  const watching = { logger: loaded.logger, organisationId: loaded.place.id, actor, at };
  const watched = await watchReadings(tx, watching, { from, to });
  return watched.ok ? ok({ ...told, excursions: watched.value }) : watched;
}

/**
 * Takes readings of one probe, all or none, and opens cases in the same transaction. What is there already is not
 * taken twice. Refuses nothing given, retired probes, the future, the far past, and nonsense.
 */
export function takeReadings(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReadingsInput,
): Promise<Answer<Taken>> {
  const request = { act: 'storage.read', key, input, subject: input.code };
  return command(services, actor, request, async (tx, at) => {
    const loaded = await loadFor(tx, actor, input);
    if (!loaded.ok) return loaded;
    if (!loaded.value.logger.active) return refuse('logger_retired', { code: input.code });
    if (input.readings.length === 0) return refuse('readings_none');
    for (const reading of input.readings) {
      const sane = checkReading(reading, at, input.source);
      if (!sane.ok) return sane;
    }
    const kept = await keep(tx, loaded.value, actor, at, input);
    if (!kept.ok) return kept;
    const after = { source: input.source, ...kept.value };
    return ok({ value: kept.value, subject: input.code, after });
  });
}

/** The same for a device that proved itself by its token. */
export const pushReadings = (services: CommandServices, code: string, readings: GivenReading[]) =>
  takeReadings(services, SYSTEM_ACTOR, null, { code, source: 'push', readings });

/** Which of these moments the probe has a reading of already. */
export async function knownMoments(db: Db, loggerId: number, moments: readonly number[]): Promise<Set<number>> {
  if (moments.length === 0) return new Set();
  const rows = await db.run<{ at: number }>(sql.knownMoments, { loggerId, rows: moments.map((at) => ({ at })) });
  return new Set(rows.map((row) => Number(row.at)));
}
