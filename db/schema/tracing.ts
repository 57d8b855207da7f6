/** Trace codes (追溯码) of single packs: where each was scanned, which box holds which, and what cannot be. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** One scan of one code at one act. Append-only: what was scanned by mistake is undone by another row. */
export const traceScan = table(
  'trace_scan',
  {
    id: id('id'),
    /** 20 digits, kept as text. */
    code: text('code').notNull(),
    act: text('act')
      .$type<'receipt' | 'dispatch' | 'arrival' | 'issue' | 'issue_return' | 'supplier_return'>()
      .notNull(),
    itemId: integer('item_id').notNull(),
    lotId: integer('lot_id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    /** Line of the document. */
    lineId: integer('line_id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Base units of a pack that was split (拆零); null for a whole pack. */
    partBase: integer('part_base'),
    /** The code of the box that was scanned in its stead. */
    outerCode: text('outer_code'),
    /** Set in a row that scans nothing: the scan that it takes back. */
    undoesId: integer('undoes_id'),
    personId: integer('person_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('trace_scan_code').on(t.code, t.at),
    index('trace_scan_document').on(t.documentId, t.lineId),
    index('trace_scan_member').on(t.organisationId, t.at),
    // Taken back once, whoever was quicker
    uniqueIndex('trace_scan_undone').on(t.undoesId),
    check('trace_scan_form', sql`length(${t.code}) = 20`),
    check('trace_scan_part', sql`${t.partBase} is null or ${t.partBase} > 0`),
  ],
);

/** Which codes a box holds (关联关系), as suppliers send it. */
export const tracePack = table(
  'trace_pack',
  {
    innerCode: text('inner_code').primaryKey(),
    outerCode: text('outer_code').notNull(),
    source: text('source').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('trace_pack_outer').on(t.outerCode)],
);

/** A code where it cannot be: at two members at once, or handed out twice. Open until somebody says why. */
export const traceAlarm = table(
  'trace_alarm',
  {
    id: id('id'),
    code: text('code').notNull(),
    kind: text('kind').$type<'two_members' | 'used_twice'>().notNull(),
    firstScanId: integer('first_scan_id')
      .notNull()
      .references(() => traceScan.id),
    secondScanId: integer('second_scan_id')
      .notNull()
      .references(() => traceScan.id),
    organisationId: integer('organisation_id').notNull(),
    raisedAt: integer('raised_at').notNull(),
    closedBy: integer('closed_by'),
    closedAt: integer('closed_at'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('trace_alarm_once').on(t.secondScanId, t.kind),
    index('trace_alarm_open').on(t.organisationId).where(sql`closed_at is null`),
    check('trace_alarm_kind', sql`${t.kind} in ('two_members', 'used_twice')`),
  ],
);

/** What has been scanned of what should be, by day: the capture rate without reading every scan. */
export const traceDay = table(
  'trace_day',
  {
    organisationId: integer('organisation_id').notNull(),
    day: text('day').notNull(),
    act: text('act').notNull(),
    /** Packs of goods that carry codes, and those of them that were scanned. */
    duePacks: integer('due_packs').notNull().default(0),
    scannedPacks: integer('scanned_packs').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.day, t.act] })],
);
