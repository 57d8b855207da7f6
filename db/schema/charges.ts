/** Who bears what was lost or spoiled on the way, in fen, and what the chief accountant says to it. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { discrepancy } from './dispatches.ts';
import { organisation } from './organisations.ts';
import { payableClaim } from './payables.ts';

/** Made when both sides close a difference as a loss; withdrawn when the difference is opened again. */
export const discrepancyCharge = table(
  'discrepancy_charge',
  {
    id: id('id'),
    discrepancyId: integer('discrepancy_id')
      .notNull()
      .references(() => discrepancy.documentId),
    bearer: text('bearer').$type<'carrier' | 'sender' | 'receiver' | 'supplier'>().notNull(),
    /** The driver and vehicle, the member or the supplier, as they were called then. */
    bearerName: text('bearer_name').notNull(),
    /** In whose books the loss was posted. */
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** The member that takes the loss over; of a supplier the one that bought, once the claim is agreed. */
    payerId: integer('payer_id').references(() => organisation.id),
    amountFen: integer('amount_fen').notNull(),
    /** Of a supplier, the claim tells how it stands. */
    status: text('status').$type<'proposed' | 'confirmed' | 'refused' | 'withdrawn'>().notNull(),
    claimId: integer('claim_id').references(() => payableClaim.id),
    madeBy: integer('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('discrepancy_charge_case').on(t.discrepancyId),
    uniqueIndex('discrepancy_charge_stands').on(t.discrepancyId).where(sql`status <> 'withdrawn'`),
    index('discrepancy_charge_waits').on(t.id).where(sql`status = 'proposed'`),
    check('discrepancy_charge_amount', sql`${t.amountFen} > 0`),
    check('discrepancy_charge_two', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.madeBy}`),
    check('discrepancy_charge_claimed', sql`(${t.bearer} = 'supplier') = (${t.claimId} is not null)`),
  ],
);
