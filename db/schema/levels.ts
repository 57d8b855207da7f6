/** Levels proposed from use and how they changed; alerts, each a task with an owner and a time; and runs of jobs. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { organisation } from './organisations.ts';

/** What the program would set as least and most, and how it came to it; a person takes it over or not. */
export const levelProposal = table(
  'level_proposal',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    computedOn: text('computed_on').notNull(),
    method: text('method').$type<'mean' | 'croston' | 'sba' | 'tsb' | 'none'>().notNull(),
    leastBase: integer('least_base').notNull(),
    mostBase: integer('most_base').notNull(),
    /** Use a day in thousandths of a base unit. */
    dailyMilli: integer('daily_milli').notNull(),
    /** Days looked at, days without stock, lead time, service level, what spoke for the method. */
    detail: json<Record<string, unknown>>('detail').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.itemId] }),
    check('level_proposal_span', sql`${t.leastBase} >= 0 and ${t.mostBase} >= ${t.leastBase}`),
  ],
);

export const alert = table(
  'alert',
  {
    id: id('id'),
    kind: text('kind')
      .$type<
        | 'below_least'
        | 'runs_out'
        | 'near_expiry'
        | 'excursion'
        | 'logger_silent'
        | 'calibration_due'
        | 'licence'
        | 'count_overdue'
        | 'upkeep_overdue'
        | 'recall_overdue'
        | 'trace'
        | 'card_expires'
        | 'arrival_overdue'
        | 'difference_overdue'
        | 'return_due'
      >()
      .notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** What it is about, once per kind and member: an item, a lot at a place, a document. */
    subject: text('subject').notNull(),
    itemId: integer('item_id'),
    /** Where the person acts. */
    path: text('path').notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
    ownerRole: text('owner_role').notNull(),
    ownerId: integer('owner_id'),
    openedAt: integer('opened_at').notNull(),
    dueAt: integer('due_at').notNull(),
    /** Said to be known until then, with a reason. */
    restsUntil: integer('rests_until'),
    restReason: text('rest_reason').notNull().default(''),
    closedAt: integer('closed_at'),
  },
  (t) => [
    uniqueIndex('alert_open').on(t.kind, t.organisationId, t.subject).where(sql`closed_at is null`),
    index('alert_subject').on(t.organisationId, t.kind, t.subject, t.openedAt),
    index('alert_member').on(t.organisationId, t.dueAt).where(sql`closed_at is null`),
    check('alert_due', sql`${t.dueAt} >= ${t.openedAt}`),
  ],
);

/** Each change of a least and most (`stock_target`): who, when, why, and what stood before. Append-only. */
export const levelChange = table(
  'level_change',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** What was done in one act is undone in one act. */
    batch: text('batch').notNull(),
    how: text('how').$type<'hand' | 'proposal' | 'file' | 'undo'>().notNull(),
    /** Null where there was none, or is none any more. */
    leastBefore: integer('least_before'),
    mostBefore: integer('most_before'),
    leastAfter: integer('least_after'),
    mostAfter: integer('most_after'),
    reason: text('reason').notNull().default(''),
    /** The change that this one takes back. */
    undoesId: integer('undoes_id'),
    changedBy: integer('changed_by').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    index('level_change_item').on(t.organisationId, t.itemId, t.id),
    index('level_change_batch').on(t.batch),
    uniqueIndex('level_change_undo').on(t.undoesId),
    check('level_change_how', sql`${t.how} in ('hand', 'proposal', 'file', 'undo')`),
    check('level_change_undoes', sql`(${t.how} = 'undo') = (${t.undoesId} is not null)`),
    check(
      'level_change_span',
      sql`(${t.leastAfter} is null) = (${t.mostAfter} is null) and (${t.leastAfter} is null or (${t.leastAfter} >= 0 and ${t.mostAfter} >= ${t.leastAfter}))`,
    ),
  ],
);

/** When a job of the clock ran, for how long, what it found, and whether it failed: nothing stops in silence. */
export const jobRun = table(
  'job_run',
  {
    id: id('id'),
    job: text('job').notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    outcome: text('outcome').$type<'running' | 'done' | 'failed'>().notNull(),
    /** How far it is, where it counts. */
    doneParts: integer('done_parts').notNull().default(0),
    allParts: integer('all_parts').notNull().default(0),
    /** Numbers by their name. */
    found: json<Record<string, number>>('found').notNull(),
    problem: text('problem').notNull().default(''),
    /** The person who had it run; null for the clock. */
    askedBy: integer('asked_by'),
  },
  (t) => [
    index('job_run_job').on(t.job, t.startedAt),
    check('job_run_outcome', sql`${t.outcome} in ('running', 'done', 'failed')`),
    check('job_run_end', sql`(${t.endedAt} is null) = (${t.outcome} = 'running')`),
  ],
);
