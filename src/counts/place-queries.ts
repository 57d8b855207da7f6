/** The members whose stock a person counts, with their stores. */
import type { Db } from '../../db/database.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type LocationRow, type OrganisationRow, organisationsUnder, storesOf } from '../organisations/queries.ts';

export interface PlaceToCount extends OrganisationRow {
  stores: LocationRow[];
}

/** The own member first; those without a store are left out. */
export async function placesToCount(db: Db, viewer: Viewer): Promise<PlaceToCount[]> {
  const top = viewer.scopePath === '/' ? viewer.organisationPath : viewer.scopePath;
  const mine = (await organisationsUnder(db, top)).filter((place) => place.active && worksAt(viewer, place));
  const ids = mine.map((place) => place.id);
  const stores = await storesOf(db, ids);
  return mine
    .map((place) => ({ ...place, stores: stores.filter((store) => store.keeperId === place.id) }))
    .filter((place) => place.stores.length > 0)
    .sort((a, b) => a.path.length - b.path.length);
}
