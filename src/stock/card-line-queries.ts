/** The lines of a stock card: a member's stores' movements of one item, newest first, by key. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { type CardSubject, type Point, subjectParameters } from './standing-queries.ts';

export interface CardPeriod {
  /** First instant, UTC ms. */
  since: number;
  /** First instant after it. */
  until: number;
}

export interface CardLine {
  id: number;
  movementId: number;
  kind: string;
  /** UTC ms; when it happened, which is when it counts. */
  occurredAt: number;
  /** UTC ms; later than `occurredAt` for a back-dated line. */
  postedAt: number;
  reason: string | null;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  /** Base units that came in and went out; a reversal is negative in the column of what it undoes. */
  inBase: number;
  outBase: number;
  /** Change of what is on hand. */
  deltaBase: number;
  /** What the line moved, whichever way; positive. */
  quantityBase: number;
  amountFen: number;
  from: LinePlace;
  to: LinePlace;
  documentNumber: string | null;
  documentKind: string | null;
  documentFrom: string | null;
  documentTo: string | null;
  actorName: string | null;
}

export interface LinePlace {
  id: number;
  kind: string;
  name: string;
  /** Of a store: `rejected` holds what may not be used. */
  zone: string | null;
  keeper: string | null;
  keeperId: number | null;
}

interface LineRow {
  id: number;
  movement_id: number;
  kind: string;
  occurred_at: number;
  posted_at: number;
  reason: string | null;
  lot_id: number;
  lot_number: string;
  expires_on: string;
  quantity_base: number;
  amount_fen: number;
  from_id: number;
  from_kind: string;
  from_name: string;
  from_zone: string | null;
  from_keeper: string | null;
  from_keeper_id: number | null;
  to_id: number;
  to_kind: string;
  to_name: string;
  to_zone: string | null;
  to_keeper: string | null;
  to_keeper_id: number | null;
  document_number: string | null;
  document_kind: string | null;
  document_from: string | null;
  document_to: string | null;
  actor_name: string | null;
}

/** What a line needs beside itself; shared with the lot's page. */
export const LINE_COLUMNS = `line.id, line.movement_id, movement.kind, line.occurred_at, movement.posted_at,
     movement.reason, line.lot_id, lot.number as lot_number, lot.expires_on, line.quantity_base, line.amount_fen,
     origin.id as from_id, origin.kind as from_kind, origin.name as from_name,
     origin.zone as from_zone,
     origin_keeper.short_name as from_keeper, origin.keeper_id as from_keeper_id,
     goal.id as to_id, goal.kind as to_kind, goal.name as to_name,
     goal.zone as to_zone,
     goal_keeper.short_name as to_keeper, goal.keeper_id as to_keeper_id,
     document.number as document_number, document.kind as document_kind,
     sender.short_name as document_from, other.short_name as document_to, person.name as actor_name`;

export const LINE_JOINS = `join movement on movement.id = line.movement_id
   join lot on lot.id = line.lot_id
   join location as origin on origin.id = line.from_id
   left join organisation as origin_keeper on origin_keeper.id = origin.keeper_id
   join location as goal on goal.id = line.to_id
   left join organisation as goal_keeper on goal_keeper.id = goal.keeper_id
   left join document on document.id = movement.document_id
   left join organisation as sender on sender.id = document.organisation_id
   left join organisation as other on other.id = document.counterpart_id
   left join person on person.id = movement.actor_id`;

const PARAMETER_LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Parameter names have letters alone: `store_a`, `store_b`, … `store_ba`. */
function storeParameter(position: number): string {
  const high = Math.floor(position / 26);
  const letter = PARAMETER_LETTERS.charAt(position % 26);
  return high === 0 ? `store_${letter}` : `store_${PARAMETER_LETTERS.charAt(high)}${letter}`;
}

