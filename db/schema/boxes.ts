/** Boxes (箱) in which a dispatch travels: what each holds, its seal, and where its label was scanned on the way. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { dispatch, dispatchLine } from './dispatches.ts';
import { roundLoad, roundStop } from './rounds.ts';

/** A box of one dispatch. A dispatch without any goes unboxed; the label's code is made of the id. */
export const packingBox = table(
  'packing_box',
  {
    id: id('id'),
    dispatchId: integer('dispatch_id')
      .notNull()
      .references(() => dispatch.documentId),
    /** 1 for the first box of its dispatch. */
    position: integer('position').notNull(),
    /** Holds goods that are kept cold, and those alone. */
    cold: boolean('cold').notNull(),
    /** Number of the seal; null where none was put on. */
    seal: text('seal'),
    /** Null while it is open and may be filled. */
    sealedAt: integer('sealed_at'),
    sealedBy: integer('sealed_by'),
    madeAt: integer('made_at').notNull(),
    madeBy: integer('made_by').notNull(),
  },
  (t) => [
    uniqueIndex('packing_box_position').on(t.dispatchId, t.position),
    check('packing_box_positive', sql`${t.position} > 0`),
    check(
      'packing_box_sealed',
      sql`(${t.sealedAt} is null) = (${t.sealedBy} is null) and (${t.sealedAt} is not null or ${t.seal} is null)`,
    ),
  ],
);

/** What a box holds of a line of its dispatch; the line names the lot. */
export const boxContent = table(
  'box_content',
  {
    id: id('id'),
    boxId: integer('box_id')
      .notNull()
      .references(() => packingBox.id),
    lineId: integer('line_id')
      .notNull()
      .references(() => dispatchLine.id),
    quantityBase: integer('quantity_base').notNull(),
    packedBy: integer('packed_by').notNull(),
    packedAt: integer('packed_at').notNull(),
  },
  (t) => [
    uniqueIndex('box_content_once').on(t.boxId, t.lineId),
    index('box_content_line').on(t.lineId),
    check('box_content_quantity', sql`${t.quantityBase} > 0`),
  ],
);

/** Where a box was seen: handed over at a stop or missing there, and scanned by who receives it. */
export const boxScan = table(
  'box_scan',
  {
    id: id('id'),
    boxId: integer('box_id')
      .notNull()
      .references(() => packingBox.id),
    act: text('act').$type<'handed' | 'missing' | 'arrived'>().notNull(),
    /** The stop of a round where it was handed over or was missing; null on arrival. */
    stopId: integer('stop_id').references(() => roundStop.id),
    at: integer('at').notNull(),
    personId: integer('person_id').notNull(),
  },
  (t) => [
    uniqueIndex('box_scan_stop').on(t.stopId, t.boxId),
    uniqueIndex('box_scan_arrived').on(t.boxId).where(sql`act = 'arrived'`),
    index('box_scan_box').on(t.boxId),
    check('box_scan_act', sql`${t.act} in ('handed', 'missing', 'arrived')`),
    check('box_scan_where', sql`(${t.stopId} is null) = (${t.act} = 'arrived')`),
  ],
);

/** What was scanned onto the vehicle before it left: a box of a dispatch, or a dispatch that goes unboxed. */
export const loadingScan = table(
  'loading_scan',
  {
    id: id('id'),
    loadId: integer('load_id')
      .notNull()
      .references(() => roundLoad.id, { onDelete: 'cascade' }),
    /** Null for a dispatch without boxes. */
    boxId: integer('box_id').references(() => packingBox.id),
    at: integer('at').notNull(),
    personId: integer('person_id').notNull(),
  },
  (t) => [
    uniqueIndex('loading_scan_box').on(t.loadId, t.boxId),
    uniqueIndex('loading_scan_whole').on(t.loadId).where(sql`box_id is null`),
    index('loading_scan_of').on(t.boxId),
  ],
);
