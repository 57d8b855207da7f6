/** Selection of medicines (药品遴选评价): dossiers, their blind reviews, and the committee that decides. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { person } from './users.ts';

/** An application to take an item up, a document of its own. */
export const dossier = table(
  'dossier',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Null while the catalogue does not have it; then `wish` describes it. */
    itemId: integer('item_id').references(() => item.id),
    wish: json<{ genericName: string; form: string; strength: string; manufacturer: string; approvalNumber: string }>(
      'wish',
    ),
    indication: text('indication').notNull(),
    /** Why the county needs it. */
    reason: text('reason').notNull(),
    /** What it is compared with, in words; the items stand in `dossier_comparator`. */
    comparison: text('comparison').notNull().default(''),
    evidence: text('evidence').notNull().default(''),
    /** Fen for a course of treatment and for a defined daily dose; null when nobody worked it out. */
    courseFen: integer('course_fen'),
    dailyFen: integer('daily_fen'),
    /** Tiers asked for, such as `county,township`. */
    tiers: text('tiers').notNull(),
    /** The applicant's statement of interests. */
    interests: text('interests').notNull(),
    /** Half points, 0 to 200, once all reviews are in. */
    scoreHalf: integer('score_half'),
    band: text('band').$type<'recommended' | 'weak' | 'refused'>(),
    /** Last day of the trial period after it was taken up. */
    trialUntil: text('trial_until'),
  },
  (t) => [
    uniqueIndex('dossier_document').on(t.documentId),
    index('dossier_item').on(t.itemId),
    check('dossier_subject', sql`(${t.itemId} is null) <> (${t.wish} is null)`),
    check('dossier_score', sql`${t.scoreHalf} is null or ${t.scoreHalf} between 0 and 200`),
  ],
);

/** Items of the same class that the dossier is compared with. */
export const dossierComparator = table(
  'dossier_comparator',
  {
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.itemId] })],
);

/** One reviewer's blind review: nobody else reads it before all are in. */
export const dossierReview = table(
  'dossier_review',
  {
    id: id('id'),
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    assignedAt: integer('assigned_at').notNull(),
    /** Stated before scoring: `none`, or `declared` with the words, which ends the review without scores. */
    interest: text('interest').$type<'none' | 'declared'>(),
    interestText: text('interest_text').notNull().default(''),
    submittedAt: integer('submitted_at'),
    /** Half points of all criteria together, once submitted. */
    totalHalf: integer('total_half'),
  },
  (t) => [uniqueIndex('dossier_review_person').on(t.dossierId, t.personId)],
);

/** Half points for one criterion, with what they rest on. */
export const dossierScore = table(
  'dossier_score',
  {
    reviewId: integer('review_id')
      .notNull()
      .references(() => dossierReview.id),
    criterion: text('criterion').notNull(),
    half: integer('half').notNull(),
    evidence: text('evidence').notNull(),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.criterion] }), check('dossier_score_half', sql`${t.half} >= 0`)],
);

/**
 * What was noted about a listed item that no dossier runs for: a safety signal, or that it is kept in spite of what
 * speaks against it. Append-only; a running dossier holds the same in its own timeline.
 */
export const watchNote = table(
  'watch_note',
  {
    id: id('id'),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    act: text('act').$type<'signal' | 'keep'>().notNull(),
    note: text('note').notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: integer('at').notNull(),
  },
  (t) => [index('watch_note_item').on(t.itemId), check('watch_note_act', sql`${t.act} in ('signal', 'keep')`)],
);

/** A session of the P&T committee (药事管理与药物治疗学委员会), a document of its own. */
export const committeeSession = table(
  'committee_session',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    title: text('title').notNull(),
    heldOn: text('held_on').notNull(),
    place: text('place').notNull().default(''),
    /** What was said besides the decisions. */
    minutes: text('minutes').notNull().default(''),
  },
  (t) => [uniqueIndex('committee_session_document').on(t.documentId)],
);

/** Who belonged to the committee when the session was called, and who came. */
export const committeeSeat = table(
  'committee_seat',
  {
    sessionId: integer('session_id')
      .notNull()
      .references(() => committeeSession.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    presentAt: integer('present_at'),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] })],
);

/** Something a session decides by votes. */
export const matter = table(
  'matter',
  {
    id: id('id'),
    sessionId: integer('session_id')
      .notNull()
      .references(() => committeeSession.id),
    kind: text('kind').$type<'dossier' | 'version' | 'exception' | 'substitute'>().notNull(),
    /** The dossier or version; null for what is told in words. */
    documentId: integer('document_id').references(() => document.id),
    /** The document's version when it was put to the vote: a later change needs a new vote. */
    documentVersion: integer('document_version'),
    text: text('text').notNull(),
    outcome: text('outcome').$type<'passed' | 'rejected' | 'no_quorum' | 'adjourned'>(),
    votesFor: integer('votes_for'),
    votesAgainst: integer('votes_against'),
    abstentions: integer('abstentions'),
    recusals: integer('recusals'),
    /** Seats that had to be present and votes that had to be for it, by the rules of the day. */
    quorum: integer('quorum'),
    needed: integer('needed'),
    decidedAt: integer('decided_at'),
  },
  (t) => [index('matter_session').on(t.sessionId), index('matter_document').on(t.documentId)],
);

/** One member's vote; append-only. */
export const matterVote = table(
  'matter_vote',
  {
    matterId: integer('matter_id')
      .notNull()
      .references(() => matter.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    choice: text('choice').$type<'for' | 'against' | 'abstain' | 'recused'>().notNull(),
    reason: text('reason').notNull().default(''),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.matterId, t.personId] })],
);
