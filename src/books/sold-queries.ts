/** Zero markup towards patients: what was handed out in a month, lot by lot, its selling price against what it cost. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { spanOf } from '../account/months.ts';
import { DAY_MS, dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { limitsOn } from '../selling/queries.ts';
import { type GoodsKind, type MarkupRule, markupRule, maySellAt } from '../selling/rules.ts';

export interface SoldLot {
  lotId: number;
  lotNumber: string;
  itemCode: string;
  itemName: string;
  rule: MarkupRule;
  quantityBase: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  /** Paid for the lot, and asked of patients on the days it was handed out; null where no price was kept. */
  paidPack: number;
  sellingPack: number | null;
  costFen: number;
  /** The quantity at the selling price; null without one. */
  soldFen: number | null;
}

export interface SoldReport {
  lots: number;
  costFen: number;
  /** Lots handed out on days on which no price was kept. */
  unpriced: SoldLot[];
  /** Lots sold at a price that the rule does not allow. */
  differing: SoldLot[];
}

/** Handed out and taken back: each item is one range of an index. */
const GIVEN = `select line.lot_id, line.item_id, (line.occurred_at - cast(:from as bigint)) / ${DAY_MS} as day_number,
     line.quantity_base as quantity, line.amount_fen as amount
   from location as gone join item on true
   join movement_line as line on line.to_id = gone.id and line.item_id = item.id
     and line.occurred_at >= :from and line.occurred_at < :until
   where gone.kind = 'consumed'
   union all
   select line.lot_id, line.item_id, (line.occurred_at - cast(:from as bigint)) / ${DAY_MS}, -line.quantity_base,
     -line.amount_fen
   from location as gone join item on true
   join movement_line as line on line.from_id = gone.id and line.item_id = item.id
     and line.occurred_at >= :from and line.occurred_at < :until
   where gone.kind = 'consumed'`;

const handedOut = statement(
  `with given as (${GIVEN}),
   span as (select item_id, price_pack, valid_from,
     lead(valid_from) over (partition by item_id order by valid_from, id) as next_from
     from selling_price where status = 'in_force')
   select given.lot_id, lot.number, lot.price_pack as paid_pack, span.price_pack as selling_pack, item.code,
     item.generic_name, item.kind, item.pack_size, item.pack_unit, item.base_unit, item.scale,
     sum(given.quantity) as quantity, sum(given.amount) as amount
   from given join ${rowset('days', { number: 'int', day: 'text' })} as days on days.number = given.day_number
   join lot on lot.id = given.lot_id join item on item.id = given.item_id
   left join span on span.item_id = given.item_id and span.valid_from <= days.day
     and (span.next_from is null or span.next_from > days.day)
   group by given.lot_id, lot.number, lot.price_pack, span.price_pack, item.code, item.generic_name, item.kind,
     item.pack_size, item.pack_unit, item.base_unit, item.scale
   having sum(given.quantity) <> 0
   order by item.code, lot.number, given.lot_id`,
);

interface Row {
  lot_id: number;
  number: string;
  paid_pack: number;
  selling_pack: number | null;
  code: string;
  generic_name: string;
  kind: GoodsKind;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  quantity: number;
  amount: number;
}

function asSold(row: Row, rule: MarkupRule): SoldLot {
  const quantityBase = Number(row.quantity);
  const { selling_pack: sellingPack, pack_size: packSize } = row;
  const sign = Math.sign(quantityBase);
  return {
    lotId: row.lot_id,
    lotNumber: row.number,
    itemCode: row.code,
    itemName: row.generic_name,
    rule,
    quantityBase,
    packSize,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    scale: row.scale,
    paidPack: row.paid_pack,
    sellingPack,
    costFen: Number(row.amount),
    soldFen: sellingPack === null ? null : sign * amountFen(Math.abs(quantityBase), packSize, sellingPack),
  };
}

/** The days of the month by their number: a day here has always 24 hours. */
function daysOf(span: { from: number; until: number }): { number: number; day: string }[] {
  const count = (span.until - span.from) / DAY_MS;
  return Array.from({ length: count }, (_, number) => ({ number, day: dayOf(span.from + number * DAY_MS) }));
}

/** What was handed out in a month against its selling price of the day; limits are those of the month's last day. */
export async function soldReport(db: Db, month: string, today: string): Promise<SoldReport> {
  const span = spanOf(month);
  const last = dayOf(span.until - 1);
  const limits = await limitsOn(db, last < today ? last : today);
  const rows = await db.run<Row>(handedOut, { ...span, days: daysOf(span) });
  const lots = rows.map((row) => asSold(row, markupRule(row.kind, limits)));
  const wrong = ({ rule, sellingPack, paidPack }: SoldLot) =>
    sellingPack !== null && !maySellAt(rule, sellingPack, paidPack);
  return {
    lots: lots.length,
    costFen: lots.reduce((sum, lot) => sum + lot.costFen, 0),
    unpriced: lots.filter((lot) => lot.sellingPack === null && lot.paidPack > 0),
    differing: lots.filter(wrong),
  };
}
