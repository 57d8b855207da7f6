/** One lot: what it is, where it lies now within the viewer's scope, and everything that moved it there. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { type CardLine, LINE_COLUMNS, LINE_JOINS, type LineRow, lineOf } from './card-line-queries.ts';
import type { Point } from './standing-queries.ts';
import { LAST_POINT } from './standing-queries.ts';

export const LOT_LINES = 50;

export interface LotRecord {
  id: number;
  number: string;
  expiresOn: string;
  receivedOn: string;
  frozen: 'recall' | 'quality' | null;
  pricePack: number;
  origin: string;
  itemId: number;
}

export interface LotPlace {
  locationName: string;
  locationKind: string;
  zone: string;
  organisationCode: string;
  organisationName: string;
  onHand: number;
  reserved: number;
  /** A case holds what lies here until quality has decided. */
  held: boolean;
}

/** What one kind of movement did to the lot, as the viewer's reach sees it. Base units. */
export interface LotSum {
  kind: string;
  /** Came into the reach, left it, moved within it. */
  cameBase: number;
  wentBase: number;
  withinBase: number;
  lines: number;
}

export interface LotPage {
  lot: LotRecord;
  places: LotPlace[];
  /** In and out of the reach by kind: what came less what went is what is there. */
  sums: LotSum[];
  lines: CardLine[];
  next: Point | undefined;
  /** The line that first brought it in; null when it came by no line within the scope. */
  firstLine: CardLine | null;
}

const lotById = statement(
  `select id, number, expires_on, received_on, frozen, price_pack, origin, item_id from lot where id = :id`,
);

const placesOfLot = statement(
  `select location.name as location_name, location.kind, location.zone, organisation.code, organisation.short_name,
     balance.on_hand, balance.reserved, balance.held_by
   from balance
   join location on location.id = balance.location_id
   join organisation on organisation.id = location.keeper_id and organisation.path like :scope || '%'
   where balance.lot_id = :id order by organisation.code, location.id`,
);

// Which lines are shown is found before what they say: everything a line names is read for those alone
const SEEN_LINES = `select line.id, line.movement_id, line.occurred_at, line.lot_id, line.quantity_base,
       line.amount_fen, line.from_id, line.to_id
     from movement_line as line
     join location as origin on origin.id = line.from_id
     left join organisation as origin_keeper on origin_keeper.id = origin.keeper_id
     join location as goal on goal.id = line.to_id
     left join organisation as goal_keeper on goal_keeper.id = goal.keeper_id
     where line.lot_id = :id
       and (origin_keeper.path like :scope || '%' or goal_keeper.path like :scope || '%')`;

const linesOfLot = statement(
  `select ${LINE_COLUMNS} from (
     ${SEEN_LINES} and (cast(:kind as text) = '' or exists (
       select 1 from movement where movement.id = line.movement_id and movement.kind = :kind))
       and line.occurred_at <= :beforeAt and (line.occurred_at < :beforeAt or line.id < :beforeLine)
     order by line.occurred_at desc, line.id desc limit :size
   ) as line ${LINE_JOINS} order by line.occurred_at desc, line.id desc`,
);

// What lies in nobody's store has no keeper: outside of every reach
const sumsOfLot = statement(
  `select seen.kind, cast(sum(case when goal_in > origin_in then base else 0 end) as bigint) as came,
     cast(sum(case when origin_in > goal_in then base else 0 end) as bigint) as went,
     cast(sum(case when origin_in = goal_in then base else 0 end) as bigint) as within_base,
     cast(count(*) as bigint) as lines
   from (
     select movement.kind, line.quantity_base as base,
       case when origin_keeper.path like :scope || '%' then 1 else 0 end as origin_in,
       case when goal_keeper.path like :scope || '%' then 1 else 0 end as goal_in
     from movement_line as line join movement on movement.id = line.movement_id
     join location as origin on origin.id = line.from_id
     left join organisation as origin_keeper on origin_keeper.id = origin.keeper_id
     join location as goal on goal.id = line.to_id
     left join organisation as goal_keeper on goal_keeper.id = goal.keeper_id
     where line.lot_id = :id
   ) as seen where origin_in + goal_in > 0 group by seen.kind`,
);

const firstOfLot = statement(
  `select ${LINE_COLUMNS} from (${SEEN_LINES} order by line.occurred_at, line.id limit 1) as line ${LINE_JOINS}`,
);

interface LotRow {
  id: number;
  number: string;
  expires_on: string;
  received_on: string;
  frozen: 'recall' | 'quality' | null;
  price_pack: number;
  origin: string;
  item_id: number;
}

interface PlaceRow {
  location_name: string;
  kind: string;
  zone: string;
  code: string;
  short_name: string;
  on_hand: number;
  reserved: number;
  held_by: number | null;
}

interface SumRow {
  kind: string;
  came: number;
  went: number;
  within_base: number;
  lines: number;
}

function recordOf(row: LotRow): LotRecord {
  return {
    id: row.id,
    number: row.number,
    expiresOn: row.expires_on,
    receivedOn: row.received_on,
    frozen: row.frozen,
    pricePack: row.price_pack,
    origin: row.origin,
    itemId: row.item_id,
  };
}

/** The lot, or undefined when it never lay at a place of the viewer's scope. */
export async function lotPage(
  db: Db,
  asked: { id: number; scopePath: string; kind?: string | undefined; before?: Point | undefined },
): Promise<LotPage | undefined> {
  const { id } = asked;
  const scope = asked.scopePath;
  const [[row], places] = await Promise.all([
    db.run<LotRow>(lotById, { id }),
    db.run<PlaceRow>(placesOfLot, { id, scope }),
  ]);
  if (row === undefined || places.length === 0) return undefined;
  const before = asked.before ?? LAST_POINT;
  const point = { beforeAt: before.at, beforeLine: before.lineId, size: LOT_LINES + 1 };
  // Asked side by side: where several connections read, they do not wait for each other
  const [found, [first], sums] = await Promise.all([
    db.run<LineRow>(linesOfLot, { id, scope, kind: asked.kind ?? '', ...point }),
    db.run<LineRow>(firstOfLot, { id, scope }),
    db.run<SumRow>(sumsOfLot, { id, scope }),
  ]);
  const nowhere: ReadonlySet<number> = new Set();
  const lines = found.slice(0, LOT_LINES).map((line) => lineOf(line, nowhere));
  const last = lines.at(-1);
  const more = found.length > LOT_LINES && last !== undefined;
  return {
    lot: recordOf(row),
    places: places.filter((place) => place.on_hand > 0).map(placeOf),
    sums: sums.map(sumOf).sort((a, b) => b.lines - a.lines || (a.kind < b.kind ? -1 : 1)),
    lines,
    next: more ? { at: last.occurredAt, lineId: last.id } : undefined,
    firstLine: first === undefined ? null : lineOf(first, nowhere),
  };
}

function placeOf(row: PlaceRow): LotPlace {
  return {
    locationName: row.location_name,
    locationKind: row.kind,
    zone: row.zone,
    organisationCode: row.code,
    organisationName: row.short_name,
    onHand: row.on_hand,
    reserved: row.reserved,
    held: row.held_by !== null,
  };
}

function sumOf(row: SumRow): LotSum {
  const { kind, lines } = row;
  return { kind, cameBase: row.came, wentBase: row.went, withinBase: row.within_base, lines };
}
