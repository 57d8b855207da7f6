/** Who must agree to a document, in which order (分级审批), and who stands in for whom. */
import { sql } from 'drizzle-orm';
import type { Role } from '../../src/auth/roles.ts';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { person } from './users.ts';

/** One step of a round of approval; a returned document that comes back begins a new round. */
export const approvalStep = table(
  'approval_step',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    round: integer('round').notNull(),
    position: integer('position').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** Why this role must: the tier of the amount, over budget, an interest. */
    because: text('because').notNull(),
    status: text('status').$type<'waiting' | 'current' | 'approved' | 'returned' | 'void'>().notNull(),
    /** Must be decided by then (UTC ms). */
    dueAt: integer('due_at').notNull(),
    decidedBy: integer('decided_by').references(() => person.id),
    /** The person stood in for. */
    insteadOf: integer('instead_of').references(() => person.id),
    decidedAt: integer('decided_at'),
    note: text('note'),
    /** What was agreed to, in fen. */
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [
    uniqueIndex('approval_step_place').on(t.documentId, t.round, t.position),
    uniqueIndex('approval_step_current').on(t.documentId).where(sql`status = 'current'`),
    index('approval_step_waiting').on(t.role, t.dueAt).where(sql`status = 'current'`),
    check('approval_step_decided', sql`(${t.status} in ('approved', 'returned')) = (${t.decidedBy} is not null)`),
  ],
);

/** Absence: another person decides in the place of one, for a role, from a day to a day. */
export const delegation = table(
  'delegation',
  {
    id: id('id'),
    fromPersonId: integer('from_person_id')
      .notNull()
      .references(() => person.id),
    toPersonId: integer('to_person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').$type<Role>().notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    reason: text('reason').notNull(),
    madeBy: integer('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    index('delegation_to').on(t.toPersonId, t.role),
    check('delegation_span', sql`${t.endsOn} >= ${t.startsOn}`),
    check('delegation_two', sql`${t.fromPersonId} <> ${t.toPersonId}`),
  ],
);
