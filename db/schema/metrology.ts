/** Compulsory metrology (强制检定): what of a piece of equipment must be tested, and what each test found. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { person } from './users.ts';

/** One card under one kind of the list; while it is not ended the thing is worked with only as its tests allow. */
export const metrologyDuty = table(
  'metrology_duty',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    /** Of the list of kinds whose cycles the dated rule holds. */
    item: text('item').notNull(),
    since: text('since').notNull(),
    /** What the last test that stands found, and until when it holds; null before the first. */
    outcome: text('outcome').$type<'pass' | 'limited' | 'fail'>(),
    testedOn: text('tested_on'),
    validUntil: text('valid_until'),
    /** Where it was taken for its test; null while it is here. */
    sentTo: text('sent_to'),
    sentOn: text('sent_on'),
    registeredBy: integer('registered_by')
      .notNull()
      .references(() => person.id),
    registeredAt: integer('registered_at').notNull(),
    endedOn: text('ended_on'),
    endReason: text('end_reason'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('metrology_duty_open').on(t.assetId, t.item).where(sql`ended_on is null`),
    index('metrology_duty_due').on(t.validUntil, t.id),
    check('metrology_duty_outcome', sql`${t.outcome} is null or ${t.outcome} in ('pass', 'limited', 'fail')`),
    check('metrology_duty_tested', sql`(${t.outcome} is null) = (${t.testedOn} is null)`),
    check('metrology_duty_sent', sql`(${t.sentTo} is null) = (${t.sentOn} is null)`),
    check('metrology_duty_ended', sql`(${t.endedOn} is null) = (${t.endReason} is null)`),
  ],
);

/** Append-only: what was entered by mistake is taken back by an entry of its own. */
export const metrologyResult = table(
  'metrology_result',
  {
    id: id('id'),
    dutyId: integer('duty_id')
      .notNull()
      .references(() => metrologyDuty.id),
    testedOn: text('tested_on').notNull(),
    outcome: text('outcome').$type<'pass' | 'limited' | 'fail'>().notNull(),
    /** The last day of its certificate; null when it failed. */
    validUntil: text('valid_until'),
    /** Months of the cycle in force on the day of the test. */
    cycleMonths: integer('cycle_months').notNull(),
    institution: text('institution').notNull(),
    certificateNumber: text('certificate_number').notNull(),
    /** Within which limits it may be worked with, where it passed with limits. */
    limits: text('limits').notNull().default(''),
    note: text('note').notNull().default(''),
    /** The entry that this one takes back; all else is as it said. */
    reversalOf: integer('reversal_of'),
    enteredBy: integer('entered_by')
      .notNull()
      .references(() => person.id),
    enteredAt: integer('entered_at').notNull(),
  },
  (t) => [
    index('metrology_result_duty').on(t.dutyId, t.testedOn),
    uniqueIndex('metrology_result_reversal').on(t.reversalOf),
    check('metrology_result_outcome', sql`${t.outcome} in ('pass', 'limited', 'fail')`),
    check('metrology_result_valid', sql`(${t.outcome} = 'fail') = (${t.validUntil} is null)`),
    check('metrology_result_days', sql`${t.validUntil} is null or ${t.validUntil} >= ${t.testedOn}`),
    check('metrology_result_limits', sql`${t.outcome} <> 'limited' or ${t.limits} <> ''`),
    check('metrology_result_cycle', sql`${t.cycleMonths} > 0`),
  ],
);
