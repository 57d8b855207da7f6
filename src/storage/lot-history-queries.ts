/** Which excursions held a lot where it lay, and what quality decided: for the page of the lot. */
import { and, desc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { excursionLot } from '../../db/schema/storage.ts';

export interface LotCase {
  number: string;
  place: string;
  /** UTC ms. */
  since: number;
  /** When quality let it go, or the case was withdrawn; null while it is held. */
  until: number | null;
  rejected: boolean;
  reason: string;
}

/** The excursions that held the lot at a place of the scope, the newest first. */
export async function casesOfLot(db: Db, asked: { lotId: number; scopePath: string }): Promise<LotCase[]> {
  const rows = await db
    .select({ case: document, part: excursionLot, store: location.name, member: organisation.shortName })
    .from(excursionLot)
    .innerJoin(document, eq(document.id, excursionLot.excursionId))
    .innerJoin(location, eq(location.id, excursionLot.locationId))
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(excursionLot.lotId, asked.lotId), like(organisation.path, `${asked.scopePath}%`)))
    .orderBy(desc(excursionLot.excursionId), excursionLot.locationId)
    .limit(50);
  return rows.map(({ case: paper, part, store, member }) => {
    const withdrawn = paper.status === 'withdrawn' ? paper.changedAt : null;
    const until = part.decision === 'released' ? part.decidedAt : withdrawn;
    const rejected = part.decision === 'rejected' && withdrawn === null;
    const place = `${member} ${store}`;
    return { number: paper.number, place, since: paper.createdAt, until, rejected, reason: part.reason };
  });
}
