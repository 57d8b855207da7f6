/** Monthly returns of short drugs to the national platform (国家短缺药品监测). Status and timeline are the document's. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** What the consortium reports for one month; a correction is a version of its own that says what it corrects. */
export const monitoringReturn = table(
  'monitoring_return',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** `YYYY-MM`. */
    month: text('month').notNull(),
    version: integer('version').notNull(),
    /** The version this one corrects, and why. */
    replacesId: integer('replaces_id').references(() => document.id),
    reason: text('reason').notNull().default(''),
    /** Said by a person: nothing was short in the month (零报告). */
    nothing: boolean('nothing').notNull().default(false),
    /** Explains what the checks remark on the return as a whole. */
    note: text('note').notNull().default(''),
    /** Last day for it, by the rule of the day on which it was prepared. */
    dueOn: text('due_on').notNull(),
    /** When its numbers were taken from stock, use and requests (UTC ms). */
    drawnAt: integer('drawn_at').notNull(),
    /** The platform's acknowledgement (回执号), and the day on which it was filed there. */
    receiptNumber: text('receipt_number'),
    reportedOn: text('reported_on'),
  },
  (t) => [
    uniqueIndex('monitoring_return_version').on(t.organisationId, t.month, t.version),
    uniqueIndex('monitoring_return_receipt').on(t.receiptNumber),
    index('monitoring_return_replaces').on(t.replacesId),
    check('monitoring_return_month', sql`length(${t.month}) = 7 and ${t.version} > 0`),
    check('monitoring_return_correction', sql`(${t.replacesId} is null) = (${t.reason} = '')`),
    check('monitoring_return_reported', sql`(${t.receiptNumber} is null) = (${t.reportedOn} is null)`),
  ],
);

/** What the program saw when it drew up a line; what a person changed since is told apart by it. */
export interface DrawnLine {
  foundOn: string | null;
  useBase: number;
  stockBase: number;
  members: number;
  patients: number;
  approvalNumber: string;
  suppliers: number;
}

/** One drug that was short, in the columns of the form; the words of the catalogue as they were. */
export const monitoringLine = table(
  'monitoring_line',
  {
    id: id('id'),
    returnId: integer('return_id')
      .notNull()
      .references(() => monitoringReturn.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    genericName: text('generic_name').notNull(),
    form: text('form').notNull(),
    strength: text('strength').notNull(),
    manufacturer: text('manufacturer').notNull(),
    approvalNumber: text('approval_number').notNull(),
    /** 断供, 配送不及时, 供不应求, 价格, 停产; null until a person says. */
    kind: text('kind').$type<'interrupted' | 'late' | 'demand' | 'price' | 'stopped'>(),
    foundOn: text('found_on'),
    /** Used by all members in the month; usable at all of them when the line was drawn up. */
    useBase: integer('use_base').notNull(),
    stockBase: integer('stock_base').notNull(),
    /** Members that were short, and patients they told of. */
    members: integer('members').notNull(),
    patients: integer('patients').notNull(),
    /** Requests for it in the month, those of them that had ended and the reason most of them gave. */
    requests: integer('requests').notNull().default(0),
    settled: integer('settled').notNull().default(0),
    cause: text('cause'),
    /** Of the last order: 1/10,000 yuan for a pack, and from whom; of the catalogue where nothing was ordered. */
    pricePack: integer('price_pack').notNull().default(0),
    supplier: text('supplier').notNull().default(''),
    substitutes: text('substitutes').notNull().default(''),
    /** Distributors that were asked and could not deliver, and what they said. */
    suppliers: integer('suppliers').notNull().default(0),
    supplierReply: text('supplier_reply').notNull().default(''),
    action: text('action').notNull().default(''),
    expectedOn: text('expected_on'),
    /** Explains what the checks remark on the line. */
    note: text('note').notNull().default(''),
    drawn: json<DrawnLine>('drawn').notNull(),
  },
  (t) => [
    uniqueIndex('monitoring_line_number').on(t.returnId, t.lineNumber),
    uniqueIndex('monitoring_line_item').on(t.returnId, t.itemId),
    index('monitoring_line_by_item').on(t.itemId),
    check(
      'monitoring_line_kind',
      sql`${t.kind} is null or ${t.kind} in ('interrupted', 'late', 'demand', 'price', 'stopped')`,
    ),
    check(
      'monitoring_line_numbers',
      sql`${t.useBase} >= 0 and ${t.stockBase} >= 0 and ${t.members} >= 0 and ${t.patients} >= 0 and ${t.suppliers} >= 0 and ${t.settled} >= 0 and ${t.requests} >= ${t.settled}`,
    ),
  ],
);

/** What a person wrote over or into a line, and why; never changed, never taken away. */
export const monitoringChange = table(
  'monitoring_change',
  {
    id: id('id'),
    returnId: integer('return_id')
      .notNull()
      .references(() => monitoringReturn.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    field: text('field').notNull(),
    before: text('before').notNull(),
    after: text('after').notNull(),
    reason: text('reason').notNull(),
    by: integer('by').notNull(),
    byName: text('by_name').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('monitoring_change_line').on(t.returnId, t.itemId, t.id)],
);
