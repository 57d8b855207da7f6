/** The unified formulary (统一用药目录): published versions, the draft of the next one, exceptions it allows. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { matter } from './selection.ts';

/** A version: a document (draft, published, abandoned). What is published is never changed again. */
export const formularyVersion = table(
  'formulary_version',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    /** 1 for the first, 2 for the next …; null while it is a draft. */
    edition: integer('edition'),
    title: text('title').notNull(),
    /** First day on which it holds; null while nobody has said. */
    effectiveOn: text('effective_on'),
    /** The version it was prepared from; null for the first. */
    basedOnId: integer('based_on_id'),
    /** True for the one draft that is open. */
    draft: boolean('draft').notNull(),
    /** The committee's decision. */
    matterId: integer('matter_id').references(() => matter.id),
    publishedAt: integer('published_at'),
    publishedBy: integer('published_by'),
    /** When the clock made it the version in force, so that this is done once. */
    inForceAt: integer('in_force_at'),
  },
  (t) => [
    uniqueIndex('formulary_version_document').on(t.documentId),
    uniqueIndex('formulary_version_edition').on(t.edition),
    uniqueIndex('formulary_version_draft').on(t.draft).where(sql`draft`),
    uniqueIndex('formulary_version_effective').on(t.effectiveOn).where(sql`published_at is not null`),
    check('formulary_version_published', sql`${t.publishedAt} is null or ${t.effectiveOn} is not null`),
  ],
);

/** One change a draft proposes; an item has at most one in a draft. */
export const formularyChange = table(
  'formulary_change',
  {
    id: id('id'),
    versionId: integer('version_id')
      .notNull()
      .references(() => formularyVersion.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** `tiers`: it stays, other tiers may stock it. */
    act: text('act').$type<'add' | 'remove' | 'tiers'>().notNull(),
    county: boolean('county').notNull(),
    township: boolean('township').notNull(),
    village: boolean('village').notNull(),
    /** Removal: last day on which stock may be used up. */
    useUntil: text('use_until'),
    origin: text('origin').$type<'dossier' | 'linkage' | 'hand' | 'import' | 'review'>().notNull(),
    /** The dossier it comes from. */
    dossierId: integer('dossier_id'),
    reason: text('reason').notNull(),
    proposedBy: integer('proposed_by').notNull(),
    proposedAt: integer('proposed_at').notNull(),
  },
  (t) => [
    uniqueIndex('formulary_change_item').on(t.versionId, t.itemId),
    check('formulary_change_tiers', sql`${t.act} = 'remove' or ${t.county} or ${t.township} or ${t.village}`),
    check(
      'formulary_change_removal',
      sql`${t.act} <> 'remove' or (not ${t.county} and not ${t.township} and not ${t.village})`,
    ),
  ],
);

/** What a published version says of an item. Frozen: triggers refuse changes. A leaver stands with no tier. */
export const formularyEntry = table(
  'formulary_entry',
  {
    versionId: integer('version_id')
      .notNull()
      .references(() => formularyVersion.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    county: boolean('county').notNull(),
    township: boolean('township').notNull(),
    village: boolean('village').notNull(),
    useUntil: text('use_until'),
    /** Name, form, strength, maker and facts as they were on the day it was published. */
    snapshot: json<Record<string, string | number | boolean | null>>('snapshot').notNull(),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.itemId] }), index('formulary_entry_item').on(t.itemId)],
);

/** 一品两规 allows two products of a generic name and route; this allows more, by the committee's decision. */
export const formularyException = table(
  'formulary_exception',
  {
    id: id('id'),
    genericName: text('generic_name').notNull(),
    route: text('route').$type<'oral' | 'injection'>().notNull(),
    /** Products allowed while it holds. */
    most: integer('most').notNull(),
    reason: text('reason').notNull(),
    matterId: integer('matter_id').references(() => matter.id),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (t) => [
    index('formulary_exception_name').on(t.genericName, t.route),
    check('formulary_exception_most', sql`${t.most} > 2`),
    check('formulary_exception_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);
