/**
 * The pool of demand: raising needs, and moving what is planned, closed, sent and received of them. Each move is one
 * guarded statement over a set, so that two plans never take the same rest and two dispatches never fill one need.
 */
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface NewDemand {
  origin: 'requisition' | 'shortage' | 'safety';
  /** The requisition or the shortage; null for a safety proposal. */
  documentId: number | null;
  /** Line of the requisition. */
  lineId: number | null;
  organisationId: number;
  itemId: number;
  /** Base units. */
  quantityBase: number;
  neededBy: string;
  urgent: boolean;
  /** UTC ms. */
  raisedAt: number;
}

/** How much of one need moves, in base units; a negative number takes back. */
export interface DemandMove {
  demandId: number;
  quantityBase: number;
}

const flag = (column: string) => (dialect === 'sqlite' ? column : `${column} = 1`);

const addDemand = statement(
  `insert into demand (origin, document_id, line_id, organisation_id, item_id, quantity_base, needed_by, urgent,
     raised_at)
   select origin, document_id, line_id, organisation_id, item_id, quantity, needed_by, ${flag('urgent')}, raised_at
   from ${rowset('rows', {
     place: 'int',
     origin: 'text',
     document_id: 'int',
     line_id: 'int',
     organisation_id: 'int',
     item_id: 'int',
     quantity: 'int',
     needed_by: 'text',
     urgent: 'int',
     raised_at: 'int',
   })} as given where true order by place returning id`,
);

/** Opens needs in the pool; gives their ids in the order of the rows. The database refuses quantities below one. */
export async function raiseDemand(tx: Tx, rows: readonly NewDemand[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const given = rows.map((row, place) => ({
    place,
    origin: row.origin,
    document_id: row.documentId,
    line_id: row.lineId,
    organisation_id: row.organisationId,
    item_id: row.itemId,
    quantity: row.quantityBase,
    needed_by: row.neededBy,
    urgent: row.urgent ? 1 : 0,
    raised_at: row.raisedAt,
  }));
  const added = await tx.run<{ id: number }>(addDemand, { rows: given });
  return added.map((row) => Number(row.id)).sort((a, b) => a - b);
}

const MOVES = rowset('moves', { id: 'int', quantity: 'int' });
const locked = statement(
  `select id from demand where id in (select id from ${MOVES} as given) order by id ${forUpdate}`,
);
const lost = statement(
  `select demand.id, item.generic_name, organisation.short_name,
     demand.quantity_base - demand.planned_base - demand.closed_base as open_base
   from demand join item on item.id = demand.item_id join organisation on organisation.id = demand.organisation_id
   where demand.id in (select id from ${MOVES} as given) order by demand.id`,
);

/** An update of one column that passes by every need whose guard would not hold afterwards. */
const moveOf = (column: string, guard: string) =>
  statement(
    `update demand set ${column} = demand.${column} + given.quantity from ${MOVES} as given
     where demand.id = given.id and demand.${column} + given.quantity >= 0 and ${guard} returning demand.id`,
  );

const WITHIN_ASKED = 'demand.planned_base + demand.closed_base + given.quantity <= demand.quantity_base';
const SENT_COVERS = 'demand.received_base <= demand.dispatched_base + demand.delivered_base + given.quantity';
const planning = moveOf('planned_base', WITHIN_ASKED);
const closing = moveOf('closed_base', WITHIN_ASKED);
const dispatching = moveOf('dispatched_base', SENT_COVERS);
const delivering = moveOf('delivered_base', SENT_COVERS);
const sending = moveOf(
  'dispatched_base',
  'demand.dispatched_base + demand.delivered_base + given.quantity <= demand.planned_base',
);
/** Out of the pool and onto a dispatch at once, for what is not on any plan. */
const taking = statement(
  `update demand set planned_base = demand.planned_base + given.quantity,
     dispatched_base = demand.dispatched_base + given.quantity
   from ${MOVES} as given
   where demand.id = given.id and given.quantity > 0 and ${WITHIN_ASKED}
     and demand.dispatched_base + demand.delivered_base <= demand.planned_base returning demand.id`,
);
/** What a dispatch gives back is wanted again: it leaves the plans too, so that the pool shows it. */
const givingBack = statement(
  `update demand set dispatched_base = demand.dispatched_base - given.quantity,
     planned_base = case when demand.planned_base > given.quantity then demand.planned_base - given.quantity else 0 end
   from ${MOVES} as given
   where demand.id = given.id and demand.dispatched_base >= given.quantity
     and demand.received_base <= demand.dispatched_base + demand.delivered_base - given.quantity returning demand.id`,
);
const receiving = moveOf(
  'received_base',
  'demand.received_base + given.quantity <= demand.dispatched_base + demand.delivered_base',
);

/** One move a need: the same need named twice counts once with the sum. */
function gathered(moves: readonly DemandMove[]): { id: number; quantity: number }[] {
  const sums = new Map<number, number>();
  for (const { demandId, quantityBase } of moves) sums.set(demandId, (sums.get(demandId) ?? 0) + quantityBase);
  return [...sums].filter(([, quantity]) => quantity !== 0).map(([id, quantity]) => ({ id, quantity }));
}

interface LostRow {
  id: number;
  generic_name: string;
  short_name: string;
  open_base: number;
}

/** All moves or none: the caller's transaction ends with a refusal that names the first need that did not move. */
async function moveAll(
  tx: Tx,
  moves: readonly DemandMove[],
  how: { move: ReturnType<typeof statement>; reason: string },
): Promise<Result<undefined>> {
  const given = gathered(moves);
  if (given.length === 0) return ok();
  await tx.run(locked, { moves: given });
  const moved = await tx.run<{ id: number }>(how.move, { moves: given });
  if (moved.length === given.length) return ok();
  const done = new Set(moved.map((row) => Number(row.id)));
  const left = given.filter((move) => !done.has(move.id));
  const [first] = await tx.run<LostRow>(lost, { moves: left });
  if (first === undefined) return refuse('not_found');
  const asked = left.find((move) => move.id === Number(first.id))?.quantity ?? 0;
  const names = { item: first.generic_name, member: first.short_name };
  return refuse(how.reason, { ...names, open: Number(first.open_base), asked, count: left.length });
}

/** Takes demand onto plans. Refuses `demand_taken` when less is open than is asked: another plan was quicker. */
export function planDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: planning, reason: 'demand_taken' });
}

