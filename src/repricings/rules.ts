/** The life of a repricing and what it does to the value of stock. Pure. */
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const REPRICING_STATES = ['draft', 'submitted', 'posted', 'cancelled'] as const;
export type RepricingState = (typeof REPRICING_STATES)[number];

export const REPRICING_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  submit: { from: ['draft'], to: ['submitted'] },
  return: { from: ['submitted'], to: ['draft'] },
  post: { from: ['submitted'], to: ['posted'] },
  cancel: { from: ['draft', 'submitted'], to: ['cancelled'] },
} as const satisfies Transitions<RepricingState>;

const OWN = new Set(['open', 'change', 'submit']);

/** A price change needs two people: refuses whoever proposed, changed or sent it. */
export function checkApprover(
  approverId: number,
  acts: readonly { act: string; actorId: number }[],
): Result<undefined> {
  return acts.some((one) => OWN.has(one.act) && one.actorId === approverId) ? refuse('repricing_own') : ok();
}

/** Refuses a new price above what is listed. */
export function checkNewPrice(item: string, pricePack: number, listedPack: number | null): Result<undefined> {
  if (listedPack === null || pricePack <= listedPack) return ok();
  return refuse('repricing_above_listed', { item, pricePack, limitPack: listedPack }, 'price');
}

/** Stock of one lot at one place. */
export interface Standing {
  lineId: number;
  newPrice: number;
  packSize: number;
  lotId: number;
  oldPrice: number;
  locationKind: string;
  onHand: number;
  reserved: number;
  valueFen: number;
}

export interface Planned {
  /** Base units that change their price. */
  quantityBase: number;
  /** Reserved or on its way: leaves at the old price. */
  leftBase: number;
  oldFen: number;
  newFen: number;
}

/**
 * What changes of it. What is promised to somebody or travels keeps the price it was promised at: it is left out and
 * said, so that no slip that is printed becomes wrong.
 */
export function planned(standing: Standing): Planned {
  const { onHand, reserved, valueFen, packSize, newPrice, oldPrice, locationKind } = standing;
  if (newPrice === oldPrice) return { quantityBase: 0, leftBase: 0, oldFen: 0, newFen: 0 };
  const quantityBase = locationKind === 'store' ? onHand - reserved : 0;
  const leftBase = onHand - quantityBase;
  // A taking that empties a place takes all that is left of its value
  const oldFen = quantityBase === onHand ? valueFen : Math.min(amountFen(quantityBase, packSize, oldPrice), valueFen);
  return { quantityBase, leftBase, oldFen, newFen: amountFen(quantityBase, packSize, newPrice) };
}
