/** Probes: registered, changed, retired and taken back, their tokens and their calibrations. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { calibration, excursion, logger } from '../../db/schema/storage.ts';
import { attach, namedUpload } from '../attachments/commands.ts';
import type { Upload } from '../attachments/upload-rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode, storesOf } from '../organisations/queries.ts';
import { type LoadedLogger, loggerByCode, looksAfter, ownLogger } from './logger-record.ts';
import { MOST_CALIBRATED_DAYS } from './rules.ts';

export interface LoggerFacts {
  name: string;
  /** Store of the member; null for one that travels. */
  locationId: number | null;
  lowTenths: number;
  highTenths: number;
  humidityLowTenths: number | null;
  humidityHighTenths: number | null;
  everyMinutes: number;
  graceMinutes: number;
}

export interface LoggerInput extends LoggerFacts {
  code: string;
  organisationCode: string;
  calibrationDueOn: string;
}

async function checkFacts(tx: Tx, organisationId: number, facts: LoggerFacts): Promise<Result<undefined>> {
  if (facts.lowTenths >= facts.highTenths) return refuse('logger_range', {}, 'high');
  const { humidityLowTenths: low, humidityHighTenths: high } = facts;
  if ((low === null) !== (high === null) || (low !== null && high !== null && low >= high)) {
    return refuse('logger_range', {}, 'humidityHigh');
  }
  if (facts.locationId === null) return ok();
  const stores = await storesOf(tx, [organisationId]);
  return stores.some((store) => store.id === facts.locationId) ? ok() : refuse('logger_place', {}, 'location');
}

/** Registers a probe of a member. Refuses a code that is taken, limits the wrong way round, other members' stores. */
export function registerLogger(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LoggerInput,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'storage.register_logger', key, input, subject: input.code };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'storage.manage')) return refuseWithout('storage.manage');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!looksAfter(actor, place)) return refuse('storage_not_here', { place: place.shortName });
    const facts = await checkFacts(tx, place.id, input);
    if (!facts.ok) return facts;
    if (input.calibrationDueOn < dayOf(at)) return refuse('calibration_lapsed', {}, 'calibrationDueOn');
    if (input.calibrationDueOn > addDays(dayOf(at), MOST_CALIBRATED_DAYS)) {
      return refuse('calibration_far', {}, 'calibrationDueOn');
    }
    if ((await loggerByCode(tx, input.code)) !== undefined) return refuse('logger_known', { code: input.code }, 'code');
    const { organisationCode: _code, ...row } = input;
    await tx.insert(logger).values({ ...row, organisationId: place.id });
    return ok({ value: { code: input.code }, subject: input.code, after: input });
  });
}

type Change<T> = { value: T; before?: unknown; after?: unknown };

/** An act on a probe by people who keep the stores of its member. */
function onLogger<T>(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; code: string; input: object },
  work: (tx: Tx, loaded: LoadedLogger, at: number) => Promise<Result<Change<T>>>,
): Promise<Answer<T>> {
  const { act, key, code, input } = request;
  return command(services, actor, { act, key, input: { code, ...input }, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'storage.manage')) return refuseWithout('storage.manage');
    const loaded = await ownLogger(tx, actor, code);
    if (!loaded.ok) return loaded;
    const done = await work(tx, loaded.value, at);
    return done.ok ? ok({ subject: code, ...done.value }) : done;
  });
}

/** Limits are those by which what comes from now on is judged: while a case lasts they stay as they are. */
async function checkNothingLasts(tx: Tx, loggerId: number): Promise<Result<undefined>> {
  const lasting = and(eq(excursion.loggerId, loggerId), isNull(excursion.endedAt));
  const [row] = await tx.select({ id: excursion.documentId }).from(excursion).where(lasting).limit(1);
  return row === undefined ? ok() : refuse('logger_lasts');
}

