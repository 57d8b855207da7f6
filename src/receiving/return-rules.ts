/** Goods that go back to their supplier: which act leads where, and how much may still go. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

/** At the door: refused there, nothing entered stock. The others are of goods that were accepted before. */
export const RETURN_STATES = ['at_door', 'proposed', 'returned', 'withdrawn'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

export const returnTransitions = {
  confirm: { from: ['proposed'], to: ['returned'] },
  withdraw: { from: ['proposed'], to: ['withdrawn'] },
} as const satisfies Transitions<ReturnState>;

export interface ReturnAsk {
  /** Line of the inspection. */
  line: number;
  storeId: number;
  quantityBase: number;
}

export interface ReturnableLine {
  line: number;
  item: string;
  /** How the item is counted, for the sentence of a refusal. */
  of?: { shape: { packSize: number; packUnit: string; baseUnit: string; scale: number } };
  acceptedBase: number;
  returnedBase: number;
  /** In proposals that wait for the second person. */
  proposedBase: number;
  /** Free of the lot in each store. */
  stores: readonly { storeId: number; freeBase: number }[];
}

/**
 * Refuses nothing chosen, a line of nothing accepted, more than was accepted and not given back yet, and more than lies
 * free in the store.
 */
export function checkReturn(asks: readonly ReturnAsk[], lines: readonly ReturnableLine[]): Result<undefined> {
  if (asks.length === 0) return refuse('nothing_chosen');
  const asked = new Map<number, number>();
  for (const { line, storeId, quantityBase } of asks) {
    const known = lines.find((one) => one.line === line);
    if (known === undefined) return refuse('not_found');
    const at = { line, item: known.item, ...known.of?.shape };
    if (!Number.isSafeInteger(quantityBase) || quantityBase <= 0)
      return refuse('quantity_invalid', { quantity: quantityBase });
    const sum = (asked.get(line) ?? 0) + quantityBase;
    asked.set(line, sum);
    const open = known.acceptedBase - known.returnedBase - known.proposedBase;
    if (sum > open) return refuse('return_over', { ...at, open, asked: sum });
    const free = known.stores.find((store) => store.storeId === storeId)?.freeBase ?? 0;
    if (quantityBase > free) return refuse('return_not_there', { ...at, available: free, asked: quantityBase });
  }
  return ok();
}
