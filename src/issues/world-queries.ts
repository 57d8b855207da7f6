/** What an issue may take from: the lots in a member's own stores, and what happened to them since a moment. */
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { movesSince } from '../ledger/moves.ts';
import { placeOf } from '../ledger/posting.ts';
import { lotsOfItemsAt } from '../stock/item-lots-queries.ts';
import type { SupplyLot } from '../stock/supply-lots.ts';
import type { IssueLot } from './propose.ts';
import type { ReturnStore } from './rules.ts';

export type OwnLot = SupplyLot & IssueLot;

/**
 * The lots of the items in the stores of one member, by item, first to expire first, each with its changes since
 * `since`; an item of which nothing lies there is absent.
 */
export async function ownLots(
  db: Db,
  asked: { organisationId: number; itemIds: readonly number[]; since: number },
): Promise<Map<number, OwnLot[]>> {
  const lots = await lotsOfItemsAt(db, asked);
  const moves = await movesSince(db, [...lots.values()].flat(), asked.since);
  const withMoves = (lot: SupplyLot) => ({ ...lot, moves: moves.get(placeOf(lot.locationId, lot.lotId)) ?? [] });
  return new Map([...lots].map(([itemId, own]) => [itemId, own.map(withMoves)]));
}

/** Every store of a member, those no longer used too. */
export async function storesForReturn(db: Db, organisationId: number): Promise<ReturnStore[]> {
  const kept = and(eq(location.kind, 'store'), eq(location.keeperId, organisationId));
  return db
    .select({ id: location.id, zone: location.zone, active: location.active })
    .from(location)
    .where(kept)
    .orderBy(location.id);
}

/** The member in whose name somebody issues, with the path by which a second person is judged. */
export async function memberById(db: Db, id: number) {
  const [row] = await db
    .select({
      id: organisation.id,
      code: organisation.code,
      shortName: organisation.shortName,
      path: organisation.path,
    })
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.active, true)));
  return row;
}
