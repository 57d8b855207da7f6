/** What a repricing would do to stock now, and what it did when it was posted: lot by lot, place by place. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { lot } from '../../db/schema/ledger.ts';
import { repricingEffect, repricingLine } from '../../db/schema/negotiations.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { statement } from '../../db/statement.ts';
import { type Planned, planned } from './rules.ts';

export interface StockEffect extends Planned {
  lineId: number;
  itemId: number;
  newPrice: number;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  receivedOn: string;
  origin: string;
  frozen: 'recall' | 'quality' | null;
  oldPrice: number;
  locationId: number;
  locationName: string;
  ownerId: number;
  ownerName: string;
}

const standing = statement(
  `select line.id as line_id, line.item_id, line.new_price, item.pack_size, lot.id as lot_id, lot.number,
     lot.expires_on, lot.received_on, lot.origin, lot.frozen, lot.price_pack as old_price, balance.on_hand,
     balance.reserved, balance.value_fen, location.id as location_id, location.name as location_name,
     location.kind as location_kind, owner.id as owner_id, owner.short_name as owner_name
   from repricing_line as line
   join item on item.id = line.item_id
   join balance on balance.item_id = line.item_id and balance.on_hand > 0
   join lot on lot.id = balance.lot_id and lot.item_id = line.item_id
   join location on location.id = balance.location_id
   join organisation as owner on owner.id = location.owner_id
   where line.repricing_id = :documentId and lot.price_pack <> line.new_price
   order by line.id, owner.code, location.id, lot.expires_on, lot.id`,
);

interface Row {
  line_id: number;
  item_id: number;
  new_price: number;
  pack_size: number;
  lot_id: number;
  number: string;
  expires_on: string;
  received_on: string;
  origin: string;
  frozen: StockEffect['frozen'];
  old_price: number;
  on_hand: number;
  reserved: number;
  value_fen: number;
  location_id: number;
  location_name: string;
  location_kind: string;
  owner_id: number;
  owner_name: string;
}

/** Every lot at every place that has another price than the new one. */
export async function effectsNow(db: Db, documentId: number): Promise<StockEffect[]> {
  const rows = await db.run<Row>(standing, { documentId });
  return rows.map((row) => ({
    ...planned({
      lineId: row.line_id,
      newPrice: row.new_price,
      packSize: row.pack_size,
      lotId: row.lot_id,
      oldPrice: row.old_price,
      locationKind: row.location_kind,
      onHand: row.on_hand,
      reserved: row.reserved,
      valueFen: row.value_fen,
    }),
    lineId: row.line_id,
    itemId: row.item_id,
    newPrice: row.new_price,
    lotId: row.lot_id,
    lotNumber: row.number,
    expiresOn: row.expires_on,
    receivedOn: row.received_on,
    origin: row.origin,
    frozen: row.frozen,
    oldPrice: row.old_price,
    locationId: row.location_id,
    locationName: row.location_name,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
  }));
}

/** A row of the effect as pages and papers show it. */
export type EffectRow = Pick<
  StockEffect,
  | 'lineId'
  | 'lotId'
  | 'lotNumber'
  | 'expiresOn'
  | 'oldPrice'
  | 'locationName'
  | 'ownerName'
  | 'quantityBase'
  | 'leftBase'
  | 'oldFen'
  | 'newFen'
>;

/** What was posted. */
export async function effectsPosted(db: Db, documentId: number): Promise<EffectRow[]> {
  const rows = await db
    .select({ effect: repricingEffect, lot, locationName: location.name, ownerName: organisation.shortName })
    .from(repricingEffect)
    .innerJoin(repricingLine, eq(repricingLine.id, repricingEffect.lineId))
    .innerJoin(lot, eq(lot.id, repricingEffect.oldLotId))
    .innerJoin(location, eq(location.id, repricingEffect.locationId))
    .innerJoin(organisation, eq(organisation.id, repricingEffect.ownerId))
    .where(eq(repricingLine.repricingId, documentId))
    .orderBy(asc(repricingEffect.id));
  return rows.map(({ effect, lot: old, locationName, ownerName }) => ({
    lineId: effect.lineId,
    lotId: old.id,
    lotNumber: old.number,
    expiresOn: old.expiresOn,
    oldPrice: old.pricePack,
    locationName,
    ownerName,
    quantityBase: effect.quantityBase,
    leftBase: 0,
    oldFen: effect.oldFen,
    newFen: effect.newFen,
  }));
}
