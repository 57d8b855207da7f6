/** Who may read which scores: nobody another's before all are in, and no names beside them before the decision. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { dossierReview, dossierScore } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { may, type Role } from '../auth/roles.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { sha256 } from '../kernel/canonical.ts';
import { applicantsOf, type DossierRecord, stateOf } from './dossier-queries.ts';
import { memberIds } from './dossier-statements.ts';
import { type Dimension, dimensionSums, type GivenScore, NAMED, OPENED, outcomeOf } from './rules.ts';

export interface SeenReview {
  /** 1, 2, 3 in an order that says nothing of who it is. */
  label: number;
  /** Null until the dossier is decided, except one's own. */
  name: string | null;
  own: boolean;
  interest: 'none' | 'declared' | null;
  interestText: string;
  totalHalf: number | null;
  scores: GivenScore[];
  sums: Record<Dimension, number>;
}

export interface Assignment {
  personId: number;
  name: string;
  interest: 'none' | 'declared' | null;
  interestText: string;
  in: boolean;
}

export interface Reviews {
  assigned: number;
  in: number;
  /** Everything once all are in; before, one's own alone. */
  seen: SeenReview[];
  /** The reader's own, whatever its state. */
  own: SeenReview | undefined;
  ownSubmitted: boolean;
  /** Who was asked, for whoever manages: never what they gave. */
  assignments: Assignment[];
  spreadHalf: number | null;
}

interface Reader {
  userId: number;
  roles: readonly Role[];
}

type ReviewRow = typeof dossierReview.$inferSelect;

/** Scores of the reviews that were asked for and of no others: what is not read cannot be shown. */
async function scoresOf(db: Db, ids: readonly number[]): Promise<Map<number, GivenScore[]>> {
  const found = new Map<number, GivenScore[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await db
    .select()
    .from(dossierScore)
    .where(inArray(dossierScore.reviewId, [...ids]));
  for (const { reviewId, criterion, half, evidence } of rows) {
    found.get(reviewId)?.push({ criterion, half, evidence });
  }
  return found;
}

function inHiddenOrder(number: string, rows: readonly ReviewRow[]): ReviewRow[] {
  const rank = (row: ReviewRow) => sha256(`${number} ${row.id}`);
  return [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The reviews of a dossier as this reader may see them. */
export async function reviewsFor(db: Db, record: DossierRecord, reader: Reader): Promise<Reviews> {
  const rows = await db
    .select({ review: dossierReview, name: person.name })
    .from(dossierReview)
    .innerJoin(person, eq(person.id, dossierReview.personId))
    .where(eq(dossierReview.dossierId, record.dossier.id))
    .orderBy(asc(dossierReview.id));
  const names = new Map(rows.map((row) => [row.review.id, row.name]));
  const ordered = inHiddenOrder(
    record.document.number,
    rows.map((row) => row.review),
  );
  const opened = OPENED.includes(stateOf(record));
  const named = NAMED.includes(stateOf(record));
  const mine = (row: ReviewRow) => row.personId === reader.userId;
  const readable = ordered.filter((row) => opened || mine(row));
  const scores = await scoresOf(
    db,
    readable.map((row) => row.id),
  );
  const seen = readable.map((row): SeenReview => {
    const given = scores.get(row.id) ?? [];
    const { interest, interestText, totalHalf } = row;
    const name = named || mine(row) ? (names.get(row.id) ?? '') : null;
    const label = ordered.indexOf(row) + 1;
    const told = { interest, interestText: named || mine(row) ? interestText : '', totalHalf, scores: given };
    return { label, name, own: mine(row), ...told, sums: dimensionSums(given) };
  });
  const asks = await mayKnowReviewers(db, record, reader);
  const totals = opened ? readable.flatMap((row) => row.totalHalf ?? []) : [];
  return {
    assigned: rows.length,
    in: rows.filter((row) => row.review.submittedAt !== null).length,
    seen,
    own: seen.find((review) => review.own),
    ownSubmitted: rows.some(({ review }) => mine(review) && review.submittedAt !== null),
    assignments: asks ? rows.map(({ review, name }) => assignmentOf(review, name)) : [],
    spreadHalf: totals.length === 0 ? null : outcomeOf(totals).spreadHalf,
  };
}

/** Whoever manages the dossier asked the reviewers; whoever applied is never told before the decision. */
async function mayKnowReviewers(db: Db, record: DossierRecord, reader: Reader): Promise<boolean> {
  if (!may(reader.roles, 'dossier.manage')) return false;
  return NAMED.includes(stateOf(record)) || !(await applicantsOf(db, record.document.id)).includes(reader.userId);
}

/** Acts by which one learns who reviews. */
const TELLING = ['state_interest', 'review', 'release'];

/**
 * Every act on the dossier, oldest first. Until the decision the reviewers' acts stand without a name, place and note,
 * except for themselves, for whoever asked them, and for those who read the trail anyway.
 */
export async function blindTimeline(db: Db, record: DossierRecord, reader: Reader): Promise<ActRow[]> {
  const rows = await timelineOf(db, record.document.id);
  if (NAMED.includes(stateOf(record)) || may(reader.roles, 'audit.read')) return rows;
  if (await mayKnowReviewers(db, record, reader)) return rows;
  return rows.map((row) => {
    if (!TELLING.includes(row.act) || row.actorId === reader.userId) return row;
    const untold = row.act === 'release' ? {} : { actorId: 0, actorName: '', organisationName: '' };
    return { ...row, ...untold, note: null };
  });
}

function assignmentOf(review: ReviewRow, name: string): Assignment {
  const { personId, interest, interestText, submittedAt } = review;
  return { personId, name, interest, interestText, in: submittedAt !== null };
}

/** Mean half points of each criterion, times 100 so that two places can be shown; scored reviews only. */
export function meansOf(seen: readonly SeenReview[]): Map<string, number> {
  const scored = seen.filter((review) => review.totalHalf !== null);
  const means = new Map<string, number>();
  for (const { criterion } of scored[0]?.scores ?? []) {
    const sum = scored.reduce(
      (all, review) => all + (review.scores.find((score) => score.criterion === criterion)?.half ?? 0),
      0,
    );
    means.set(criterion, Math.round((sum * 100) / scored.length));
  }
  return means;
}

/** Committee members who may be asked to review: active, not the applicant, not asked yet. */
export async function candidatesFor(
  db: Db,
  record: DossierRecord,
  reviews: Pick<Reviews, 'assignments'>,
): Promise<{ id: number; name: string }[]> {
  const members = await db.run<{ id: number; name: string }>(memberIds, {});
  const asked = new Set(reviews.assignments.map((each) => each.personId));
  const applied = await applicantsOf(db, record.document.id);
  return members
    .map(({ id, name }) => ({ id: Number(id), name }))
    .filter(({ id }) => !applied.includes(id) && !asked.has(id));
}

/** People who must not vote on the dossier: who applied, and who declared an interest as reviewer. */
export async function conflictedFor(db: Db, documentId: number, record: DossierRecord): Promise<Map<number, string>> {
  const rows = await db
    .select({ personId: dossierReview.personId, interest: dossierReview.interest })
    .from(dossierReview)
    .where(eq(dossierReview.dossierId, record.dossier.id));
  const found = new Map<number, string>();
  for (const row of rows) if (row.interest === 'declared') found.set(row.personId, 'declared');
  if (record.document.id !== documentId) return found;
  for (const personId of await applicantsOf(db, documentId)) found.set(personId, 'applicant');
  return found;
}
