/** What a member could give another: its items with their lots, those first that expire first, or by a word. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { rowset, statement } from '../../db/statement.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { RefusalDetail } from '../kernel/result.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { meantBy } from '../scanning/meant-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { lotsOfItemsAt } from '../stock/item-lots-queries.ts';
import type { SupplyLot } from '../stock/supply-queries.ts';
import { checkItem } from './rules.ts';
import { type PairStock, pairStock } from './stock-queries.ts';

export interface PickLot {
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  /** Kept for nobody; base units. */
  freeBase: number;
}

export interface PickRow {
  item: typeof item.$inferSelect;
  stock: PairStock;
  lots: PickLot[];
  /** Why none of it can go; null when some can. */
  why: { reason: string; detail: RefusalDetail } | null;
}

const MOST = 40;

/** Free goods in the giver's stores, the first to expire first. */
const firstToExpire = statement(
  `select balance.item_id, min(lot.expires_on) as first_expiry
   from location join balance on balance.location_id = location.id and balance.on_hand > balance.reserved
     and balance.held_by is null
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   join item on item.id = balance.item_id and item.control_class not in ('narcotic', 'psychotropic_1', 'toxic')
   where location.kind = 'store' and location.keeper_id = :giverId
     and location.zone not in ('rejected', 'reserve', 'controlled')
   group by balance.item_id order by first_expiry, balance.item_id limit ${MOST}`,
);

const lyingThere = statement(
  `select distinct balance.item_id from location
   join balance on balance.location_id = location.id and balance.on_hand > 0
     and balance.item_id in (select id from ${rowset('items', { id: 'int' })} as given)
   where location.kind = 'store' and location.keeper_id = :giverId`,
);

const lotThere = statement(
  `select distinct balance.item_id from lot
   join balance on balance.lot_id = lot.id and balance.on_hand > 0
   join location on location.id = balance.location_id and location.kind = 'store' and location.keeper_id = :giverId
   where lot.number in (:number, :capitals) order by balance.item_id limit ${MOST}`,
);

/** Items of a lot that was scanned or typed: by our own label or by its number. */
async function itemsOfLot(db: Db, giverId: number, q: string): Promise<number[]> {
  const meant = await meantBy(db, q, { retired: true });
  if (!meant.ok) return [];
  const number = meant.value.lotNumber || meant.value.scanned.text;
  const rows = await db.run<{ item_id: number }>(lotThere, { giverId, number, capitals: number.toUpperCase() });
  const found = rows.map((row) => Number(row.item_id));
  return meant.value.lotId === null ? found : found.filter((id) => meant.value.codeIds.has(id));
}

async function candidates(db: Db, giverId: number, q: string | undefined, day: string): Promise<number[]> {
  type Row = { item_id: number };
  const idOf = (row: Row) => Number(row.item_id);
  if (q === undefined || q.trim() === '') return (await db.run<Row>(firstToExpire, { giverId, day })).map(idOf);
  const ids = (await idsMatching(db, q, { retired: true })) ?? [];
  const items = ids.slice(0, 400).map((id) => ({ id }));
  const there = new Set((await db.run<Row>(lyingThere, { giverId, items })).map(idOf));
  const named = ids.filter((id) => there.has(id)).slice(0, MOST);
  return named.length > 0 ? named : itemsOfLot(db, giverId, q);
}

function freeLots(lots: readonly SupplyLot[]): PickLot[] {
  const free = new Map<number, PickLot>();
  for (const { lotId, lotNumber, expiresOn, onHand, reserved } of lots) {
    const known = free.get(lotId) ?? { lotId, lotNumber, expiresOn, freeBase: 0 };
    free.set(lotId, { ...known, freeBase: known.freeBase + onHand - reserved });
  }
  return [...free.values()].filter((lot) => lot.freeBase > 0);
}

/** Rows for the form in which quantities are typed. Items that may not go say why. */
export async function pickRows(
  db: Db,
  asked: { giver: OrganisationRow; taker: OrganisationRow; q: string | undefined; day: string; itemIds?: number[] },
): Promise<PickRow[]> {
  const { giver, taker, q, day } = asked;
  const ids = asked.itemIds ?? (await candidates(db, giver.id, q, day));
  if (ids.length === 0) return [];
  const rows = await db.select().from(item).where(inArray(item.id, ids));
  const lots = await lotsOfItemsAt(db, { organisationId: giver.id, itemIds: ids });
  const stock = await pairStock(db, { giverId: giver.id, takerId: taker.id, itemIds: ids, day });
  const lifeDaysMin = (await ruleOn(db, 'life_days_min', day))[taker.kind];
  const purpose = { on: day, lifeDaysMin, recipientId: taker.id };
  return ids.flatMap((id): PickRow[] => {
    const of = rows.find((row) => row.id === id);
    const both = stock.get(id);
    if (of === undefined || both === undefined) return [];
    const own = lots.get(id) ?? [];
    const usable = own.filter((lot) => whyNotUsable(lot, purpose) === null);
    const free = freeLots(usable);
    const row = { item: of, stock: both, lots: free };
    const may = checkItem(of);
    if (!may.ok) return [{ ...row, lots: [], why: { reason: may.reason, detail: may.detail } }];
    if (free.length > 0) return [{ ...row, why: null }];
    const [first] = own;
    const reason = first === undefined ? null : whyNotUsable(first, purpose);
    const detail = { lot: first?.lotNumber ?? '', ...reason?.detail };
    return [{ ...row, why: { reason: reason === null ? 'transfer_all_kept' : `lot_${reason.why}`, detail } }];
  });
}
