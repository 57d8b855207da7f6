/** What the books say of a place at a moment, and what moved there since: the ledger's side of every counted line. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

export interface Asked {
  lineId: number;
  locationId: number;
  lotId: number;
  /** UTC milliseconds. */
  moment: number;
}

export interface MoveSince {
  at: number;
  kind: string;
  /** What came in; negative for what left. */
  deltaBase: number;
  document: { kind: string; number: string } | null;
}

/** A line by the books of now. */
export interface BookStanding {
  onHand: number;
  reserved: number;
  /** What the books expect to have lain there at the moment, corrections made since included. */
  expectedBase: number;
  /** The lowest sum of what has really moved since; zero or less. */
  lowestSinceBase: number;
  moves: MoveSince[];
}

const PLACES = { line_id: 'int', location_id: 'int', lot_id: 'int', moment: 'int' } as const;

const standings = statement(
  `select given.line_id, coalesce(balance.on_hand, 0) as on_hand, coalesce(balance.reserved, 0) as reserved
   from ${rowset('places', PLACES)} as given
   left join balance on balance.location_id = given.location_id and balance.lot_id = given.lot_id`,
);

/**
 * Goods that really moved after the moment. What only corrected the books (a count, an adjustment, and their
 * reversals) is left out: the books are asked what they expect now, so a correction is not made twice.
 */
const moves = statement(
  `select given.line_id, line.occurred_at, movement.kind, document.kind as document_kind, document.number,
     case when line.to_id = given.location_id then line.quantity_base else -line.quantity_base end as delta
   from ${rowset('places', PLACES)} as given
   join movement_line as line on line.lot_id = given.lot_id and line.occurred_at > given.moment
     and (line.to_id = given.location_id or line.from_id = given.location_id)
   join movement on movement.id = line.movement_id
   join location as other on other.id = case when line.to_id = given.location_id then line.from_id else line.to_id end
     and other.kind <> 'count_difference'
   left join document on document.id = movement.document_id
   order by given.line_id, line.occurred_at, line.id`,
);

interface StandingRow {
  line_id: number;
  on_hand: number;
  reserved: number;
}

interface MoveRow {
  line_id: number;
  occurred_at: number;
  kind: string;
  document_kind: string | null;
  number: string | null;
  delta: number;
}

/** Each line by the books, at the moment it names. */
export async function bookStandings(db: Db, asked: readonly Asked[]): Promise<Map<number, BookStanding>> {
  if (asked.length === 0) return new Map();
  const places = asked.map((one) => ({
    line_id: one.lineId,
    location_id: one.locationId,
    lot_id: one.lotId,
    moment: one.moment,
  }));
  const rows = await db.run<StandingRow>(standings, { places });
  const found = new Map<number, BookStanding>();
  for (const { line_id: id, on_hand, reserved } of rows) {
    const onHand = Number(on_hand);
    found.set(id, { onHand, reserved: Number(reserved), expectedBase: onHand, lowestSinceBase: 0, moves: [] });
  }
  const sums = new Map<number, number>();
  for (const row of await db.run<MoveRow>(moves, { places })) {
    const standing = found.get(row.line_id);
    if (standing === undefined) continue;
    const delta = Number(row.delta);
    const sum = (sums.get(row.line_id) ?? 0) + delta;
    sums.set(row.line_id, sum);
    standing.expectedBase -= delta;
    standing.lowestSinceBase = Math.min(standing.lowestSinceBase, sum);
    const document = row.number === null || row.document_kind === null ? null : row.number;
    const named = document === null ? null : { kind: row.document_kind ?? '', number: document };
    standing.moves.push({ at: Number(row.occurred_at), kind: row.kind, deltaBase: delta, document: named });
  }
  return found;
}
