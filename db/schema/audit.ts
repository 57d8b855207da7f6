/** The audit trail: one row for each command, chained by hash. Only src/audit writes it; triggers refuse any change. */
import { id, index, integer, table, text, uniqueIndex } from '../columns.ts';

export const auditRow = table(
  'audit_row',
  {
    id: id('id'),
    /** Rows form one chain for each organisation, so that organisations do not wait for each other. */
    chain: integer('chain').notNull(),
    sequence: integer('sequence').notNull(),
    at: integer('at').notNull(),
    actorId: integer('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    act: text('act').notNull(),
    outcome: text('outcome').$type<'done' | 'refused'>().notNull(),
    subject: text('subject').notNull(),
    /** JSON text as hashed. */
    before: text('before'),
    after: text('after'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    uniqueIndex('audit_row_chain').on(t.chain, t.sequence),
    index('audit_row_at').on(t.at),
    index('audit_row_actor').on(t.actorId, t.at),
    index('audit_row_subject').on(t.subject),
  ],
);

export const auditChain = table('audit_chain', {
  chain: integer('chain').primaryKey(),
  sequence: integer('sequence').notNull(),
  hash: text('hash').notNull(),
});
