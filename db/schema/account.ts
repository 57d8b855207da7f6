/** The money ledger's tables. Only src/account writes them; a transfer is never changed but for its end of pending. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { organisation } from './organisations.ts';

/** The one procurement account of the county (唯一药械采购账户): the key admits a single row. */
export const procurementAccount = table(
  'procurement_account',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    openedAt: integer('opened_at').notNull(),
  },
  (t) => [check('procurement_account_single', sql`${t.id} = 1`)],
);

export const moneyAccount = table(
  'money_account',
  {
    id: id('id'),
    procurementAccountId: integer('procurement_account_id')
      .notNull()
      .references(() => procurementAccount.id),
    code: text('code').notNull(),
    kind: text('kind')
      .$type<
        | 'bank'
        | 'revolving_fund'
        | 'budget'
        | 'commitment'
        | 'inventory'
        | 'payable'
        | 'due_from'
        | 'cost'
        | 'loss'
        | 'price_difference'
        | 'depreciation'
        | 'depreciation_past'
        | 'worn'
        | 'equipment'
        | 'equity'
      >()
      .notNull(),
    name: text('name').notNull(),
    organisationId: integer('organisation_id').references(() => organisation.id),
    /** Which side may not run dry: `debit` accounts keep debits ≥ credits, `credit` the other way, `free` neither. */
    normal: text('normal').$type<'debit' | 'credit' | 'free'>().notNull(),
    debitsPosted: integer('debits_posted').notNull().default(0),
    creditsPosted: integer('credits_posted').notNull().default(0),
    debitsPending: integer('debits_pending').notNull().default(0),
    creditsPending: integer('credits_pending').notNull().default(0),
  },
  (t) => [
    uniqueIndex('money_account_code').on(t.code),
    index('money_account_organisation').on(t.organisationId, t.kind),
    check('money_account_pending', sql`${t.debitsPending} >= 0 and ${t.creditsPending} >= 0`),
    check(
      'money_account_debit',
      sql`${t.normal} <> 'debit' or ${t.creditsPosted} + ${t.creditsPending} <= ${t.debitsPosted}`,
    ),
    check(
      'money_account_credit',
      sql`${t.normal} <> 'credit' or ${t.debitsPosted} + ${t.debitsPending} <= ${t.creditsPosted}`,
    ),
  ],
);

export const transfer = table(
  'transfer',
  {
    id: id('id'),
    debitId: integer('debit_id')
      .notNull()
      .references(() => moneyAccount.id),
    creditId: integer('credit_id')
      .notNull()
      .references(() => moneyAccount.id),
    amountFen: integer('amount_fen').notNull(),
    /** `hold` waits; `settle` and `void` end a hold and name it; `transfer` stands alone. */
    kind: text('kind').$type<'transfer' | 'hold' | 'settle' | 'void'>().notNull(),
    holdId: integer('hold_id'),
    code: text('code').notNull(),
    documentId: integer('document_id'),
    actorId: integer('actor_id').notNull(),
    occurredAt: integer('occurred_at').notNull(),
    postedAt: integer('posted_at').notNull(),
    key: text('key').notNull(),
  },
  (t) => [
    uniqueIndex('transfer_key').on(t.key),
    uniqueIndex('transfer_hold').on(t.holdId),
    index('transfer_debit').on(t.debitId, t.id),
    index('transfer_credit').on(t.creditId, t.id),
    index('transfer_document').on(t.documentId),
    index('transfer_time').on(t.occurredAt, t.id),
    check('transfer_amount', sql`${t.amountFen} > 0`),
    check('transfer_sides', sql`${t.debitId} <> ${t.creditId}`),
    check('transfer_hold_named', sql`(${t.kind} in ('settle', 'void')) = (${t.holdId} is not null)`),
  ],
);
