/** What of alerts is a person's own, and what is late elsewhere: for the page of today. */
import { and, count, eq, inArray, isNull, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { alert } from '../../db/schema/levels.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { awake } from './list-queries.ts';
import type { AlertKind } from './rules.ts';

/** Open, awake alerts of a person's own: given to them, or of their roles at their place; by kind. */
export async function ownAlerts(
  db: Db,
  viewer: { userId: number; organisationId: number; own: readonly string[]; county: readonly string[] },
  now: number,
): Promise<{ kind: AlertKind; n: number; late: number; dueAt: number; members: number }[]> {
  const mine = or(
    eq(alert.ownerId, viewer.userId),
    viewer.own.length === 0
      ? undefined
      : and(
          isNull(alert.ownerId),
          eq(alert.organisationId, viewer.organisationId),
          inArray(alert.ownerRole, [...viewer.own]),
        ),
    viewer.county.length === 0 ? undefined : and(isNull(alert.ownerId), inArray(alert.ownerRole, [...viewer.county])),
  );
  return db
    .select({
      kind: alert.kind,
      n: count(),
      late: sql<number>`sum(case when ${alert.dueAt} < ${now} then 1 else 0 end)`.mapWith(Number),
      dueAt: sql<number>`min(${alert.dueAt})`.mapWith(Number),
      members: sql<number>`count(distinct ${alert.organisationId})`.mapWith(Number),
    })
    .from(alert)
    .where(and(isNull(alert.closedAt), awake(now), mine))
    .groupBy(alert.kind);
}

/** Late alerts of other members within the scope, for those who look after them: how many, at how many members. */
export async function lateElsewhere(
  db: Db,
  asked: { scopePath: string; organisationId: number; now: number },
): Promise<{ n: number; members: number; dueAt: number }> {
  const { scopePath, organisationId, now } = asked;
  const [row] = await db
    .select({
      n: count(),
      members: sql<number>`count(distinct ${alert.organisationId})`.mapWith(Number),
      dueAt: sql<number>`coalesce(min(${alert.dueAt}), 0)`.mapWith(Number),
    })
    .from(alert)
    .innerJoin(organisation, eq(organisation.id, alert.organisationId))
    .where(
      and(
        isNull(alert.closedAt),
        awake(now),
        lt(alert.dueAt, now),
        like(organisation.path, `${scopePath}%`),
        sql`${alert.organisationId} <> ${organisationId}`,
      ),
    );
  return row ?? { n: 0, members: 0, dueAt: 0 };
}
