/** Orders: which act leads where, what is open of a line, what a part costs, what goes back to the pool. Pure. */
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const ORDER_STATES = ['issued', 'sent', 'confirmed', 'partly_received', 'received', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** States in which goods may still come. */
export const OPEN_ORDERS: readonly OrderState[] = ['issued', 'sent', 'confirmed', 'partly_received'];

/** Goods may come for an order that was given by telephone: nothing forbids accepting what was ordered and is here. */
export const orderTransitions = {
  send: { from: OPEN_ORDERS, to: ['sent', 'confirmed', 'partly_received'] },
  answer: { from: ['sent', 'confirmed', 'partly_received'], to: ['confirmed', 'partly_received'] },
  ship: { from: ['sent', 'confirmed', 'partly_received'], to: ['sent', 'confirmed', 'partly_received'] },
  accept: { from: OPEN_ORDERS, to: ['partly_received', 'received'] },
  // What waited at the door may be rejected after the rest was given up
  reject: { from: ORDER_STATES, to: ORDER_STATES },
  cancel_rest: { from: OPEN_ORDERS, to: ['cancelled', 'partly_received', 'received', 'issued', 'sent', 'confirmed'] },
  return: { from: ['partly_received', 'received'], to: ['partly_received', 'received'] },
} as const satisfies Transitions<OrderState>;

export interface LineProgress {
  quantityBase: number;
  acceptedBase: number;
  cancelledBase: number;
  amountFen: number;
  acceptedFen: number;
  cancelledFen: number;
}

/** Neither accepted nor given up. */
export function openOf(line: Pick<LineProgress, 'quantityBase' | 'acceptedBase' | 'cancelledBase'>): number {
  return line.quantityBase - line.acceptedBase - line.cancelledBase;
}

/**
 * What a part of an open line costs, in fen: its quantity times the price, and all that is left for the part that ends
 * the line, so that the parts of an order always add up to it. Refuses more than is open.
 */
export function costOfPart(line: LineProgress & { packSize: number; pricePack: number }, base: number): Result<number> {
  const open = openOf(line);
  if (!Number.isSafeInteger(base) || base <= 0) return refuse('quantity_invalid', { quantity: base });
  if (base > open) return refuse('order_over', { open, asked: base });
  const left = line.amountFen - line.acceptedFen - line.cancelledFen;
  return ok(base === open ? left : Math.min(amountFen(base, line.packSize, line.pricePack), left));
}

/** The state that the lines of an order amount to, once something was accepted or given up. */
export function stateOf(was: OrderState, lines: readonly LineProgress[]): OrderState {
  const accepted = lines.some((line) => line.acceptedBase > 0);
  const open = lines.some((line) => openOf(line) > 0);
  if (open) return accepted ? 'partly_received' : was;
  return accepted ? 'received' : 'cancelled';
}

export interface ServedNeed {
  id: number;
  demandId: number;
  quantityBase: number;
  allottedBase: number;
  returnedBase: number;
  urgent: boolean;
  neededBy: string;
}

/**
 * What goes back to the pool when a line has no more to come: everything its needs still wait for beyond what was
 * accepted and is not shared out yet. The least urgent give up first.
 */
export function needsGivenBack(
  line: Pick<LineProgress, 'quantityBase' | 'acceptedBase' | 'cancelledBase'>,
  needs: readonly ServedNeed[],
): { id: number; demandId: number; quantityBase: number }[] {
  const waiting = (need: ServedNeed) => need.quantityBase - need.allottedBase - need.returnedBase;
  const allotted = needs.reduce((sum, need) => sum + need.allottedBase, 0);
  const stillServes = line.acceptedBase - allotted + openOf(line);
  let surplus = needs.reduce((sum, need) => sum + waiting(need), 0) - Math.max(0, stillServes);
  const back: { id: number; demandId: number; quantityBase: number }[] = [];
  const order = [...needs].sort(
    (a, b) => Number(a.urgent) - Number(b.urgent) || b.neededBy.localeCompare(a.neededBy) || b.id - a.id,
  );
  for (const need of order) {
    const quantityBase = Math.min(waiting(need), surplus);
    if (quantityBase <= 0) continue;
    back.push({ id: need.id, demandId: need.demandId, quantityBase });
    surplus -= quantityBase;
  }
  return back;
}
