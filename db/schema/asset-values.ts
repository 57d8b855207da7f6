/** What equipment is worth and earns: depreciation month by month, figures of use, and what lies idle for others. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { asset, assetClass } from './assets.ts';
import { organisation } from './organisations.ts';

/** Append-only. One month of one owner, charged once; a reversal takes one back and is dated into the same month. */
export const depreciationRun = table(
  'depreciation_run',
  {
    id: id('id'),
    /** `2026-11`. */
    month: text('month').notNull(),
    /** In whose books it is. */
    ownerId: integer('owner_id')
      .notNull()
      .references(() => organisation.id),
    kind: text('kind').$type<'run' | 'reversal'>().notNull(),
    /** From 1: the month is charged anew after it was taken back. */
    attempt: integer('attempt').notNull(),
    reversesId: integer('reverses_id'),
    cards: integer('cards').notNull(),
    monthFen: integer('month_fen').notNull(),
    openingFen: integer('opening_fen').notNull(),
    correctionFen: integer('correction_fen').notNull(),
    actorId: integer('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    postedAt: integer('posted_at').notNull(),
    note: text('note'),
  },
  (t) => [
    uniqueIndex('depreciation_run_once').on(t.month, t.ownerId, t.kind, t.attempt),
    uniqueIndex('depreciation_run_reversal').on(t.reversesId),
    index('depreciation_run_owner').on(t.ownerId, t.month),
    check('depreciation_run_kind', sql`(${t.kind} = 'reversal') = (${t.reversesId} is not null)`),
  ],
);

/** Append-only. What one source of one card was charged, with the facts that it was reckoned from. */
export const depreciationLine = table(
  'depreciation_line',
  {
    runId: integer('run_id')
      .notNull()
      .references(() => depreciationRun.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    source: text('source').$type<'fiscal' | 'science' | 'own' | 'donated'>().notNull(),
    /** Of the month itself. */
    monthFen: integer('month_fen').notNull(),
    /** Of the months before the owner's first run: taken over, no cost of this month. */
    openingFen: integer('opening_fen').notNull(),
    /** Of earlier months: a card that came late or was corrected. */
    correctionFen: integer('correction_fen').notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** What is charged altogether with this line. */
    accumulatedFen: integer('accumulated_fen').notNull(),
    why: text('why').$type<'month' | 'new' | 'opening' | 'late' | 'corrected' | 'ended'>().notNull(),
    priceFen: integer('price_fen').notNull(),
    fundFen: integer('fund_fen').notNull(),
    acquiredOn: text('acquired_on').notNull(),
    endedOn: text('ended_on'),
    classCode: text('class_code').notNull(),
    /** Months of life by the rule of that month, and how many of them are over. */
    lifeMonths: integer('life_months').notNull(),
    elapsedMonths: integer('elapsed_months').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.assetId, t.source] }),
    index('depreciation_line_asset').on(t.assetId, t.runId),
    check('depreciation_line_sum', sql`${t.amountFen} = ${t.monthFen} + ${t.openingFen} + ${t.correctionFen}`),
    check('depreciation_line_reach', sql`${t.accumulatedFen} >= 0`),
  ],
);

/** What is charged of each source of a card so far; follows from the lines. */
export const depreciationBalance = table(
  'depreciation_balance',
  {
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    source: text('source').$type<'fiscal' | 'science' | 'own' | 'donated'>().notNull(),
    accumulatedFen: integer('accumulated_fen').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assetId, t.source] }),
    check('depreciation_balance_reach', sql`${t.accumulatedFen} >= 0`),
  ],
);

/** How a thing was used in a month: entered by hand or from a file, the last entry holds. */
export const assetUse = table(
  'asset_use',
  {
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    month: text('month').notNull(),
    openMinutes: integer('open_minutes').notNull(),
    usedMinutes: integer('used_minutes').notNull(),
    cases: integer('cases').notNull(),
    /** Null where a result is neither positive nor negative. */
    positives: integer('positives'),
    revenueFen: integer('revenue_fen').notNull(),
    directCostFen: integer('direct_cost_fen').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assetId, t.month] }),
    index('asset_use_month').on(t.month),
    check('asset_use_hours', sql`${t.usedMinutes} between 0 and ${t.openMinutes}`),
    check(
      'asset_use_cases',
      sql`${t.cases} >= 0 and (${t.positives} is null or ${t.positives} between 0 and ${t.cases})`,
    ),
    check('asset_use_money', sql`${t.revenueFen} >= 0 and ${t.directCostFen} >= 0`),
  ],
);

/** Equipment that its keeper offers to others; open until it is withdrawn or taken. */
export const idleOffer = table(
  'idle_offer',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    condition: text('condition').$type<'good' | 'fair' | 'repair'>().notNull(),
    /** What is asked for it; 0 for nothing. */
    expectedFen: integer('expected_fen').notNull(),
    note: text('note').notNull(),
    offeredBy: integer('offered_by').notNull(),
    offeredByName: text('offered_by_name').notNull(),
    offeredAt: integer('offered_at').notNull(),
    endedBy: integer('ended_by'),
    endedAt: integer('ended_at'),
    endReason: text('end_reason'),
  },
  (t) => [
    uniqueIndex('idle_offer_open').on(t.assetId).where(sql`ended_at is null`),
    check('idle_offer_condition', sql`${t.condition} in ('good', 'fair', 'repair')`),
    check('idle_offer_price', sql`${t.expectedFen} >= 0`),
  ],
);

/** What a member would take from the pool. */
export const idleDemand = table(
  'idle_demand',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    classId: integer('class_id')
      .notNull()
      .references(() => assetClass.id),
    specification: text('specification').notNull(),
    reason: text('reason').notNull(),
    askedBy: integer('asked_by').notNull(),
    askedByName: text('asked_by_name').notNull(),
    askedAt: integer('asked_at').notNull(),
    endedBy: integer('ended_by'),
    endedAt: integer('ended_at'),
    endReason: text('end_reason'),
  },
  (t) => [index('idle_demand_class').on(t.classId, t.endedAt), index('idle_demand_organisation').on(t.organisationId)],
);
