/** Who was quicker: the last act on something, for the sentence that a person with a stale page reads. */
import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { type Refusal, refuse } from '../kernel/result.ts';

/** The refusal `stale` with who acted last on `subject`, by what act and when; pages put it into words. */
export async function refuseStale(db: Db, subject: string): Promise<Refusal> {
  const [last] = await db
    .select({ who: auditRow.actorName, act: auditRow.act, at: auditRow.at })
    .from(auditRow)
    .where(and(eq(auditRow.subject, subject), eq(auditRow.outcome, 'done')))
    .orderBy(desc(auditRow.at), desc(auditRow.id))
    .limit(1);
  return last === undefined ? refuse('stale') : refuse('stale', last);
}
