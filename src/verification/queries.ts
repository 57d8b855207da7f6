/** The last verification, read back from the audit trail: every process shows the same one. */
import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { RUN_ACT } from './commands.ts';
import type { PastRun, RunOutcome } from './run.ts';

/** Undefined before the first run. */
export async function lastRun(db: Db): Promise<PastRun | undefined> {
  const [row] = await db
    .select({ by: auditRow.actorName, after: auditRow.after })
    .from(auditRow)
    .where(and(eq(auditRow.act, RUN_ACT), eq(auditRow.outcome, 'done')))
    .orderBy(desc(auditRow.at), desc(auditRow.id))
    .limit(1);
  if (row === undefined || row.after === null) return undefined;
  return { by: row.by, outcome: JSON.parse(row.after) as RunOutcome };
}
