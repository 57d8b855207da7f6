/** Reads of the trail: newest first, by actor, act, subject, outcome and days, within the reader's scope. */
import { and, count, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';

export interface AuditFilter {
  /** Part of a name. */
  actor?: string | undefined;
  /** An act, or its first part with a dot: `person.`. */
  act?: string | undefined;
  /** Beginning of a number, code or login. */
  subject?: string | undefined;
  outcome?: 'done' | 'refused' | undefined;
  /** First and last day. */
  from?: string | undefined;
  to?: string | undefined;
}

export type AuditLine = typeof auditRow.$inferSelect & { organisationName: string | null };

/** `column` holds what was typed; its percent and underline signs stand for themselves. */
function typed(column: typeof auditRow.subject | typeof auditRow.actorName, before: '' | '%', text: string): SQL {
  return sql`${column} like ${`${before}${text.replace(/[!%_]/g, '!$&')}%`} escape '!'`;
}

function conditionsOf(db: Db, scopePath: string, filter: AuditFilter): SQL | undefined {
  const parts: (SQL | undefined)[] = [];
  if (scopePath !== '/') {
    const mine = db
      .select({ id: organisation.id })
      .from(organisation)
      .where(like(organisation.path, `${scopePath}%`));
    parts.push(inArray(auditRow.chain, mine));
  }
  if (filter.actor !== undefined) parts.push(typed(auditRow.actorName, '%', filter.actor));
  if (filter.act !== undefined) {
    parts.push(filter.act.endsWith('.') ? like(auditRow.act, `${filter.act}%`) : eq(auditRow.act, filter.act));
  }
  if (filter.subject !== undefined) parts.push(typed(auditRow.subject, '', filter.subject));
  if (filter.outcome !== undefined) parts.push(eq(auditRow.outcome, filter.outcome));
  if (filter.from !== undefined) parts.push(gte(auditRow.at, startOfDay(filter.from)));
  if (filter.to !== undefined) parts.push(lt(auditRow.at, startOfDay(addDays(filter.to, 1))));
  return and(...parts);
}

/** Up to `limit` rows after the one that `after` names (its instant and id). */
export async function listAudit(
  db: Db,
  scopePath: string,
  filter: AuditFilter,
  page: { limit: number; after?: { at: number; id: number } | undefined },
): Promise<AuditLine[]> {
  const { after } = page;
  const later = after && or(lt(auditRow.at, after.at), and(eq(auditRow.at, after.at), lt(auditRow.id, after.id)));
  const rows = await db
    .select({ row: auditRow, organisationName: organisation.shortName })
    .from(auditRow)
    .leftJoin(organisation, eq(organisation.id, auditRow.chain))
    .where(and(conditionsOf(db, scopePath, filter), later))
    .orderBy(desc(auditRow.at), desc(auditRow.id))
    .limit(page.limit);
  return rows.map(({ row, organisationName }) => ({ ...row, organisationName }));
}

/** How many rows match. */
export async function countAudit(db: Db, scopePath: string, filter: AuditFilter): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(auditRow)
    .where(conditionsOf(db, scopePath, filter));
  return row?.n ?? 0;
}
