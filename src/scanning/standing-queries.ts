/** How much of the lots that were found lies here and elsewhere within the scope. */
import { and, eq, gt, like, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { balance } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';

export interface LotStanding {
  /** In stores of the asker's own organisation, base units. */
  hereBase: number;
  /** In stores of others within the scope. */
  elsewhereBase: number;
  /** How many others keep some. */
  members: number;
}

/** By lot; a lot of which nothing lies in any store of the scope is left out. */
export async function standingOf(
  db: Db,
  asker: { scopePath: string; organisationId: number },
  lotIds: readonly number[],
): Promise<Map<number, LotStanding>> {
  const found = new Map<number, LotStanding>();
  if (lotIds.length === 0) return found;
  const rows = await db
    .select({ lotId: balance.lotId, keeperId: location.keeperId, onHand: sql<number>`sum(${balance.onHand})` })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(
      and(
        isOneOf(balance.lotId, [...lotIds]),
        eq(location.kind, 'store'),
        gt(balance.onHand, 0),
        like(organisation.path, `${asker.scopePath}%`),
      ),
    )
    .groupBy(balance.lotId, location.keeperId);
  for (const { lotId, keeperId, onHand } of rows) {
    const known = found.get(lotId) ?? { hereBase: 0, elsewhereBase: 0, members: 0 };
    const isHere = keeperId === asker.organisationId;
    if (isHere) known.hereBase += Number(onHand);
    else known.elsewhereBase += Number(onHand);
    found.set(lotId, isHere ? known : { ...known, members: known.members + 1 });
  }
  return found;
}
