/** Where an organisation puts what arrives: each item in a store of its zone, damaged goods in the rejected store. */
import type { Tx } from '../../db/database.ts';
import { storesKeptBy, zonesOfItems } from './dispatch-statements.ts';

export interface Stores {
  byZone: Map<string, number>;
  /** For items whose zone the organisation has no store for. */
  anyId: number | undefined;
  rejectedId: number | undefined;
  zoneOfItem: Map<number, string>;
}

/** The stores of an organisation and the zones the items need. */
export async function loadStores(tx: Tx, organisationId: number, itemIds: number[]): Promise<Stores> {
  const rows = await tx.run<{ id: number; zone: string }>(storesKeptBy, { organisationId });
  const ids = [...new Set(itemIds)].map((id) => ({ id }));
  const items = await tx.run<{ id: number; storage_zone: string }>(zonesOfItems, { ids });
  const byZone = new Map<string, number>();
  for (const row of rows) if (!byZone.has(row.zone)) byZone.set(row.zone, row.id);
  return {
    byZone,
    anyId: byZone.get('room') ?? byZone.get('cool'),
    rejectedId: byZone.get('rejected'),
    zoneOfItem: new Map(items.map((item) => [item.id, item.storage_zone])),
  };
}

/** The store for an item; undefined when cold goods have no cold store, or nothing fits at all. */
export function storeFor(stores: Stores, itemId: number): number | undefined {
  const zone = stores.zoneOfItem.get(itemId) ?? 'room';
  const own = stores.byZone.get(zone);
  if (own !== undefined) return own;
  return zone === 'cold' || zone === 'frozen' || zone === 'controlled' ? undefined : stores.anyId;
}
