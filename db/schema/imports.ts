/** Uploaded sheets between preview and import: nothing is written elsewhere until a person says so. */
import { id, index, integer, json, table, text } from '../columns.ts';
import { person } from './users.ts';

export const importDraft = table(
  'import_draft',
  {
    id: id('id'),
    kind: text('kind').$type<'catalogue' | 'opening_stock'>().notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    rows: json<unknown>('rows').notNull(),
    summary: json<unknown>('summary').notNull(),
    createdAt: integer('created_at').notNull(),
    appliedAt: integer('applied_at'),
  },
  (t) => [index('import_draft_person').on(t.personId, t.kind)],
);
