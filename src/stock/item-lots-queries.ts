/** The lots of several items in the stores of one organisation, read at once: for papers of many lines. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { permitsOf } from '../ledger/permits.ts';
import { type LotRow, lotOf, placeOf } from './supply-lots.ts';
import { LOT_COLUMNS, LOT_SOURCE, type SupplyLot } from './supply-queries.ts';

const lotsOfItemsKeptBy = statement(
  `select ${LOT_COLUMNS} ${LOT_SOURCE}
   where balance.item_id in (select id from ${rowset('items', { id: 'int' })} as given) and balance.on_hand > 0
     and balance.location_id in (select id from location where kind = 'store' and keeper_id = :organisationId)
   order by lot.expires_on, lot.received_on, balance.lot_id, balance.location_id`,
);

/** The lots of each item, first to expire first; an item of which nothing lies there is absent. */
export async function lotsOfItemsAt(
  db: Db,
  asked: { organisationId: number; itemIds: readonly number[] },
): Promise<Map<number, SupplyLot[]>> {
  const items = [...new Set(asked.itemIds)].map((id) => ({ id }));
  const rows = await db.run<LotRow>(lotsOfItemsKeptBy, { organisationId: asked.organisationId, items });
  const lots = new Map<number, SupplyLot[]>();
  const made = new Set(rows.flatMap((row) => (row.item_kind === 'preparation' ? [row.item_id] : [])));
  const permits = made.size === 0 ? new Map() : await permitsOf(db, [...made]);
  for (const row of rows) {
    const lot = lotOf(row, placeOf(row), row, made.has(row.item_id) ? (permits.get(row.item_id) ?? []) : undefined);
    const own = lots.get(lot.itemId);
    if (own === undefined) lots.set(lot.itemId, [lot]);
    else own.push(lot);
  }
  return lots;
}
