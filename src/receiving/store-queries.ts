/** The stores that accepted goods may go to: of the place, and of a zone that suits them. */
import type { Db } from '../../db/database.ts';
import { storesOf } from '../organisations/queries.ts';
import { zoneFits } from './rules.ts';

export interface StoreChoice {
  id: number;
  name: string;
  zone: string;
}

/** Active stores of the place that goods may be put into at all. */
export async function storesToFill(db: Db, organisationId: number): Promise<StoreChoice[]> {
  const stores = await storesOf(db, [organisationId]);
  return stores
    .filter((store) => store.zone !== 'rejected' && store.zone !== 'reserve' && store.kind === 'store')
    .map(({ id, name, zone }) => ({ id, name, zone }));
}

/** The store, when it is the place's and suits goods of that zone. */
export async function storeToChoose(
  db: Db,
  organisationId: number,
  storeId: number,
  itemZone: string,
): Promise<StoreChoice | undefined> {
  const stores = await storesToFill(db, organisationId);
  return stores.find((store) => store.id === storeId && zoneFits(itemZone, store.zone));
}
