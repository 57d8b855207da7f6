/** Probes as a list and one by one: their readings, their curve, their calibrations and cases. */
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, like, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { calibration, excursion, logger, reading } from '../../db/schema/storage.ts';
import { person } from '../../db/schema/users.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import { loggerByCode, looksAfter } from './logger-record.ts';
import { CALIBRATION_WARN_DAYS, type LoggerState, type Measure } from './rules.ts';

export interface LoggerFilter {
  /** Part of a code or name, words, pinyin or initials of the member. */
  q?: string | undefined;
  state?: LoggerState | undefined;
}

export interface ListedLogger {
  id: number;
  code: string;
  name: string;
  place: string;
  storeName: string | null;
  lowTenths: number;
  highTenths: number;
  everyMinutes: number;
  lastReadingAt: number | null;
  temperatureTenths: number | null;
  humidityTenths: number | null;
  calibrationDueOn: string;
  active: boolean;
  /** Number of the case that lasts. */
  lasting: string | null;
}

const lasting = sql<string | null>`(select document.number from excursion
  join document on document.id = excursion.document_id
  where excursion.logger_id = ${logger.id} and excursion.ended_at is null limit 1)`;

function ofState(state: LoggerState | undefined, now: number): SQL | undefined {
  if (state === 'retired') return eq(logger.active, false);
  const inUse = eq(logger.active, true);
  if (state === 'out') return and(inUse, sql`${lasting} is not null`);
  if (state === 'calibration') {
    return and(inUse, lte(logger.calibrationDueOn, addDays(dayOf(now), CALIBRATION_WARN_DAYS)));
  }
  if (state === 'silent') {
    const late = sql`${now} - ${logger.lastReadingAt} > 60000 *
      (case when ${logger.everyMinutes} < 10 then 30 else 3 * ${logger.everyMinutes} end)`;
    return and(inUse, or(isNull(logger.lastReadingAt), late));
  }
  return inUse;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

function searched(q: string | undefined): SQL | undefined {
  const text = (q ?? '').trim();
  if (text === '') return undefined;
  return or(
    sql`lower(${logger.code}) like ${plainLike(text.toLowerCase())}`,
    like(logger.name, plainLike(text)),
    like(organisation.searchText, plainLike(normaliseQuery(text))),
  );
}

/** In order of their codes, from after the cursor; one more than `size`, for the pager. */
export async function listLoggers(
  db: Db,
  scopePath: string,
  filter: LoggerFilter,
  page: { after?: string | undefined; size: number; now: number },
): Promise<ListedLogger[]> {
  return db
    .select({
      id: logger.id,
      code: logger.code,
      name: logger.name,
      place: organisation.shortName,
      storeName: location.name,
      lowTenths: logger.lowTenths,
      highTenths: logger.highTenths,
      everyMinutes: logger.everyMinutes,
      lastReadingAt: logger.lastReadingAt,
      temperatureTenths: reading.temperatureTenths,
      humidityTenths: reading.humidityTenths,
      calibrationDueOn: logger.calibrationDueOn,
      active: logger.active,
      lasting,
    })
    .from(logger)
    .innerJoin(organisation, eq(organisation.id, logger.organisationId))
    .leftJoin(location, eq(location.id, logger.locationId))
    .leftJoin(reading, and(eq(reading.loggerId, logger.id), eq(reading.at, logger.lastReadingAt)))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        ofState(filter.state, page.now),
        searched(filter.q),
        page.after === undefined ? undefined : gt(logger.code, page.after),
      ),
    )
    .orderBy(asc(logger.code))
    .limit(page.size + 1);
}

export interface ShownReading {
  at: number;
  temperatureTenths: number;
  humidityTenths: number | null;
  source: 'manual' | 'file' | 'push';
  personName: string | null;
}

/** Newest first, from before the cursor; one more than `size`. */
export async function readingsOf(
  db: Db,
  loggerId: number,
  page: { before?: number | undefined; from?: number | undefined; size: number },
): Promise<ShownReading[]> {
  const { before, from, size } = page;
  return db
    .select({
      at: reading.at,
      temperatureTenths: reading.temperatureTenths,
      humidityTenths: reading.humidityTenths,
      source: reading.source,
      personName: person.name,
    })
    .from(reading)
    .leftJoin(person, eq(person.id, reading.personId))
    .where(
      and(
        eq(reading.loggerId, loggerId),
        before === undefined ? undefined : lt(reading.at, before),
        from === undefined ? undefined : gte(reading.at, from),
      ),
    )
    .orderBy(desc(reading.at))
    .limit(size + 1);
}

const MOST_POINTS = 50_000;

/** A measure over a stretch of time, in order. */
export async function seriesOf(
  db: Db,
  loggerId: number,
  measure: Measure,
  span: { from: number; to: number },
): Promise<{ at: number; value: number }[]> {
  const column = measure === 'temperature' ? reading.temperatureTenths : reading.humidityTenths;
  const rows = await db
    .select({ at: reading.at, value: column })
    .from(reading)
    .where(and(eq(reading.loggerId, loggerId), gte(reading.at, span.from), lte(reading.at, span.to), isNotNull(column)))
    .orderBy(asc(reading.at))
    .limit(MOST_POINTS);
  return rows.map((row) => ({ at: row.at, value: row.value ?? 0 }));
}

export interface LoggerCase {
  number: string;
  status: string;
  measure: Measure;
  startedAt: number;
  endedAt: number | null;
  worstTenths: number;
}

/** Cases of the probe, the newest first, those that touch the stretch when one is given. */
export async function casesOfLogger(
  db: Db,
  loggerId: number,
  span?: { from: number; to: number },
): Promise<LoggerCase[]> {
  const touching =
    span && and(lte(excursion.startedAt, span.to), or(isNull(excursion.endedAt), gte(excursion.endedAt, span.from)));
  return db
    .select({
      number: document.number,
      status: document.status,
      measure: excursion.measure,
      startedAt: excursion.startedAt,
      endedAt: excursion.endedAt,
      worstTenths: excursion.worstTenths,
    })
    .from(excursion)
    .innerJoin(document, eq(document.id, excursion.documentId))
    .where(and(eq(excursion.loggerId, loggerId), inArray(document.status, ['open', 'closed']), touching))
    .orderBy(desc(excursion.startedAt))
    .limit(30);
}

export interface ShownCalibration {
  calibratedOn: string;
  dueOn: string;
  certificate: string;
  passed: boolean;
  personName: string | null;
}

/** Calibrations, the newest first. */
export async function calibrationsOf(db: Db, loggerId: number): Promise<ShownCalibration[]> {
  return db
    .select({
      calibratedOn: calibration.calibratedOn,
      dueOn: calibration.dueOn,
      certificate: calibration.certificate,
      passed: calibration.passed,
      personName: person.name,
    })
    .from(calibration)
    .leftJoin(person, eq(person.id, calibration.recordedBy))
    .where(eq(calibration.loggerId, loggerId))
    .orderBy(desc(calibration.calibratedOn))
    .limit(30);
}

/** Whether a person sees the probe of that code, and looks after it; undefined when there is none. */
export async function loggerFor(
  db: Db,
  viewer: Viewer,
  code: string,
): Promise<{ inScope: boolean; near: boolean } | undefined> {
  const found = await loggerByCode(db, code);
  if (found === undefined) return undefined;
  return { inScope: found.place.path.startsWith(viewer.scopePath), near: looksAfter(viewer, found.place) };
}
