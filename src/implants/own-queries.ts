/** Consumables that are ours: what the stock ledger says of a batch, beside the units of it that stand on shelves. */
import type { Db, Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { findItems } from '../catalogue/search/search-queries.ts';
import { lotsOfItemsAt } from '../stock/item-lots-queries.ts';
import type { OwnChoice, Udi } from './rules.ts';

const GIVEN = `(select id from ${rowset('items', { id: 'int' })} as given)`;

const lockBalances = statement(
  `select lot_id from balance where item_id in ${GIVEN}
     and location_id in (select id from location where kind = 'store' and keeper_id = :organisationId)
   order by location_id, lot_id ${forUpdate}`,
);

/** Holds what lies of the items in the member's stores, so that of two people one registers the last unit. */
export async function lockStock(tx: Tx, organisationId: number, itemIds: readonly number[]): Promise<void> {
  await tx.run(lockBalances, { organisationId, items: [...new Set(itemIds)].map((id) => ({ id })) });
}

type Batch = Pick<Udi, 'lotNumber' | 'expiresOn'>;

/** The lots of a unit's batch in the member's stores: of two prices there may be two. */
export async function lotsOfBatch(db: Db, organisationId: number, itemId: number, batch: Batch) {
  const lots = (await lotsOfItemsAt(db, { organisationId, itemIds: [itemId] })).get(itemId) ?? [];
  return lots.filter((lot) => lot.lotNumber === batch.lotNumber && lot.expiresOn === batch.expiresOn);
}

const unitsOfBatch = statement(
  `select cast(count(*) as bigint) as units from implant_unit where organisation_id = :organisationId
     and item_id = :itemId and lot_number = :lotNumber and expires_on = :expiresOn
     and state = 'shelf' and consignment_id is null`,
);

/** Units of our own of the batch that stand on the member's shelves. */
export async function ownUnits(db: Db, organisationId: number, itemId: number, batch: Batch): Promise<number> {
  const { lotNumber, expiresOn } = batch;
  const [row] = await db.run<{ units: number }>(unitsOfBatch, { organisationId, itemId, lotNumber, expiresOn });
  return Number(row?.units ?? 0);
}

const keptByUnit = statement(
  `select distinct item_id from implant_unit where organisation_id = :organisationId and state = 'shelf'
     and consignment_id is null and item_id in ${GIVEN}`,
);

/** Of the items those whose units stand on the member's shelves as its own: they leave unit by unit. */
export async function itemsByUnit(db: Db, organisationId: number, itemIds: readonly number[]): Promise<Set<number>> {
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  const rows = await db.run<{ item_id: number }>(keptByUnit, { organisationId, items });
  return new Set(rows.map((row) => Number(row.item_id)));
}

const HIGH_VALUE = `select item.id from concept
  join specification on specification.concept_id = concept.id
  join product on product.specification_id = specification.id join item on item.product_id = product.id
  where concept.consumable_grade in ('high', 'implant')`;

const batches = statement(
  `select member.id as member_id, member.short_name as member, member.code as member_code,
     item.id as item_id, item.code as item_code, item.generic_name, item.strength,
     batch.lot_number, batch.expires_on, batch.stock, batch.units, batch.fen,
     concept.consumable_grade
   from (
     select member_id, item_id, lot_number, expires_on, cast(sum(stock) as bigint) as stock,
       cast(sum(units) as bigint) as units, cast(sum(fen) as bigint) as fen
     from (
       select location.keeper_id as member_id, balance.item_id, lot.number as lot_number, lot.expires_on,
         balance.on_hand as stock, 0 as units, balance.value_fen as fen
       from balance join lot on lot.id = balance.lot_id
       join location on location.id = balance.location_id and location.kind = 'store'
       where balance.item_id in (${HIGH_VALUE}) and balance.on_hand > 0
       union all
       select organisation_id, item_id, lot_number, expires_on, 0, 1, 0 from implant_unit
       where state = 'shelf' and consignment_id is null
     ) as sides group by member_id, item_id, lot_number, expires_on
   ) as batch
   join organisation as member on member.id = batch.member_id and member.path like :scope || '%'
   join item on item.id = batch.item_id join product on product.id = item.product_id
   join specification on specification.id = product.specification_id
   join concept on concept.id = specification.concept_id
   where (:uneven = 0 or batch.stock <> batch.units)
     and (cast(:q as text) = '' or lower(batch.lot_number) like lower(cast(:q as text)) || '%'
       or batch.item_id in ${GIVEN})
     and (member.id > :member or (member.id = :member and (item.id > :item or (item.id = :item
       and (batch.lot_number > :lotNumber or (batch.lot_number = :lotNumber and batch.expires_on > :expiresOn))))))
   order by member.id, item.id, batch.lot_number, batch.expires_on limit :most`,
);

export interface OwnBatch {
  memberId: number;
  member: string;
  memberCode: string;
  itemId: number;
  itemCode: string;
  name: string;
  lotNumber: string;
  expiresOn: string;
  /** Base units on hand in the stores of the member, and their worth in fen. */
  stock: number;
  fen: number;
  /** Implants are registered without fail, other high-value goods where the member chose to. */
  implant: boolean;
  /** Units registered on its shelves. */
  units: number;
}

/** Where a page of batches goes on: member, item, lot, last day. */
export type BatchKey = readonly [number, number, string, string];
export const BATCH_KEY = ['number', 'number', 'string', 'string'] as const;
export const keyOfBatch = (row: OwnBatch): BatchKey => [row.memberId, row.itemId, row.lotNumber, row.expiresOn];

const FIRST: BatchKey = [0, 0, '', ''];
const MOST_FOUND = 200;

/**
 * Batches of high-value consumables in the stores within the scope, with how many units of each are registered;
 * `uneven` ones alone where both differ. One more than `size`, for the pager.
 */
export async function listBatches(
  db: Db,
  scope: string,
  asked: { state?: OwnChoice | undefined; q?: string | undefined },
  page: { after?: BatchKey | undefined; size: number },
): Promise<OwnBatch[]> {
  const q = (asked.q ?? '').replace(/[%_\\]/g, '').trim();
  const found = q === '' ? [] : await findItems(db, q, { limit: MOST_FOUND });
  const [member, item, lotNumber, expiresOn] = page.after ?? FIRST;
  const rows = await db.run<Record<string, string | number>>(batches, {
    ...{ scope, q, uneven: asked.state === 'uneven' ? 1 : 0, items: found.map(({ id }) => ({ id })) },
    ...{ member, item, lotNumber, expiresOn, most: page.size + 1 },
  });
  return rows.map((row) => ({
    ...{ memberId: Number(row['member_id']), member: String(row['member']), itemId: Number(row['item_id']) },
    ...{ memberCode: String(row['member_code']), itemCode: String(row['item_code']) },
    name: `${row['generic_name']} ${row['strength']}`.trim(),
    implant: row['consumable_grade'] === 'implant',
    ...{ lotNumber: String(row['lot_number']), expiresOn: String(row['expires_on']) },
    ...{ stock: Number(row['stock']), fen: Number(row['fen']), units: Number(row['units']) },
  }));
}
