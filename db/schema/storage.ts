/** How goods are kept: loggers and what they measured, excursions and what was decided, upkeep (养护) lot by lot. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';

/** A probe (探头). Temperatures are tenths of a degree Celsius, humidity tenths of a percent. */
export const logger = table(
  'logger',
  {
    id: id('id'),
    code: text('code').notNull(),
    name: text('name').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** The place it watches; null for one that travels in a box or a vehicle. */
    locationId: integer('location_id').references(() => location.id),
    lowTenths: integer('low_tenths').notNull(),
    highTenths: integer('high_tenths').notNull(),
    humidityLowTenths: integer('humidity_low_tenths'),
    humidityHighTenths: integer('humidity_high_tenths'),
    /** Minutes between readings; silence for much longer is itself an alert. */
    everyMinutes: integer('every_minutes').notNull(),
    /** Minutes out of range that make an excursion. */
    graceMinutes: integer('grace_minutes').notNull().default(0),
    /** SHA-256 of the token with which the device pushes; null when it does not. */
    tokenHash: text('token_hash'),
    calibrationDueOn: text('calibration_due_on').notNull(),
    lastReadingAt: integer('last_reading_at'),
    active: boolean('active').notNull().default(true),
  },
  (t) => [
    uniqueIndex('logger_code').on(t.code),
    uniqueIndex('logger_token').on(t.tokenHash),
    index('logger_member').on(t.organisationId),
    index('logger_place').on(t.locationId),
    check('logger_range', sql`${t.lowTenths} < ${t.highTenths}`),
    check('logger_every', sql`${t.everyMinutes} > 0 and ${t.graceMinutes} >= 0`),
  ],
);

export const calibration = table(
  'calibration',
  {
    id: id('id'),
    loggerId: integer('logger_id')
      .notNull()
      .references(() => logger.id),
    calibratedOn: text('calibrated_on').notNull(),
    dueOn: text('due_on').notNull(),
    certificate: text('certificate').notNull(),
    passed: boolean('passed').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('calibration_day').on(t.loggerId, t.calibratedOn),
    check('calibration_due', sql`${t.dueOn} > ${t.calibratedOn}`),
  ],
);

/** Append-only; one reading of a probe at a moment, whoever sends it how often. */
export const reading = table(
  'reading',
  {
    loggerId: integer('logger_id')
      .notNull()
      .references(() => logger.id),
    at: integer('at').notNull(),
    temperatureTenths: integer('temperature_tenths').notNull(),
    humidityTenths: integer('humidity_tenths'),
    source: text('source').$type<'manual' | 'file' | 'push'>().notNull(),
    personId: integer('person_id'),
  },
  (t) => [
    primaryKey({ columns: [t.loggerId, t.at] }),
    check('reading_temperature', sql`${t.temperatureTenths} between -2000 and 1000`),
    check('reading_humidity', sql`${t.humidityTenths} is null or ${t.humidityTenths} between 0 and 1000`),
    check('reading_source', sql`${t.source} in ('manual', 'file', 'push')`),
  ],
);

/** Out of range for too long (document WD): what lay there is held until quality decides lot by lot. */
export const excursion = table(
  'excursion',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    loggerId: integer('logger_id')
      .notNull()
      .references(() => logger.id),
    locationId: integer('location_id').references(() => location.id),
    measure: text('measure').$type<'temperature' | 'humidity'>().notNull(),
    startedAt: integer('started_at').notNull(),
    /** First reading back in range; null while it lasts. */
    endedAt: integer('ended_at'),
    lowTenths: integer('low_tenths').notNull(),
    highTenths: integer('high_tenths').notNull(),
    worstTenths: integer('worst_tenths').notNull(),
    cause: text('cause').notNull().default(''),
    measures: text('measures').notNull().default(''),
  },
  (t) => [
    uniqueIndex('excursion_open').on(t.loggerId, t.measure).where(sql`ended_at is null`),
    index('excursion_place').on(t.locationId, t.startedAt),
  ],
);

export const excursionLot = table(
  'excursion_lot',
  {
    excursionId: integer('excursion_id')
      .notNull()
      .references(() => excursion.documentId),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    onHandBase: integer('on_hand_base').notNull(),
    decision: text('decision').$type<'released' | 'rejected'>(),
    reason: text('reason').notNull().default(''),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
  },
  (t) => [primaryKey({ columns: [t.excursionId, t.locationId, t.lotId] }), index('excursion_lot_lot').on(t.lotId)],
);

/** The upkeep list of a month or quarter (document YH). */
export const upkeep = table(
  'upkeep',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    kind: text('kind').$type<'key' | 'general'>().notNull(),
    /** `2026-11`, or `2026Q4`. */
    period: text('period').notNull(),
    dueOn: text('due_on').notNull(),
  },
  (t) => [uniqueIndex('upkeep_once').on(t.organisationId, t.kind, t.period)],
);

export const upkeepLine = table(
  'upkeep_line',
  {
    id: id('id'),
    upkeepId: integer('upkeep_id')
      .notNull()
      .references(() => upkeep.documentId),
    lineNumber: integer('line_number').notNull(),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    /** Why it is on the list: cold, near expiry, slow, special; or because everything is. */
    why: text('why').notNull(),
    onHandBase: integer('on_hand_base').notNull(),
    finding: text('finding').$type<'good' | 'problem'>(),
    problem: text('problem').notNull().default(''),
    measure: text('measure').notNull().default(''),
    doneBy: integer('done_by'),
    doneAt: integer('done_at'),
  },
  (t) => [
    uniqueIndex('upkeep_line_place').on(t.upkeepId, t.locationId, t.lotId),
    index('upkeep_line_order').on(t.upkeepId, t.lineNumber),
    index('upkeep_line_lot').on(t.lotId),
  ],
);