/** Changes place, limits and pace. Refuses while goods are out of range, and what registering refuses. */
export function changeLogger(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; code: string },
  facts: LoggerFacts,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'storage.change_logger', ...given, input: facts };
  return onLogger(services, actor, request, async (tx, { logger: before, place }) => {
    const checked = await checkFacts(tx, place.id, facts);
    if (!checked.ok) return checked;
    const quiet = await checkNothingLasts(tx, before.id);
    if (!quiet.ok) return quiet;
    await tx.update(logger).set(facts).where(eq(logger.id, before.id));
    const { tokenHash: _secret, ...was } = before;
    return ok({ value: { code: given.code }, before: was, after: facts });
  });
}

/** Takes a probe out of use with its token, or back into it. Refuses what stands so already, and lasting cases. */
export function setLoggerUse(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; code: string },
  input: { active: boolean; why: string },
): Promise<Answer<{ code: string }>> {
  const act = input.active ? 'storage.reinstate_logger' : 'storage.retire_logger';
  return onLogger(services, actor, { act, ...given, input }, async (tx, { logger: before }, at) => {
    if (before.active === input.active) return refuse('logger_stands');
    const quiet = input.active ? ok() : await checkNothingLasts(tx, before.id);
    if (!quiet.ok) return quiet;
    if (input.active && before.calibrationDueOn < dayOf(at)) return refuse('calibration_lapsed');
    const set = input.active ? { active: true } : { active: false, tokenHash: null };
    await tx.update(logger).set(set).where(eq(logger.id, before.id));
    return ok({ value: { code: given.code }, after: input });
  });
}

/** Keeps the hash of a new token, or none: what the device had before is worth nothing any more. */
export function setLoggerToken(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; code: string },
  tokenHash: string | null,
): Promise<Answer<{ code: string }>> {
  const act = tokenHash === null ? 'storage.revoke_token' : 'storage.give_token';
  return onLogger(services, actor, { act, ...given, input: { tokenHash } }, async (tx, { logger: before }) => {
    if (tokenHash !== null && !before.active) return refuse('logger_retired', { code: given.code });
    if (tokenHash === null && before.tokenHash === null) return refuse('logger_no_token');
    await tx.update(logger).set({ tokenHash }).where(eq(logger.id, before.id));
    return ok({ value: { code: given.code }, after: { token: tokenHash !== null } });
  });
}

export interface CalibrationInput {
  calibratedOn: string;
  dueOn: string;
  certificate: string;
  passed: boolean;
  /** The certificate as a file, when there is one. */
  file?: Upload | undefined;
}

/**
 * Records a calibration (校准); one that was not passed takes the probe out of use with its token. Refuses days to
 * come, an end before the beginning or beyond five years, a second one of a day, and a file that `attach` refuses.
 */
export function recordCalibration(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; code: string },
  input: CalibrationInput,
): Promise<Answer<{ passed: boolean }>> {
  const { file, ...facts } = input;
  const named = { ...facts, ...(file && namedUpload(file)) };
  const request = { act: 'storage.calibrate', ...given, input: named };
  return onLogger(services, actor, request, async (tx, { logger: own }, at) => {
    if (input.calibratedOn > dayOf(at)) return refuse('calibration_future', {}, 'calibratedOn');
    if (input.dueOn <= input.calibratedOn) return refuse('calibration_order', {}, 'dueOn');
    if (input.dueOn > addDays(input.calibratedOn, MOST_CALIBRATED_DAYS)) return refuse('calibration_far', {}, 'dueOn');
    const row = { loggerId: own.id, ...facts, recordedBy: actor.userId, recordedAt: at };
    const added = await tx.insert(calibration).values(row).onConflictDoNothing().returning({ id: calibration.id });
    if (added.length === 0) return refuse('calibration_twice', { day: input.calibratedOn }, 'calibratedOn');
    if (file !== undefined) {
      const kept = await attach(tx, actor, at, { subject: `logger ${own.code}`, title: input.certificate, file });
      if (!kept.ok) return { ...kept, field: 'file' };
    }
    const later = input.dueOn > own.calibrationDueOn ? { calibrationDueOn: input.dueOn } : {};
    const set = input.passed ? later : { active: false, tokenHash: null };
    if (Object.keys(set).length > 0) await tx.update(logger).set(set).where(eq(logger.id, own.id));
    return ok({ value: { passed: input.passed }, after: named });
  });
}
