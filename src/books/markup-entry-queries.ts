/** The lines behind a figure of the zero-markup check: what changed hands between members, or was handed out. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { spanOf } from '../account/months.ts';
import type { DocumentKind } from '../documents/advance.ts';

export const MARKUP_SIDES = ['transfers', 'sold'] as const;
export type MarkupSide = (typeof MARKUP_SIDES)[number];

const BETWEEN = `origin.kind in ('store', 'transit') and goal.kind in ('store', 'transit')
     and coalesce(goal.owner_id, goal.keeper_id) <> coalesce(origin.owner_id, origin.keeper_id)`;
const OUT = `(goal.kind = 'consumed' or origin.kind = 'consumed')`;

const linesThat = (condition: string, ofLot: boolean) =>
  statement(
    `select line.id, line.occurred_at, line.quantity_base, line.amount_fen, lot.id as lot_id, lot.number as lot_number,
       lot.price_pack, item.code, item.generic_name, item.pack_size, item.pack_unit, item.base_unit, item.scale,
       movement.kind as movement_kind, document.kind as document_kind, document.number as document_number,
       origin.name as origin_name, giver.short_name as giver, goal.name as goal_name, taker.short_name as taker
     from movement_line as line
     join location as origin on origin.id = line.from_id join location as goal on goal.id = line.to_id
     join movement on movement.id = line.movement_id join lot on lot.id = line.lot_id
     join item on item.id = line.item_id
     left join organisation as giver on giver.id = coalesce(origin.owner_id, origin.keeper_id)
     left join organisation as taker on taker.id = coalesce(goal.owner_id, goal.keeper_id)
     left join document on document.id = movement.document_id
     where ${ofLot ? 'line.lot_id = :lotId and ' : ''}line.occurred_at >= :from and line.occurred_at < :until
       and line.id > :after and ${condition}
     order by line.id limit :limit`,
  );

const STATEMENTS = {
  transfers: { all: linesThat(BETWEEN, false), lot: linesThat(BETWEEN, true) },
  sold: { all: linesThat(OUT, false), lot: linesThat(OUT, true) },
};

export interface MarkupEntry {
  id: number;
  occurredAt: number;
  quantityBase: number;
  amountFen: number;
  lotId: number;
  lotNumber: string;
  pricePack: number;
  itemCode: string;
  itemName: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  kind: string;
  document: { kind: DocumentKind; number: string } | null;
  /** The member and its store; null outside the members: with patients. */
  from: string | null;
  to: string | null;
}

interface Row {
  id: number;
  occurred_at: number;
  quantity_base: number;
  amount_fen: number;
  lot_id: number;
  lot_number: string;
  price_pack: number;
  code: string;
  generic_name: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  movement_kind: string;
  document_kind: DocumentKind | null;
  document_number: string | null;
  origin_name: string;
  giver: string | null;
  goal_name: string;
  taker: string | null;
}

function entryOf(row: Row): MarkupEntry {
  const { document_kind: kind, document_number: number } = row;
  const place = (owner: string | null, name: string) => (owner === null ? null : `${owner} ${name}`);
  return {
    id: row.id,
    occurredAt: row.occurred_at,
    quantityBase: row.quantity_base,
    amountFen: row.amount_fen,
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    pricePack: row.price_pack,
    itemCode: row.code,
    itemName: row.generic_name,
    packSize: row.pack_size,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    scale: row.scale,
    kind: row.movement_kind,
    document: kind === null || number === null ? null : { kind, number },
    from: place(row.giver, row.origin_name),
    to: place(row.taker, row.goal_name),
  };
}

export interface EntriesWanted {
  side: MarkupSide;
  month: string;
  lotId?: number | undefined;
  /** Id of the last line of the page before; 0 for the first page. */
  after: number;
  limit: number;
}

/** A page of lines by key. */
export async function markupEntries(
  db: Db,
  wanted: EntriesWanted,
): Promise<{ rows: MarkupEntry[]; next: number | undefined }> {
  const { side, month, lotId, after, limit } = wanted;
  const given = { ...spanOf(month), after, limit: limit + 1 };
  const found =
    lotId === undefined
      ? await db.run<Row>(STATEMENTS[side].all, given)
      : await db.run<Row>(STATEMENTS[side].lot, { ...given, lotId });
  const rows = found.slice(0, limit).map(entryOf);
  return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined };
}
