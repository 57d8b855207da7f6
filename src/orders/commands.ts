/** The buyer's acts on an order: sending it, and giving up what does not come. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { purchaseOrder } from '../../db/schema/orders.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { giveUpRest } from './progress-commands.ts';
import { orderTransitions } from './rules.ts';

/** How an order reached its supplier. */
export const WAYS = ['page', 'file', 'telephone'] as const;
export type Way = (typeof WAYS)[number];

export interface OrderAct {
  key: string | null;
  number: string;
  /** The version the person saw. */
  version: number;
}

async function orderOf(tx: Tx, number: string): Promise<Result<DocumentRow>> {
  const document = await documentByNumber(tx, 'order', number);
  return document === undefined ? refuse('not_found') : ok(document);
}

/**
 * Notes that the order was given to its supplier, who sees it from now on; sending again is noted again. Refuses an
 * order that has ended.
 */
export async function sendOrder(
  services: CommandServices,
  actor: Actor,
  request: OrderAct & { way: Way },
): Promise<Answer<{ number: string }>> {
  const { key, number, version, way } = request;
  const asked = { act: 'order.send', key, input: { number, version, way }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'order.place')) return refuseWithout('order.place');
    const order = await orderOf(tx, number);
    if (!order.ok) return order;
    const { id, status } = order.value;
    const to = status === 'issued' ? 'sent' : status;
    const moved = await advance(tx, id, {
      act: 'send',
      to,
      transitions: orderTransitions,
      actor,
      at,
      seenVersion: version,
      detail: { way },
    });
    if (!moved.ok) return moved;
    await tx.update(purchaseOrder).set({ sentAt: at }).where(eq(purchaseOrder.documentId, id));
    return ok({ value: { number }, subject: number, after: { way } });
  });
}

/**
 * Gives up what is open of an order, or of some of its lines: the supplier sends no more of it, the budgets are free
 * of it and its needs are back in the pool. It cannot be undone; what is still wanted is planned again.
 */
export async function cancelRest(
  services: CommandServices,
  actor: Actor,
  request: OrderAct & { lineIds: number[] | 'all'; reason: string },
): Promise<Answer<{ lines: number; amountFen: number }>> {
  const { key, number, version, lineIds, reason } = request;
  const asked = { act: 'order.cancel_rest', key, input: { number, version, lineIds, reason }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'order.place')) return refuseWithout('order.place');
    const order = await orderOf(tx, number);
    if (!order.ok) return order;
    const seen = await checkSeen(tx, order.value, version);
    if (!seen.ok) return seen;
    const { id } = order.value;
    const header = { actor, at, key: `cancel-${id}-${version}` };
    const given = await giveUpRest(tx, header, { orderId: id, lineIds, reason });
    return given.ok ? ok({ value: given.value, subject: number, after: { reason, ...given.value } }) : given;
  });
}
