/** Therapeutic substitutes the committee has approved: another medicine for the same need. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text } from '../columns.ts';
import { concept } from './catalogue.ts';
import { matter } from './selection.ts';

export const therapeuticSubstitute = table(
  'therapeutic_substitute',
  {
    id: id('id'),
    /** What was asked for, and what may be given in its place. */
    fromConceptId: integer('from_concept_id')
      .notNull()
      .references(() => concept.id),
    toConceptId: integer('to_concept_id')
      .notNull()
      .references(() => concept.id),
    bothWays: boolean('both_ways').notNull(),
    /** Dose of the one for a dose of the other, and what to look out for. */
    guidance: text('guidance').notNull(),
    matterId: integer('matter_id').references(() => matter.id),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by').notNull(),
  },
  (t) => [
    index('therapeutic_substitute_from').on(t.fromConceptId),
    index('therapeutic_substitute_to').on(t.toConceptId),
    check('therapeutic_substitute_pair', sql`${t.fromConceptId} <> ${t.toConceptId}`),
    check('therapeutic_substitute_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);
