/** Uploaded sheets between preview and import: nothing is written elsewhere until a person says so. */
import { id, index, integer, json, primaryKey, table, text } from '../columns.ts';
import { person } from './users.ts';

export const importDraft = table(
  'import_draft',
  {
    id: id('id'),
    kind: text('kind')
      .$type<'catalogue' | 'opening_stock' | 'levels' | 'trace_packs' | 'assets' | 'asset_uses'>()
      .notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    /** What holds for all rows, such as their number by verdict. */
    summary: json<unknown>('summary').notNull(),
    createdAt: integer('created_at').notNull(),
    appliedAt: integer('applied_at'),
  },
  (t) => [index('import_draft_person').on(t.personId, t.kind)],
);

/** The judged rows of a preview, one by one: a page of them is read alone, and long files hold up nobody. */
export const importRow = table(
  'import_row',
  {
    draftId: integer('draft_id')
      .notNull()
      .references(() => importDraft.id),
    /** From 0, in the order of the sheet. */
    position: integer('position').notNull(),
    /** Row of the sheet as the person sees it; one row may give several entries. */
    row: integer('row').notNull(),
    verdict: text('verdict').notNull(),
    entry: json<unknown>('entry').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.draftId, t.position] }),
    index('import_row_verdict').on(t.draftId, t.verdict, t.position),
  ],
);
