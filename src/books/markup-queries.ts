/** The zero-markup check (零差率): whether goods changed hands between members at what they cost, lot by lot. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { spanOf } from '../account/months.ts';
import { amountFen } from '../kernel/money.ts';

export interface MarkupLot {
  lotId: number;
  lotNumber: string;
  itemCode: string;
  itemName: string;
  /** Decoction pieces may carry a markup by law; they are told apart. */
  exempt: boolean;
  transfers: number;
  quantityBase: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  pricePack: number;
  /** What the lines moved, and what the lot's price makes of their quantity. */
  movedFen: number;
  costFen: number;
}

export interface MarkupReport {
  lots: number;
  transfers: number;
  movedFen: number;
  exemptLots: number;
  /** Lots that were handed on at another value than they cost, beyond a fen a transfer. */
  differing: MarkupLot[];
}

/** Lines between places of two owners; a reversal takes its line back. */
const handedOn = statement(
  `select line.lot_id, lot.number, lot.price_pack, item.code, item.generic_name, item.kind, item.pack_size,
     item.pack_unit, item.base_unit, item.scale, count(*) as transfers, sum(line.quantity_base) as quantity,
     sum(line.amount_fen) as moved
   from movement_line as line
   join location as origin on origin.id = line.from_id and origin.kind in ('store', 'transit')
   join location as goal on goal.id = line.to_id and goal.kind in ('store', 'transit')
     and coalesce(goal.owner_id, goal.keeper_id) <> coalesce(origin.owner_id, origin.keeper_id)
   join lot on lot.id = line.lot_id join item on item.id = lot.item_id
   where line.occurred_at >= :from and line.occurred_at < :until
   group by line.lot_id, lot.number, lot.price_pack, item.code, item.generic_name, item.kind, item.pack_size,
     item.pack_unit, item.base_unit, item.scale
   order by item.code, lot.number`,
);

interface HandedRow {
  lot_id: number;
  number: string;
  price_pack: number;
  code: string;
  generic_name: string;
  kind: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  transfers: number;
  quantity: number;
  moved: number;
}

/** Rounds of whole fen and what the last taking takes along may put a fen on each line. */
const FEN_A_LINE = 1;

function asLot(row: HandedRow): MarkupLot {
  const quantityBase = Number(row.quantity);
  return {
    lotId: row.lot_id,
    lotNumber: row.number,
    itemCode: row.code,
    itemName: row.generic_name,
    exempt: row.kind === 'decoction_piece',
    transfers: Number(row.transfers),
    quantityBase,
    packSize: row.pack_size,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    scale: row.scale,
    pricePack: row.price_pack,
    movedFen: Number(row.moved),
    costFen: amountFen(quantityBase, row.pack_size, row.price_pack),
  };
}

/** What changed hands between members in a month, and which lots did so at another value than they cost. */
export async function markupReport(db: Db, month: string): Promise<MarkupReport> {
  const lots = (await db.run<HandedRow>(handedOn, spanOf(month))).map(asLot);
  const bound = lots.filter((lot) => !lot.exempt);
  return {
    lots: bound.length,
    transfers: bound.reduce((sum, lot) => sum + lot.transfers, 0),
    movedFen: bound.reduce((sum, lot) => sum + lot.movedFen, 0),
    exemptLots: lots.length - bound.length,
    differing: bound.filter((lot) => Math.abs(lot.movedFen - lot.costFen) > lot.transfers * FEN_A_LINE),
  };
}
