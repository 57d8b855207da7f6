/** Lots of a member that can be written off or adjusted, and what of written-off goods is still to be destroyed. */
import type { Db, Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { linesMeant, meantBy } from '../scanning/meant-queries.ts';

export interface LyingLot {
  locationId: number;
  lotId: number;
  itemId: number;
  itemCode: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  controlClass: string;
  lotNumber: string;
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  pricePack: number;
  storeName: string;
  onHand: number;
  reserved: number;
}

const COLUMNS = `balance.location_id as "locationId", balance.lot_id as "lotId", item.id as "itemId",
  item.code as "itemCode", item.generic_name as "genericName", item.strength, item.manufacturer,
  item.pack_size as "packSize", item.pack_unit as "packUnit", item.base_unit as "baseUnit", item.scale,
  item.control_class as "controlClass", lot.number as "lotNumber", lot.expires_on as "expiresOn", lot.frozen,
  lot.price_pack as "pricePack", location.name as "storeName", balance.on_hand as "onHand", balance.reserved`;

const SOURCE = `from balance join lot on lot.id = balance.lot_id join item on item.id = balance.item_id
  join location on location.id = balance.location_id and location.kind = 'store'
    and location.keeper_id = :organisationId`;

const MOST = 60;

const expiredOrFrozen = statement(
  `select ${COLUMNS} ${SOURCE}
   where balance.on_hand > 0 and (lot.expires_on < :day or lot.frozen is not null or location.zone = 'rejected'
     or balance.held_by is not null)
   order by item.generic_name, lot.expires_on, lot.id, location.id limit ${MOST}`,
);

const named = statement(
  `select ${COLUMNS} ${SOURCE}
   where (balance.on_hand > 0 or :empty = 1) and (lower(lot.number) like :like
     or balance.item_id in (select id from ${rowset('items', { id: 'int' })} as given))
   order by item.generic_name, lot.expires_on, lot.id, location.id limit ${MOST}`,
);

const atPlaces = statement(
  `select ${COLUMNS} ${SOURCE}
   join ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
     on given.location_id = balance.location_id and given.lot_id = balance.lot_id`,
);

const asNumbers = (row: LyingLot): LyingLot => ({
  ...row,
  onHand: Number(row.onHand),
  reserved: Number(row.reserved),
  pricePack: Number(row.pricePack),
});

/**
 * Lots by words of the item or part of the number; nothing typed shows what waits to be written off: expired, frozen,
 * set apart. `empty` includes lots of which nothing is left, for putting back.
 */
export async function lotsToLose(
  db: Db,
  given: { organisationId: number; day: string; q: string | undefined; empty: boolean },
): Promise<LyingLot[]> {
  const { organisationId, day, q, empty } = given;
  if (q === undefined || q.trim() === '') {
    return (await db.run<LyingLot>(expiredOrFrozen, { organisationId, day })).map(asNumbers);
  }
  const read = await meantBy(db, q, { retired: true });
  if (!read.ok) return [];
  const { itemIds, lotNumber, scanned } = read.value;
  const like = `%${(lotNumber || scanned.text).toLowerCase().replace(/[%_\\]/g, '')}%`;
  const items = itemIds.map((id) => ({ id }));
  const rows = await db.run<LyingLot>(named, { organisationId, like, empty: empty ? 1 : 0, items });
  const lots = rows.map(asNumbers);
  // Of a code with item and lot that lot alone; words and parts of a number list whatever they fit
  return lotNumber === '' ? lots : linesMeant(lots, read.value, (one) => one);
}

/** Lots at places of the member, as they lie now; what is not the member's is left out. */
export async function lotsAtPlaces(
  db: Db,
  organisationId: number,
  places: readonly { locationId: number; lotId: number }[],
): Promise<LyingLot[]> {
  if (places.length === 0) return [];
  const rows = places.map((one) => ({ location_id: one.locationId, lot_id: one.lotId }));
  return (await db.run<LyingLot>(atPlaces, { organisationId, places: rows })).map(asNumbers);
}

export interface WrittenOff {
  lineId: number;
  number: string;
  documentId: number;
  locationId: number;
  itemId: number;
  lotId: number;
  genericName: string;
  strength: string;
  manufacturer: string;
  itemCode: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  lotNumber: string;
  expiresOn: string;
  quantityBase: number;
  amountFen: number;
  destroyedBase: number;
}

const LEFT = `select line.id as "lineId", document.number, document.id as "documentId",
  line.location_id as "locationId", line.item_id as "itemId", line.lot_id as "lotId",
  item.generic_name as "genericName", item.strength, item.manufacturer, item.code as "itemCode",
  item.pack_size as "packSize", item.pack_unit as "packUnit", item.base_unit as "baseUnit", item.scale,
  lot.number as "lotNumber", lot.expires_on as "expiresOn", line.quantity_base as "quantityBase",
  line.amount_fen as "amountFen", coalesce(gone.quantity, 0) as "destroyedBase"
  from loss_line as line
  join document on document.id = line.loss_id and document.kind = 'write_off' and document.status = 'posted'
  join item on item.id = line.item_id join lot on lot.id = line.lot_id
  left join (
    select part.write_off_line_id, sum(part.quantity_base) as quantity from loss_line as part
    join document as paper on paper.id = part.loss_id and paper.status = 'destroyed'
    where part.write_off_line_id is not null group by part.write_off_line_id
  ) as gone on gone.write_off_line_id = line.id`;

const leftOfMember = statement(
  `${LEFT} where document.organisation_id = :organisationId and line.quantity_base > coalesce(gone.quantity, 0)
   order by document.id, line.line_number limit 300`,
);

const leftOfPaper = statement(`${LEFT} where document.number = :number order by line.line_number`);

const lockLines = statement(
  `select id from loss_line where id in (select id from ${rowset('lines', { id: 'int' })} as given)
   order by id ${forUpdate}`,
);
const leftOfLines = statement(
  `${LEFT} where line.id in (select id from ${rowset('lines', { id: 'int' })} as given) order by line.id`,
);

const whole = (row: WrittenOff): WrittenOff => ({
  ...row,
  quantityBase: Number(row.quantityBase),
  amountFen: Number(row.amountFen),
  destroyedBase: Number(row.destroyedBase),
});

/** Written-off goods of the member of which something is still to be destroyed, oldest first. */
export async function toDestroy(db: Db, organisationId: number): Promise<WrittenOff[]> {
  return (await db.run<WrittenOff>(leftOfMember, { organisationId })).map(whole);
}

/** The lines of a posted write-off with what was destroyed of each. */
export async function destroyedOf(db: Db, number: string): Promise<WrittenOff[]> {
  return (await db.run<WrittenOff>(leftOfPaper, { number })).map(whole);
}

/** Written-off lines, locked: two destructions of the same goods wait for each other. */
export async function lockWrittenOff(tx: Tx, lineIds: readonly number[]): Promise<WrittenOff[]> {
  const lines = lineIds.map((id) => ({ id }));
  await tx.run(lockLines, { lines });
  return (await tx.run<WrittenOff>(leftOfLines, { lines })).map(whole);
}

const destroyedParts = statement(
  `select part.id from loss_line as part
   join document as paper on paper.id = part.loss_id and paper.status = 'destroyed'
   where part.write_off_line_id in (select id from ${rowset('lines', { id: 'int' })} as given) limit 1`,
);

/** Whether anything of written-off lines has been destroyed; they stay locked, so that nothing is from now on. */
export async function anyDestroyed(tx: Tx, lineIds: readonly number[]): Promise<boolean> {
  const lines = lineIds.map((id) => ({ id }));
  await tx.run(lockLines, { lines });
  return (await tx.run(destroyedParts, { lines })).length > 0;
}
