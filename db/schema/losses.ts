/** Goods taken off the books or corrected (报损, 调账), and destroyed (销毁): reasons, approval, witness. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location } from './organisations.ts';

export const loss = table(
  'loss',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    kind: text('kind').$type<'write_off' | 'adjustment' | 'destruction'>().notNull(),
    reasonCode: text('reason_code').notNull(),
    reason: text('reason').notNull().default(''),
    occurredAt: integer('occurred_at').notNull(),
    amountFen: integer('amount_fen').notNull().default(0),
    /** Of a destruction: how, where, and who stood by. */
    method: text('method').notNull().default(''),
    place: text('place').notNull().default(''),
    witnessId: integer('witness_id'),
    witnessedAt: integer('witnessed_at'),
  },
  (t) => [
    index('loss_kind').on(t.kind, t.occurredAt),
    check('loss_kind_known', sql`${t.kind} in ('write_off', 'adjustment', 'destruction')`),
  ],
);

export const lossLine = table(
  'loss_line',
  {
    id: id('id'),
    lossId: integer('loss_id')
      .notNull()
      .references(() => loss.documentId),
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
    /** Out of the place, or into it (an adjustment alone). */
    direction: text('direction').$type<'out' | 'in'>().notNull().default('out'),
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull().default(0),
    /** Of a destruction: the write-off line whose goods are destroyed. */
    writeOffLineId: integer('write_off_line_id'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    uniqueIndex('loss_line_number').on(t.lossId, t.lineNumber),
    index('loss_line_lot').on(t.lotId),
    index('loss_line_write_off').on(t.writeOffLineId),
    check('loss_line_quantity', sql`${t.quantityBase} > 0`),
    check('loss_line_direction', sql`${t.direction} in ('out', 'in')`),
  ],
);
