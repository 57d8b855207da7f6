/** The list of selling prices of a day: of everything in stock and everything that has a price, with what is wrong. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { PACK_COLUMNS, type PackColumns, type PackWords, packWordsOf } from '../catalogue/pack-queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { limitsOn, PRICE_IN_FORCE, type SellingRow } from './queries.ts';
import { type GoodsKind, type MarkupRule, markupRule, maySellAt } from './rules.ts';

export const SELLING_STATES = ['holds', 'missing', 'differs', 'waiting'] as const;
export type SellingState = (typeof SELLING_STATES)[number];

export const GOODS_KINDS = ['drug', 'decoction_piece', 'preparation', 'consumable', 'reagent', 'device'] as const;

export interface SellingLine extends PackWords {
  itemId: number;
  kind: GoodsKind;
  rule: MarkupRule;
  /** Null where it has none on the day. */
  price: {
    pricePack: number;
    paidPack: number | null;
    validFrom: string;
    origin: SellingRow['origin'];
    reason: string;
    document: { kind: DocumentKind; number: string } | null;
  } | null;
  /** A price that was proposed and waits; null when none does. */
  proposedPack: number | null;
  /** Lowest and highest price paid for what is in stock now; null when nothing is. */
  stock: { leastPack: number; mostPack: number } | null;
  states: SellingState[];
}

const priced = statement(
  `select item.id as item_id, item.kind, ${PACK_COLUMNS}, price.price_pack as selling_pack, price.paid_pack,
     price.valid_from, price.origin, price.reason, document.kind as document_kind, document.number as document_number,
     proposal.price_pack as proposed_pack, stock.least_pack, stock.most_pack
   from item
   left join selling_price as price on price.id = ${PRICE_IN_FORCE}
   left join document on document.id = price.document_id
   left join selling_price as proposal on proposal.item_id = item.id and proposal.status = 'proposed'
   left join (select balance.item_id, min(lot.price_pack) as least_pack, max(lot.price_pack) as most_pack
       from balance join lot on lot.id = balance.lot_id and lot.price_pack > 0
       where balance.on_hand > 0 group by balance.item_id) as stock on stock.item_id = item.id
   where price.id is not null or proposal.id is not null or stock.item_id is not null
   order by item.code`,
);

type Row = PackColumns & {
  item_id: number;
  kind: GoodsKind;
  selling_pack: number | null;
  paid_pack: number | null;
  valid_from: string | null;
  origin: SellingRow['origin'] | null;
  reason: string | null;
  document_kind: DocumentKind | null;
  document_number: string | null;
  proposed_pack: number | null;
  least_pack: number | null;
  most_pack: number | null;
};

export interface SellingFilter {
  q?: string | undefined;
  kind?: GoodsKind | undefined;
  state?: SellingState | undefined;
  day: string;
}

/** What is to be said of it: no price for goods in stock, stock it may not be sold at, a proposal, or nothing. */
function statesOf(row: Row, rule: MarkupRule): SellingState[] {
  const { selling_pack: pricePack, least_pack: least, most_pack: most } = row;
  const states: SellingState[] = row.proposed_pack === null ? [] : ['waiting'];
  if (pricePack === null && least !== null) states.push('missing');
  const paid = [least, most].filter((pack) => pack !== null).map(Number);
  const differs = pricePack !== null && paid.some((pack) => !maySellAt(rule, pricePack, pack));
  if (differs) states.push('differs');
  return pricePack !== null && !differs ? ['holds', ...states] : states;
}

function lineOf(row: Row, rule: MarkupRule): SellingLine {
  const { selling_pack: pricePack, valid_from: validFrom, origin, least_pack: least, most_pack: most } = row;
  const { document_kind: kind, document_number: number } = row;
  const document = kind === null || number === null ? null : { kind, number };
  const said = { paidPack: row.paid_pack, reason: row.reason ?? '', document };
  const has = pricePack !== null && validFrom !== null && origin !== null;
  return {
    ...packWordsOf(row),
    itemId: row.item_id,
    kind: row.kind,
    rule,
    price: has ? { pricePack, validFrom, origin, ...said } : null,
    proposedPack: row.proposed_pack,
    stock: least === null || most === null ? null : { leastPack: Number(least), mostPack: Number(most) },
    states: statesOf(row, rule),
  };
}

/** Every line that fits, by code. Prices are those of the day; proposals and what stock cost are those of now. */
export async function listSelling(db: Db, filter: SellingFilter): Promise<SellingLine[]> {
  const { q, kind, state, day } = filter;
  const limits = await limitsOn(db, day);
  const found = await idsMatching(db, q, { retired: true });
  const about = found && new Set(found);
  const rows = await db.run<Row>(priced, { day });
  return rows
    .filter((row) => (about === undefined || about.has(row.item_id)) && (kind === undefined || row.kind === kind))
    .map((row) => lineOf(row, markupRule(row.kind, limits)))
    .filter((line) => state === undefined || line.states.includes(state));
}

const unpriced = statement(
  `select count(*) as total from item
   where ${PRICE_IN_FORCE} is null
     and exists (select 1 from balance join lot on lot.id = balance.lot_id and lot.price_pack > 0
       where balance.item_id = item.id and balance.on_hand > 0)`,
);

/** How many items in stock have no price on the day. */
export async function countWithoutPrice(db: Db, day: string): Promise<number> {
  const [row] = await db.run<{ total: number }>(unpriced, { day });
  return Number(row?.total ?? 0);
}
