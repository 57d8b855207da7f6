/** Which upkeep lists held a lot for a problem, and when it was settled: for the page of the lot. */
import { and, desc, eq, inArray, like, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { upkeepLine } from '../../db/schema/storage.ts';

export interface LotProblem {
  number: string;
  place: string;
  /** UTC ms. */
  since: number;
  until: number | null;
  /** What was found, and why it was let go. */
  problem: string;
  reason: string;
}

async function settlings(db: Db, upkeepIds: number[]) {
  if (upkeepIds.length === 0) return [];
  return db
    .select({
      upkeepId: documentAct.documentId,
      at: documentAct.at,
      note: documentAct.note,
      detail: documentAct.detail,
    })
    .from(documentAct)
    .where(and(inArray(documentAct.documentId, upkeepIds), eq(documentAct.act, 'settle')))
    .orderBy(documentAct.id);
}

/** The problems that were found with the lot at a place of the scope, the newest first. */
export async function problemsOfLot(db: Db, asked: { lotId: number; scopePath: string }): Promise<LotProblem[]> {
  const rows = await db
    .select({ line: upkeepLine, number: document.number, store: location.name, member: organisation.shortName })
    .from(upkeepLine)
    .innerJoin(document, eq(document.id, upkeepLine.upkeepId))
    .innerJoin(location, eq(location.id, upkeepLine.locationId))
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(
      and(
        eq(upkeepLine.lotId, asked.lotId),
        ne(upkeepLine.problem, ''),
        like(organisation.path, `${asked.scopePath}%`),
      ),
    )
    .orderBy(desc(upkeepLine.id))
    .limit(50);
  const settled = await settlings(db, [...new Set(rows.map(({ line }) => line.upkeepId))]);
  return rows.map(({ line, number, store, member }) => {
    const end = settled.findLast((act) => act.upkeepId === line.upkeepId && act.detail?.line === line.lineNumber);
    const until = line.finding === 'good' ? (end?.at ?? null) : null;
    const place = `${member} ${store}`;
    return { number, place, since: line.doneAt ?? 0, until, problem: line.problem, reason: end?.note ?? '' };
  });
}
