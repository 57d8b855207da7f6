/** The orders that a plan will become, as `issueOrders` will make them; nothing is written. */
import type { Db } from '../../db/database.ts';
import type { Channel } from '../../db/schema/plans.ts';
import { statement } from '../../db/statement.ts';
import { amountFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/result.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';
import { partyById } from '../parties/queries.ts';
import { planLinesToOrder, planNeedsToServe } from './issue-queries.ts';
import { splitLine } from './split-rules.ts';

export interface OrderToPlace {
  partyId: number | null;
  partyName: string | null;
  channel: Channel;
  delivery: 'hub' | 'direct' | 'relay';
  lines: number;
  /** Delivery points. */
  places: number;
  amountFen: number;
}

export interface Placing {
  orders: OrderToPlace[];
  /** Why a supplier may not be ordered from today. */
  barred: Map<number, Refusal>;
  /** What the plan holds of budgets, in fen. */
  heldFen: number;
}

const held = statement(
  `select cast(coalesce(sum(open_fen), 0) as bigint) as fen from budget_hold where document_id = :planId`,
);

/** What placing the orders of the plan on `day` would make. */
export async function ordersToPlace(db: Db, plan: { id: number; hubId: number }, day: string): Promise<Placing> {
  const lines = await planLinesToOrder(db, plan.id);
  const needs = await planNeedsToServe(db, plan.id);
  const orders = new Map<string, OrderToPlace & { to: Set<number> }>();
  for (const line of lines) {
    const { partyId, channel, delivery } = line;
    const key = `${partyId}-${channel}-${delivery}`;
    const blank = {
      partyId,
      partyName: null,
      channel,
      delivery,
      lines: 0,
      places: 0,
      amountFen: 0,
      to: new Set<number>(),
    };
    const order = orders.get(key) ?? blank;
    orders.set(key, order);
    const own = needs.filter((need) => need.planLineId === line.id);
    for (const part of splitLine(line, own, plan.hubId)) {
      order.lines += 1;
      order.to.add(part.deliverToId);
      order.amountFen += amountFen(part.quantityBase, line.packSize, line.pricePack);
    }
  }
  const asks = lines.flatMap(({ partyId, itemId }) => (partyId === null ? [] : [{ partyId, itemId }]));
  const placed: OrderToPlace[] = [];
  for (const { to, ...order } of orders.values()) {
    const party = order.partyId === null ? undefined : await partyById(db, order.partyId);
    placed.push({ ...order, partyName: party?.shortName ?? null, places: to.size });
  }
  const [sum] = await db.run<{ fen: number }>(held, { planId: plan.id });
  return { orders: placed, barred: await whyNotOrder(db, asks, day), heldFen: Number(sum?.fen ?? 0) };
}
