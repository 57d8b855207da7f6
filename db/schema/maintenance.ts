/** Preventive maintenance (预防性维护) and self-test of emergency equipment (应急自检): what is planned, what was found. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { person } from './users.ts';

/** One card under one kind of round; while it is not ended, what its last round found says whether it may be used. */
export const maintenancePlan = table(
  'maintenance_plan',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    kind: text('kind').$type<'pm' | 'self_test'>().notNull(),
    /** Months between two rounds: of the rule in force when it was planned, then of the last round. */
    cycleMonths: integer('cycle_months').notNull(),
    /** Codes of the checklist, in the order of the template. */
    items: json<string[]>('items').notNull(),
    since: text('since').notNull(),
    /** When the first round is due; it counts again when every result was taken back. */
    firstDueOn: text('first_due_on').notNull(),
    dueOn: text('due_on').notNull(),
    /** What the last round that stands found; null before the first. */
    outcome: text('outcome').$type<'pass' | 'downgraded' | 'stopped'>(),
    doneOn: text('done_on'),
    lastResultId: integer('last_result_id'),
    plannedBy: integer('planned_by')
      .notNull()
      .references(() => person.id),
    plannedAt: integer('planned_at').notNull(),
    endedOn: text('ended_on'),
    endReason: text('end_reason'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('maintenance_plan_open').on(t.assetId, t.kind).where(sql`ended_on is null`),
    index('maintenance_plan_due').on(t.dueOn, t.id),
    check('maintenance_plan_kind', sql`${t.kind} in ('pm', 'self_test')`),
    check('maintenance_plan_cycle', sql`${t.cycleMonths} > 0`),
    check('maintenance_plan_outcome', sql`${t.outcome} is null or ${t.outcome} in ('pass', 'downgraded', 'stopped')`),
    check(
      'maintenance_plan_done',
      sql`(${t.outcome} is null) = (${t.doneOn} is null) and (${t.outcome} is null) = (${t.lastResultId} is null)`,
    ),
    check('maintenance_plan_ended', sql`(${t.endedOn} is null) = (${t.endReason} is null)`),
  ],
);

/** What one item of the checklist was found to be. */
export interface KeptCheck {
  item: string;
  found: 'pass' | 'fail' | 'none';
  /** What was measured, where the item is measured. */
  value: string;
}

/** Append-only: what was entered by mistake is taken back by an entry of its own. */
export const maintenanceResult = table(
  'maintenance_result',
  {
    id: id('id'),
    planId: integer('plan_id')
      .notNull()
      .references(() => maintenancePlan.id),
    doneOn: text('done_on').notNull(),
    checks: json<KeptCheck[]>('checks').notNull(),
    /** Parts that were replaced. */
    parts: text('parts').notNull().default(''),
    outcome: text('outcome').$type<'pass' | 'downgraded' | 'stopped'>().notNull(),
    /** Within which limits it may be worked with, where it was downgraded. */
    limits: text('limits').notNull().default(''),
    /** Months of the cycle in force on the day, and the day that follows from them. */
    cycleMonths: integer('cycle_months').notNull(),
    nextDueOn: text('next_due_on').notNull(),
    /** Who did it: of the hospital or of the maker. */
    engineer: text('engineer').notNull(),
    note: text('note').notNull().default(''),
    /** The entry that this one takes back; all else is as it said. */
    reversalOf: integer('reversal_of'),
    enteredBy: integer('entered_by')
      .notNull()
      .references(() => person.id),
    enteredAt: integer('entered_at').notNull(),
  },
  (t) => [
    index('maintenance_result_plan').on(t.planId, t.doneOn),
    uniqueIndex('maintenance_result_reversal').on(t.reversalOf),
    check('maintenance_result_outcome', sql`${t.outcome} in ('pass', 'downgraded', 'stopped')`),
    check('maintenance_result_limits', sql`${t.outcome} <> 'downgraded' or ${t.limits} <> ''`),
    check('maintenance_result_cycle', sql`${t.cycleMonths} > 0`),
    check('maintenance_result_next', sql`${t.nextDueOn} >= ${t.doneOn}`),
  ],
);

/** Append-only: somebody else of the department says that it was done. */
export const maintenanceConfirmation = table(
  'maintenance_confirmation',
  {
    id: id('id'),
    resultId: integer('result_id')
      .notNull()
      .references(() => maintenanceResult.id),
    note: text('note').notNull().default(''),
    confirmedBy: integer('confirmed_by')
      .notNull()
      .references(() => person.id),
    confirmedAt: integer('confirmed_at').notNull(),
  },
  (t) => [uniqueIndex('maintenance_confirmation_result').on(t.resultId)],
);
