/** Members with where they are and how far that is from the hub. */
import { and, asc, eq, isNull, like, ne, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { memberPoint } from '../../db/schema/transfers.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { kilometres, type Point } from './distance.ts';

export interface PlacedMember {
  code: string;
  shortName: string;
  kind: OrganisationKind;
  point: Point | null;
  /** From the hub, straight; null when either is not known. */
  hubKm: number | null;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '').toLowerCase()}%`;

/** Members by name, pinyin or code; those without a place alone when asked for. */
export async function placedMembers(
  db: Db,
  asked: { q?: string | undefined; missing: boolean },
): Promise<PlacedMember[]> {
  const { q = '', missing } = asked;
  const rows = await db
    .select({ of: organisation, at: memberPoint })
    .from(organisation)
    .leftJoin(memberPoint, eq(memberPoint.organisationId, organisation.id))
    .where(
      and(
        eq(organisation.active, true),
        ne(organisation.kind, 'company'),
        missing ? isNull(memberPoint.organisationId) : undefined,
        q.trim() === ''
          ? undefined
          : or(
              like(organisation.searchText, plainLike(q.trim())),
              like(organisation.code, `%${q.trim().toUpperCase()}%`),
            ),
      ),
    )
    .orderBy(asc(organisation.path));
  const [hub] = await db
    .select({ latitudeMicro: memberPoint.latitudeMicro, longitudeMicro: memberPoint.longitudeMicro })
    .from(organisation)
    .innerJoin(memberPoint, eq(memberPoint.organisationId, organisation.id))
    .where(eq(organisation.kind, 'head'));
  return rows.map(({ of, at }) => {
    const point = at && { latitudeMicro: at.latitudeMicro, longitudeMicro: at.longitudeMicro };
    const hubKm = point === null || hub === undefined ? null : kilometres(hub, point);
    return { code: of.code, shortName: of.shortName, kind: of.kind, point, hubKm };
  });
}
