/** What other features ask of the committee: whether it has decided for a document, and what passed. */
import { and, asc, desc, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { committeeSession, matter } from '../../db/schema/selection.ts';

export interface PassedMatter {
  id: number;
  sessionNumber: string;
  /** The document's version that was voted on: what was changed later has not been decided. */
  documentVersion: number | null;
  decidedAt: number;
}

/**
 * The latest decided matter about the document when it passed; undefined when none was or the last did not pass. What
 * was adjourned decided nothing.
 */
export async function passedMatter(db: Db, documentId: number): Promise<PassedMatter | undefined> {
  const [row] = await db
    .select({
      id: matter.id,
      sessionNumber: document.number,
      documentVersion: matter.documentVersion,
      decidedAt: matter.decidedAt,
      outcome: matter.outcome,
    })
    .from(matter)
    .innerJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .innerJoin(document, eq(document.id, committeeSession.documentId))
    .where(and(eq(matter.documentId, documentId), isNotNull(matter.decidedAt), ne(matter.outcome, 'adjourned')))
    .orderBy(desc(matter.decidedAt), desc(matter.id))
    .limit(1);
  if (row === undefined || row.outcome !== 'passed' || row.decidedAt === null) return undefined;
  const { id, sessionNumber, documentVersion, decidedAt } = row;
  return { id, sessionNumber, documentVersion, decidedAt };
}

export interface PassedDecision {
  id: number;
  text: string;
  sessionNumber: string;
  decidedAt: number;
}

/** Matters of these kinds that passed, the latest first: what a record of another feature may rest on. */
export async function passedDecisions(
  db: Db,
  kinds: readonly (typeof matter.$inferSelect)['kind'][],
): Promise<PassedDecision[]> {
  const rows = await db
    .select({ id: matter.id, text: matter.text, sessionNumber: document.number, decidedAt: matter.decidedAt })
    .from(matter)
    .innerJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .innerJoin(document, eq(document.id, committeeSession.documentId))
    .where(and(inArray(matter.kind, [...kinds]), eq(matter.outcome, 'passed'), isNotNull(matter.decidedAt)))
    .orderBy(desc(matter.decidedAt), asc(matter.id));
  return rows.map((row) => ({ ...row, decidedAt: row.decidedAt ?? 0 }));
}
