/** How each organisation's papers look, by version and first day, and every paper that was printed of them. */
import { sql } from 'drizzle-orm';
import type { PaperKind, PaperLayout } from '../../src/print/rules.ts';
import { bytes, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** A version counts from its first day until a later version's first day. Rows are never changed. */
export const paperLayout = table(
  'paper_layout',
  {
    id: id('id'),
    kind: text('kind').$type<PaperKind>().notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    version: integer('version').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    /** Null: from that day on the place follows the one above it again. */
    layout: json<PaperLayout | null>('layout'),
    reason: text('reason').notNull(),
    madeBy: integer('made_by').notNull(),
    madeByName: text('made_by_name').notNull(),
    madeAt: integer('made_at').notNull(),
  },
  (t) => [
    uniqueIndex('paper_layout_version').on(t.kind, t.organisationId, t.version),
    check('paper_layout_first', sql`${t.version} > 0`),
  ],
);

/** One printed paper: what it said, from which version of the document, in which version of the layout. */
export const paperPrint = table(
  'paper_print',
  {
    id: id('id'),
    kind: text('kind').$type<PaperKind>().notNull(),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    number: text('number').notNull(),
    /** Papers printed by one act have one. */
    batch: text('batch').notNull(),
    /** 1 for the first print of this kind, 2 for the first reprint. */
    copy: integer('copy').notNull(),
    documentVersion: integer('document_version').notNull(),
    documentStatus: text('document_status').notNull(),
    /** Null for the house's own layout. */
    layoutId: integer('layout_id').references(() => paperLayout.id),
    size: text('size').notNull(),
    /** Asked for with the number on the page that anybody may open. */
    code: text('code').notNull(),
    /** What was drawn, as gzipped JSON: the paper can be shown again as it was. */
    content: bytes('content').notNull(),
    printedBy: integer('printed_by').notNull(),
    printedByName: text('printed_by_name').notNull(),
    printedAt: integer('printed_at').notNull(),
  },
  (t) => [
    uniqueIndex('paper_print_copy').on(t.documentId, t.kind, t.copy),
    index('paper_print_number').on(t.number),
    index('paper_print_batch').on(t.batch),
    check('paper_print_counted', sql`${t.copy} > 0 and ${t.documentVersion} > 0`),
  ],
);