/** Gives demand back to the pool. Refuses `demand_not_planned` when less is planned than is given back. */
export function unplanDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  const back = moves.map(({ demandId, quantityBase }) => ({ demandId, quantityBase: -quantityBase }));
  return moveAll(tx, back, { move: planning, reason: 'demand_not_planned' });
}

/** Gives up open demand. Refuses `demand_not_open` when part of it is on a plan. */
export function closeDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: closing, reason: 'demand_not_open' });
}

/** Kept on a dispatch of what was planned. Refuses `demand_supplied` when the rest was supplied otherwise. */
export function sendDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: sending, reason: 'demand_supplied' });
}

/** Kept on a dispatch straight out of the pool. Refuses `demand_taken` when less is open than is asked. */
export function takeDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: taking, reason: 'demand_taken' });
}

/** Not sent after all, or lost on the way: open in the pool again. Refuses `demand_not_sent` when it was received. */
export function giveBackDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: givingBack, reason: 'demand_not_sent' });
}

/** Kept on dispatches to the member. Refuses `demand_not_sent` when less would be sent than was received. */
export function dispatchDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: dispatching, reason: 'demand_not_sent' });
}

/** Brought straight to the member by a supplier. Refuses `demand_not_sent` as above. */
export function deliverDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: delivering, reason: 'demand_not_sent' });
}

/** Received by the member. Refuses `demand_not_sent` when more would be received than was sent or brought. */
export function receiveDemand(tx: Tx, moves: readonly DemandMove[]): Promise<Result<undefined>> {
  return moveAll(tx, moves, { move: receiving, reason: 'demand_not_sent' });
}
