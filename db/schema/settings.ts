/** Facts that change by date: thresholds, limits, editions. Read through `ruleOn`; a past day asks what held then. */
import { sql } from 'drizzle-orm';
import { check, id, integer, json, table, text, uniqueIndex } from '../columns.ts';

export const datedRule = table(
  'dated_rule',
  {
    id: id('id'),
    code: text('code').notNull(),
    value: json<unknown>('value').notNull(),
    legalBasis: text('legal_basis').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    effectiveTo: text('effective_to'),
  },
  (t) => [
    uniqueIndex('dated_rule_start').on(t.code, t.effectiveFrom),
    check('dated_rule_span', sql`${t.effectiveTo} is null or ${t.effectiveTo} >= ${t.effectiveFrom}`),
  ],
);

/** Leases of work that runs by the clock, so that one process of many does it. */
export const jobLease = table('job_lease', {
  job: text('job').primaryKey(),
  holder: text('holder').notNull(),
  until: integer('until').notNull(),
  lastRunAt: integer('last_run_at'),
  lastOutcome: text('last_outcome'),
});
