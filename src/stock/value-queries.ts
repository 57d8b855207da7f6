/** What stock is worth, by who owns it and who keeps it, down to the lots. */
import type { Db } from '../../db/database.ts';
import { statement, sumsOfRanges } from '../../db/statement.ts';
import type { Zone } from '../ledger/usable.ts';
import { keptInScope } from './kept-statements.ts';

export interface ValueAsked {
  /** Path of the highest organisation that the viewer sees. */
  scopePath: string;
  /** Narrowed to one owner, one keeper. */
  ownerId?: number | undefined;
  keeperId?: number | undefined;
}

export interface ValuedPlace {
  owner: { id: number; code: string; shortName: string };
  keeper: { id: number; code: string; shortName: string };
  kind: 'store' | 'transit';
  lots: number;
  amountFen: number;
}

/** Places whose keeper or whose owner lies in reach: what is one's own elsewhere is one's own. */
const OWNER = 'coalesce(location.owner_id, location.keeper_id)';
const OWNED = `location.kind in ('store', 'transit')
   and (${keptInScope('location.keeper_id')} or ${keptInScope(OWNER)})
   and (cast(:ownerId as bigint) = 0 or ${OWNER} = :ownerId)
   and (cast(:keeperId as bigint) = 0 or location.keeper_id = :keeperId)`;
const PLACES = `from location cross join balance
   where balance.location_id = location.id and balance.on_hand > 0 and ${OWNED}`;

// Added up place by place in the order of the index, and only then joined to who owns and keeps them
const sumsOfPlaces = statement(
  `select location.kind, owner.id as owner_id, owner.code as owner_code, owner.short_name as owner_name,
     keeper.id as keeper_id, keeper.code as keeper_code, keeper.short_name as keeper_name, lying.lots, lying.fen
   from (${sumsOfRanges({
     ids: `(select location.id from location where ${OWNED})`,
     table: 'balance',
     column: 'location_id',
     where: 'balance.on_hand > 0',
     sums: 'cast(count(*) as bigint) as lots, cast(sum(balance.value_fen) as bigint) as fen',
   })}) as lying
   join location on location.id = lying.id
   join organisation as keeper on keeper.id = location.keeper_id
   join organisation as owner on owner.id = coalesce(location.owner_id, location.keeper_id)`,
);

interface SumRow {
  kind: 'store' | 'transit';
  owner_id: number;
  owner_code: string;
  owner_name: string;
  keeper_id: number;
  keeper_code: string;
  keeper_name: string;
  lots: number;
  fen: number;
}

function parametersOf({ scopePath, ownerId, keeperId }: ValueAsked) {
  return { scope: scopePath, ownerId: ownerId ?? 0, keeperId: keeperId ?? 0 };
}

/** Every place with stock, with its owner, its keeper and what lies there at cost. */
export async function valueByPlace(db: Db, asked: ValueAsked): Promise<ValuedPlace[]> {
  const rows = await db.run<SumRow>(sumsOfPlaces, parametersOf(asked));
  return rows.map((row) => ({
    owner: { id: row.owner_id, code: row.owner_code, shortName: row.owner_name },
    keeper: { id: row.keeper_id, code: row.keeper_code, shortName: row.keeper_name },
    kind: row.kind,
    lots: row.lots,
    amountFen: row.fen,
  }));
}

export interface ValuedLot {
  locationId: number;
  locationName: string;
  locationKind: 'store' | 'transit';
  zone: Zone;
  keeperCode: string;
  keeperName: string;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  itemId: number;
  onHand: number;
  amountFen: number;
}

/** A place in the order of the list: worth, place, lot. */
export interface ValuePoint {
  amountFen: number;
  locationId: number;
  lotId: number;
}

const lotsByValue = statement(
  `select top.location_id, top.lot_id, top.item_id, top.expires_on, top.on_hand, top.value_fen, lot.number,
     location.name, location.kind, location.zone, keeper.code, keeper.short_name
   from (
     select balance.location_id, balance.lot_id, balance.item_id, balance.expires_on, balance.on_hand,
       balance.value_fen ${PLACES}
       and (balance.value_fen < :afterFen or (balance.value_fen = :afterFen
         and (balance.location_id > :afterPlace or (balance.location_id = :afterPlace and balance.lot_id > :afterLot))))
     order by balance.value_fen desc, balance.location_id, balance.lot_id limit :size
   ) as top
   join lot on lot.id = top.lot_id join location on location.id = top.location_id
   join organisation as keeper on keeper.id = location.keeper_id
   order by top.value_fen desc, top.location_id, top.lot_id`,
);

interface LotRow {
  location_id: number;
  lot_id: number;
  item_id: number;
  expires_on: string;
  on_hand: number;
  value_fen: number;
  number: string;
  name: string;
  kind: 'store' | 'transit';
  zone: Zone;
  code: string;
  short_name: string;
}

/** The lots behind a sum, the dearest first, after `after`, at most `size`. */
export async function valuedLots(
  db: Db,
  asked: ValueAsked,
  page: { after?: ValuePoint | undefined; size: number },
): Promise<ValuedLot[]> {
  const { after, size } = page;
  const rows = await db.run<LotRow>(lotsByValue, {
    ...parametersOf(asked),
    afterFen: after?.amountFen ?? Number.MAX_SAFE_INTEGER,
    afterPlace: after?.locationId ?? 0,
    afterLot: after?.lotId ?? 0,
    size,
  });
  return rows.map((row) => ({
    locationId: row.location_id,
    locationName: row.name,
    locationKind: row.kind,
    zone: row.zone,
    keeperCode: row.code,
    keeperName: row.short_name,
    lotId: row.lot_id,
    lotNumber: row.number,
    expiresOn: row.expires_on,
    itemId: row.item_id,
    onHand: row.on_hand,
    amountFen: row.value_fen,
  }));
}
