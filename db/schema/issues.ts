/** What patients and wards used: issues and their returns, and the files of a hospital system they are read from. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';

/** Goods handed out for use (document CK), or brought back (document TK, which names the issue it returns). */
export const issue = table(
  'issue',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    purpose: text('purpose').$type<'patient' | 'ward' | 'other'>().notNull(),
    /** Ward, room or other destination. */
    ward: text('ward').notNull().default(''),
    /** Masked: what is needed to find the patient again, never a name in full. */
    patientRef: text('patient_ref').notNull().default(''),
    prescriptionRef: text('prescription_ref').notNull().default(''),
    occurredAt: integer('occurred_at').notNull(),
    /** Of a return: the issue whose goods come back. */
    returnsId: integer('returns_id').references(() => document.id),
    fileId: integer('file_id'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('issue_moment').on(t.occurredAt),
    index('issue_returns').on(t.returnsId),
    index('issue_file').on(t.fileId),
    check('issue_purpose', sql`${t.purpose} in ('patient', 'ward', 'other')`),
  ],
);

export const issueLine = table(
  'issue_line',
  {
    id: id('id'),
    issueId: integer('issue_id')
      .notNull()
      .references(() => issue.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** Why this lot was taken out of turn; empty when it was first to expire. */
    reason: text('reason').notNull().default(''),
    /** What has come back of it since. */
    returnedBase: integer('returned_base').notNull().default(0),
  },
  (t) => [
    uniqueIndex('issue_line_number').on(t.issueId, t.lineNumber),
    index('issue_line_lot').on(t.lotId),
    check('issue_line_quantity', sql`${t.quantityBase} > 0`),
    check('issue_line_returned', sql`${t.returnedBase} >= 0 and ${t.returnedBase} <= ${t.quantityBase}`),
  ],
);

/** Which column of a member's file means what; kept, so that the next month needs no questions. */
export const useMapping = table(
  'use_mapping',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    name: text('name').notNull(),
    /** Heading of the sheet for each field. */
    columns: json<Record<string, string>>('columns').notNull(),
    /** Whether quantities are packs or base units where the file has no unit. */
    unit: text('unit').$type<'pack' | 'base'>().notNull(),
    changedBy: integer('changed_by').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [uniqueIndex('use_mapping_name').on(t.organisationId, t.name)],
);

/** What a member's own code means here: the item, and how many base units one of its units is. */
export const useCode = table(
  'use_code',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    code: text('code').notNull(),
    unit: text('unit').notNull().default(''),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    unitBase: integer('unit_base').notNull(),
    setBy: integer('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.code, t.unit] }), check('use_code_unit', sql`${t.unitBase} > 0`)],
);

/** A file of use (消耗流水): the same file is taken once, and a run that was cut short goes on where it stopped. */
export const useFile = table(
  'use_file',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    mappingId: integer('mapping_id').references(() => useMapping.id),
    status: text('status').$type<'judged' | 'posting' | 'done' | 'given_up'>().notNull(),
    rows: integer('rows').notNull(),
    /** Rows before this position are posted or set aside. */
    nextPosition: integer('next_position').notNull().default(0),
    postedRows: integer('posted_rows').notNull().default(0),
    firstDay: text('first_day').notNull().default(''),
    lastDay: text('last_day').notNull().default(''),
    importedBy: integer('imported_by').notNull(),
    importedAt: integer('imported_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('use_file_once').on(t.organisationId, t.sha256).where(sql`status <> 'given_up'`),
    index('use_file_time').on(t.organisationId, t.importedAt),
    check('use_file_status', sql`${t.status} in ('judged', 'posting', 'done', 'given_up')`),
  ],
);

export const useRow = table(
  'use_row',
  {
    fileId: integer('file_id')
      .notNull()
      .references(() => useFile.id),
    position: integer('position').notNull(),
    /** Row of the sheet as the person sees it. */
    row: integer('row').notNull(),
    /** `ready`, `posted`, `repeated`, or the code of what is wrong with it. */
    verdict: text('verdict').notNull(),
    organisationId: integer('organisation_id').notNull(),
    /** The member's own number of the row, or a digest of it: posted once whatever file it comes in. */
    identity: text('identity').notNull(),
    entry: json<Record<string, unknown>>('entry').notNull(),
    documentId: integer('document_id').references(() => document.id),
  },
  (t) => [
    primaryKey({ columns: [t.fileId, t.position] }),
    index('use_row_verdict').on(t.fileId, t.verdict, t.position),
    uniqueIndex('use_row_posted').on(t.organisationId, t.identity).where(sql`verdict = 'posted'`),
  ],
);
