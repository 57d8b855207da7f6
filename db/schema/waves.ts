/** Waves (波次): what rides on the rounds of a day, allocated in one act and picked together. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, table, text } from '../columns.ts';
import { dispatch } from './dispatches.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { deliveryRoute } from './rounds.ts';

/** One wave of one house on one day (document BC). */
export const wave = table('wave', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  fromOrganisationId: integer('from_organisation_id')
    .notNull()
    .references(() => organisation.id),
  day: text('day').notNull(),
});

/** What was chosen for a wave: a requisition that is still to be allocated, or a dispatch that is there already. */
export const waveEntry = table(
  'wave_entry',
  {
    id: id('id'),
    waveId: integer('wave_id')
      .notNull()
      .references(() => wave.documentId),
    routeId: integer('route_id')
      .notNull()
      .references(() => deliveryRoute.id),
    toOrganisationId: integer('to_organisation_id')
      .notNull()
      .references(() => organisation.id),
    requisitionId: integer('requisition_id').references(() => document.id),
    /** Of a requisition, the dispatch that its lines went onto. */
    dispatchId: integer('dispatch_id').references(() => dispatch.documentId),
    /** Null while it waits its turn. */
    outcome: text('outcome').$type<'taken' | 'refused'>(),
    /** Why it was refused, with the facts of the sentence; of what was taken, the lines that were short. */
    reason: text('reason'),
    detail: json<Record<string, string | number> | null>('detail'),
  },
  (t) => [
    index('wave_entry_wave').on(t.waveId),
    index('wave_entry_dispatch').on(t.dispatchId),
    check('wave_entry_outcome', sql`${t.outcome} is null or ${t.outcome} in ('taken', 'refused')`),
    check('wave_entry_source', sql`${t.requisitionId} is not null or ${t.dispatchId} is not null`),
  ],
);
