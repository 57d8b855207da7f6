/** The one need that a shortage has in the pool once it is to be bought for: put there, taken back, kept in step. */
import type { Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { raiseDemand } from './demand-commands.ts';
import { follow, type MirroredNeed, poolBase, type ShortageMove, type Way } from './mirror-rules.ts';

export interface ShortageStep extends ShortageMove {
  shortageId: number;
}

interface NeedRow {
  id: number;
  document_id: number;
  item_name: string;
  member: string;
  quantity_base: number;
  planned_base: number;
  closed_base: number;
  dispatched_base: number;
  delivered_base: number;
  received_base: number;
}

const needsOf = statement(
  `select demand.id, demand.document_id, item.generic_name as item_name, organisation.short_name as member,
     demand.quantity_base, demand.planned_base, demand.closed_base, demand.dispatched_base, demand.delivered_base,
     demand.received_base
   from demand join item on item.id = demand.item_id join organisation on organisation.id = demand.organisation_id
   where demand.document_id in (select id from ${rowset('ids', { id: 'int' })} as given)
     and demand.origin = 'shortage' order by demand.id ${forUpdate === '' ? '' : `${forUpdate} of demand`}`,
);
const settle = statement(
  `update demand set planned_base = given.planned, closed_base = given.closed, dispatched_base = given.dispatched,
     delivered_base = given.delivered, received_base = given.received
   from ${rowset('needs', {
     id: 'int',
     planned: 'int',
     closed: 'int',
     dispatched: 'int',
     delivered: 'int',
     received: 'int',
   })} as given where demand.id = given.id`,
);

const asNeed = (row: NeedRow): MirroredNeed => ({
  quantityBase: Number(row.quantity_base),
  plannedBase: Number(row.planned_base),
  closedBase: Number(row.closed_base),
  dispatchedBase: Number(row.dispatched_base),
  deliveredBase: Number(row.delivered_base),
  receivedBase: Number(row.received_base),
});

async function write(tx: Tx, needs: readonly { id: number; need: MirroredNeed }[]): Promise<void> {
  const rows = needs.map(({ id, need }) => ({
    id,
    planned: need.plannedBase,
    closed: need.closedBase,
    dispatched: need.dispatchedBase,
    delivered: need.deliveredBase,
    received: need.receivedBase,
  }));
  if (rows.length > 0) await tx.run(settle, { needs: rows });
}

/** What of a need may be supplied in this way; more was taken by somebody else, or supplied otherwise. */
function refuseMore(need: MirroredNeed, row: NeedRow, asked: number, way: Way): Result<undefined> {
  const names = { item: row.item_name, member: row.member, count: 1, asked };
  const onPlans = need.plannedBase - need.dispatchedBase - need.deliveredBase;
  if (way === 'pool' && asked > poolBase(need)) return refuse('demand_taken', { ...names, open: poolBase(need) });
  const bought = way === 'planned' || way === 'straight';
  return bought && asked > onPlans ? refuse('demand_supplied', { ...names, open: onPlans }) : ok();
}

/** Leads the needs of these shortages on, one step for each; shortages that nobody buys for have none. */
export async function followShortages(tx: Tx, steps: readonly ShortageStep[]): Promise<Result<undefined>> {
  const rows = await tx.run<NeedRow>(needsOf, { ids: steps.map((step) => ({ id: step.shortageId })) });
  const after: { id: number; need: MirroredNeed }[] = [];
  for (const row of rows) {
    const step = steps.find((one) => one.shortageId === Number(row.document_id));
    if (step === undefined) continue;
    const need = asNeed(row);
    const allowed = refuseMore(need, row, step.answeredBase, step.way);
    if (!allowed.ok) return allowed;
    after.push({ id: Number(row.id), need: follow(need, step) });
  }
  await write(tx, after);
  return ok();
}

export interface ListedShortage {
  shortageId: number;
  organisationId: number;
  itemId: number;
  neededBy: string;
  urgent: boolean;
  quantityBase: number;
  answeredBase: number;
  arrivedBase: number;
  closedBase: number;
}

async function needOf(tx: Tx, shortageId: number): Promise<{ id: number; need: MirroredNeed } | undefined> {
  const [row] = await tx.run<NeedRow>(needsOf, { ids: [{ id: shortageId }] });
  return row && { id: Number(row.id), need: asNeed(row) };
}

/** Puts what is open of a shortage into the pool; gives how much. Refuses when all of it is there or on plans. */
export async function listShortage(tx: Tx, shortage: ListedShortage, at: number): Promise<Result<{ base: number }>> {
  const known = await needOf(tx, shortage.shortageId);
  if (known === undefined) {
    const { shortageId, organisationId, itemId, neededBy, urgent, quantityBase } = shortage;
    const common = { organisationId, itemId, neededBy, urgent, quantityBase, raisedAt: at, lineId: null };
    const [id = 0] = await raiseDemand(tx, [{ origin: 'shortage', documentId: shortageId, ...common }]);
    const { answeredBase, arrivedBase, closedBase } = shortage;
    const sent = { plannedBase: answeredBase, dispatchedBase: answeredBase, receivedBase: arrivedBase };
    const need = { quantityBase, closedBase, deliveredBase: 0, ...sent };
    await write(tx, [{ id, need }]);
    return poolBase(need) > 0 ? ok({ base: poolBase(need) }) : refuse('nothing_open');
  }
  const { id, need } = known;
  const off = need.closedBase - shortage.closedBase;
  if (off <= 0) return refuse('shortage_listed');
  await write(tx, [{ id, need: { ...need, closedBase: shortage.closedBase } }]);
  return ok({ base: off });
}

/** Takes what no plan has taken yet out of the pool; gives how much: nothing when it was not listed. */
export async function unlistShortage(tx: Tx, shortageId: number): Promise<number> {
  const known = await needOf(tx, shortageId);
  if (known === undefined) return 0;
  const { id, need } = known;
  const open = poolBase(need);
  if (open > 0) await write(tx, [{ id, need: { ...need, closedBase: need.closedBase + open } }]);
  return open;
}
