/** The list of prices: what the county buys, what is listed for it on a day, and what it costs by the one rule. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { PACK_COLUMNS, type PackColumns, type PackWords, packWordsOf } from '../catalogue/pack-queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ApplicablePrice, pricesOn } from './applicable-queries.ts';

export const PRICE_STATES = ['sold', 'unlisted', 'listed'] as const;
export type PriceState = (typeof PRICE_STATES)[number];

export interface PriceLine extends PackWords {
  itemId: number;
  cataloguePack: number;
  listed: { pricePack: number; validFrom: string; source: string } | null;
  /** Suppliers that sell it. */
  sellers: number;
  price: ApplicablePrice | null;
  partyName: string;
}

const OFFERED = `supply_term as term where term.item_id = item.id and term.active and term.valid_from <= :day
       and (term.valid_to is null or term.valid_to >= :day)`;
const SOLD = `exists (select 1 from ${OFFERED})
     or exists (select 1 from contract_line as line where line.item_id = item.id)`;

const pricedItems = statement(
  `select item.id as item_id, item.price_pack as catalogue_pack, ${PACK_COLUMNS}, listed.price_pack as listed_pack,
     listed.valid_from, listed.source, case when ${SOLD} then 1 else 0 end as sold,
     (select count(*) from ${OFFERED}) as sellers
   from item
   left join listed_price as listed on listed.item_id = item.id and listed.valid_from <= :day
     and (listed.valid_to is null or listed.valid_to >= :day)
   where item.active and (listed.id is not null or ${SOLD}) order by item.code`,
);
const foundItems = statement(
  `select item.id as item_id, item.price_pack as catalogue_pack, ${PACK_COLUMNS}, listed.price_pack as listed_pack,
     listed.valid_from, listed.source, case when ${SOLD} then 1 else 0 end as sold,
     (select count(*) from ${OFFERED}) as sellers
   from ${rowset('items', { id: 'int' })} as asked join item on item.id = asked.id
   left join listed_price as listed on listed.item_id = item.id and listed.valid_from <= :day
     and (listed.valid_to is null or listed.valid_to >= :day)
   order by item.code`,
);

type Row = PackColumns & {
  item_id: number;
  catalogue_pack: number;
  listed_pack: number | null;
  valid_from: string | null;
  source: string | null;
  sold: number;
  sellers: number;
};

export interface PriceFilter {
  q?: string | undefined;
  state?: PriceState | undefined;
  day: string;
}

function fits(row: Row, state: PriceState | undefined): boolean {
  if (state === undefined) return true;
  if (state === 'listed') return row.listed_pack !== null;
  return row.sold === 1 && (state === 'sold' || row.listed_pack === null);
}

async function rowsOf(db: Db, filter: PriceFilter): Promise<Row[]> {
  const { q, day, state } = filter;
  const found = await idsMatching(db, q, {});
  const items = found?.map((id) => ({ id }));
  const rows =
    items === undefined ? await db.run<Row>(pricedItems, { day }) : await db.run<Row>(foundItems, { items, day });
  return rows.filter((row) => fits(row, state));
}

/** Rows `from` to `to` of those that fit, each with its price of the day; without bounds all of them. */
export async function listPrices(
  db: Db,
  filter: PriceFilter,
  part: { from: number; size: number } = { from: 0, size: Number.POSITIVE_INFINITY },
): Promise<{ lines: PriceLine[]; total: number }> {
  const rows = await rowsOf(db, filter);
  const shown = rows.slice(part.from, part.from + part.size);
  const prices = await pricesOn(db, { itemIds: shown.map((row) => row.item_id), day: filter.day });
  const lines = shown.map((row): PriceLine => {
    const { listed_pack: pricePack, valid_from: validFrom, source } = row;
    const price = prices.get(row.item_id) ?? null;
    return {
      ...packWordsOf(row),
      itemId: row.item_id,
      cataloguePack: row.catalogue_pack,
      listed: pricePack === null || validFrom === null ? null : { pricePack, validFrom, source: source ?? '' },
      sellers: Number(row.sellers),
      price,
      partyName: String(price?.reason.detail.party ?? ''),
    };
  });
  return { lines, total: rows.length };
}
