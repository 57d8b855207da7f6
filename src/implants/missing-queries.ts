/** Units that a count did not find: the paper of each, whether it still stands, and what is owed for it. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { implantMissing } from '../../db/schema/consignment-counts.ts';
import { document } from '../../db/schema/documents.ts';

const count = alias(document, 'count_paper');

/** Every time the unit was missing, the latest first. */
export async function missingsOf(db: Db, unitId: number) {
  const rows = await db
    .select({ missing: implantMissing, number: document.number, at: document.createdAt, count: count.number })
    .from(implantMissing)
    .innerJoin(document, eq(document.id, implantMissing.documentId))
    .innerJoin(count, eq(count.id, implantMissing.countId))
    .where(eq(implantMissing.unitId, unitId))
    .orderBy(desc(implantMissing.documentId));
  return rows.map(({ missing, ...paper }) => ({ ...missing, ...paper }));
}
export type MissingView = Awaited<ReturnType<typeof missingsOf>>[number];

/** The paper by which the unit is missing now; undefined when it is not. */
export async function standingMissing(db: Db, unitId: number) {
  const [row] = await db
    .select({ missing: implantMissing, number: document.number })
    .from(implantMissing)
    .innerJoin(document, eq(document.id, implantMissing.documentId))
    .where(and(eq(implantMissing.unitId, unitId), isNull(implantMissing.foundAt)));
  return row && { ...row.missing, number: row.number };
}