/** One range of the index for each store and direction, each already in order, so that no history is sorted. */
function range(column: 'from_id' | 'to_id', position: number, byKind: boolean): string {
  const kind = `and exists (select 1 from movement where movement.id = movement_line.movement_id
       and movement.kind = :kind)`;
  return `select * from (
     select id, movement_id, occurred_at, lot_id, quantity_base, amount_fen, from_id, to_id from movement_line
     where ${column} = :${storeParameter(position)} and item_id = :itemId
       and occurred_at >= :since and occurred_at <= :beforeAt and (occurred_at < :beforeAt or id < :beforeLine)
       and (cast(:lotId as bigint) = 0 or lot_id = :lotId) ${byKind ? kind : ''}
     order by occurred_at desc, id desc limit :size
   ) as ${column}_${storeParameter(position)}`;
}

const compiled = new Map<string, Statement>();

function linesStatement(stores: number, byKind: boolean): Statement {
  const key = `${stores} ${byKind}`;
  let found = compiled.get(key);
  if (found === undefined) {
    const ranges = Array.from({ length: stores }, (_, position) => position).flatMap((position) => [
      range('from_id', position, byKind),
      range('to_id', position, byKind),
    ]);
    // `union` and not `union all`: a move between two stores of the member is found from both ends
    const text = `select ${LINE_COLUMNS} from (${ranges.join(' union ')}) as line ${LINE_JOINS}
     order by line.occurred_at desc, line.id desc limit :size`;
    found = statement(text);
    compiled.set(key, found);
  }
  return found;
}

/** A row as seen from `stores`. */
export function lineOf(row: LineRow, stores: ReadonlySet<number>): CardLine {
  const comes = stores.has(row.to_id) ? row.quantity_base : 0;
  const goes = stores.has(row.from_id) ? row.quantity_base : 0;
  const red = row.kind === 'reversal';
  return {
    id: row.id,
    movementId: row.movement_id,
    kind: row.kind,
    occurredAt: row.occurred_at,
    postedAt: row.posted_at,
    reason: row.reason,
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    expiresOn: row.expires_on,
    inBase: red ? 0 - goes : comes,
    outBase: red ? 0 - comes : goes,
    deltaBase: comes - goes,
    quantityBase: row.quantity_base,
    amountFen: red ? -row.amount_fen : row.amount_fen,
    from: {
      id: row.from_id,
      kind: row.from_kind,
      name: row.from_name,
      zone: row.from_zone,
      keeper: row.from_keeper,
      keeperId: row.from_keeper_id,
    },
    to: {
      id: row.to_id,
      kind: row.to_kind,
      name: row.to_name,
      zone: row.to_zone,
      keeper: row.to_keeper,
      keeperId: row.to_keeper_id,
    },
    documentNumber: row.document_number,
    documentKind: row.document_kind,
    documentFrom: row.document_from,
    documentTo: row.document_to,
    actorName: row.actor_name,
  };
}

export type { LineRow };

/** Lines before `before` in the period, newest first, at most `size`. */
export async function cardLines(
  db: Db,
  subject: CardSubject,
  asked: CardPeriod & { kind?: string | undefined; before?: Point | undefined; size: number },
): Promise<CardLine[]> {
  const { storeIds } = subject;
  if (storeIds.length === 0) return [];
  const stores = Object.fromEntries(storeIds.map((id, position) => [storeParameter(position), id]));
  const before = asked.before ?? { at: asked.until, lineId: -1 };
  const { itemId, lotId } = subjectParameters(subject);
  const rows = await db.run<LineRow>(linesStatement(storeIds.length, asked.kind !== undefined), {
    ...stores,
    itemId,
    lotId,
    since: asked.since,
    beforeAt: before.at,
    beforeLine: before.lineId,
    size: asked.size,
    ...(asked.kind === undefined ? {} : { kind: asked.kind }),
  });
  const own = new Set(storeIds);
  return rows.map((row) => lineOf(row, own));
}
