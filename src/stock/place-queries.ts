/** The places a member's stock pages look at: its stores, and who of the county keeps any. */
import { and, countDistinct, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { storesOf } from '../organisations/queries.ts';

/** Ids of the organisations that keep a store. */
export async function storeKeepers(db: Db): Promise<Set<number>> {
  const rows = await db.selectDistinct({ id: location.keeperId }).from(location).where(eq(location.kind, 'store'));
  return new Set(rows.flatMap((row) => (row.id === null ? [] : [row.id])));
}

/** Ids of all stores of an organisation, retired ones included: their history belongs to the card. */
export async function storeIds(db: Db, organisationId: number): Promise<number[]> {
  const kept = and(eq(location.keeperId, organisationId), eq(location.kind, 'store'));
  const rows = await db.select({ id: location.id }).from(location).where(kept).orderBy(location.id);
  return rows.map((row) => row.id);
}

/** The same with their names, for a choice. */
export async function storesEver(db: Db, organisationId: number): Promise<{ id: number; name: string }[]> {
  const kept = and(eq(location.keeperId, organisationId), eq(location.kind, 'store'));
  return db.select({ id: location.id, name: location.name }).from(location).where(kept).orderBy(location.id);
}

/** Zones in which an organisation keeps stores, for its filter. */
export async function zonesOf(db: Db, organisationId: number): Promise<string[]> {
  const stores = await storesOf(db, [organisationId]);
  return [...new Set(stores.map((store) => store.zone))];
}

/** How many organisations at or under `path` keep a store. */
export async function countStocked(db: Db, path: string): Promise<number> {
  const [row] = await db
    .select({ count: countDistinct(location.keeperId) })
    .from(location)
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(location.kind, 'store'), like(organisation.path, `${path}%`)));
  return row?.count ?? 0;
}
