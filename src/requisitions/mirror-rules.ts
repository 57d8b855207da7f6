/**
 * A shortage that is to be bought for has one need in the pool that keeps step with it: what is kept for the shortage
 * on dispatches is dispatched of the need, what arrived is received, whoever found the goods. Pure.
 */

export interface MirroredNeed {
  quantityBase: number;
  plannedBase: number;
  closedBase: number;
  dispatchedBase: number;
  deliveredBase: number;
  receivedBase: number;
}

/** Where goods for a shortage come from: found by hand, taken from the pool, bought on a plan, brought straight. */
export type Way = 'direct' | 'pool' | 'planned' | 'straight';

export interface ShortageMove {
  /** More kept on dispatches; negative when it is given back. Base units, as all here. */
  answeredBase: number;
  arrivedBase: number;
  /** What the shortage itself has given up: never bought for again. */
  givenUpBase: number;
  way: Way;
}

/** Open in the pool. */
export function poolBase(need: MirroredNeed): number {
  return need.quantityBase - need.plannedBase - need.closedBase;
}

/** Goods found beside the plans come first out of the pool, then out of what was taken off the list. */
function found(need: MirroredNeed, answeredBase: number, givenUpBase: number): MirroredNeed {
  const fromPool = Math.min(answeredBase, poolBase(need));
  const fromClosed = Math.max(0, Math.min(answeredBase - fromPool, need.closedBase - givenUpBase));
  return {
    ...need,
    plannedBase: need.plannedBase + fromPool + fromClosed,
    closedBase: need.closedBase - fromClosed,
    dispatchedBase: need.dispatchedBase + answeredBase,
  };
}

/** What is given back is open in the pool again, unless the shortage was taken off the list. */
function givenBack(need: MirroredNeed, backBase: number, givenUpBase: number): MirroredNeed {
  const onPlans = need.plannedBase - need.dispatchedBase - need.deliveredBase;
  const isOff = need.closedBase > givenUpBase && poolBase(need) === 0 && onPlans <= 0;
  const freed = Math.min(backBase, need.plannedBase);
  return {
    ...need,
    plannedBase: need.plannedBase - freed,
    closedBase: need.closedBase + (isOff ? freed : 0),
    dispatchedBase: need.dispatchedBase - backBase,
  };
}

/** The need after its shortage moved. */
export function follow(need: MirroredNeed, move: ShortageMove): MirroredNeed {
  const { answeredBase, arrivedBase, givenUpBase, way } = move;
  const received = { ...need, receivedBase: need.receivedBase + arrivedBase };
  if (answeredBase < 0) return givenBack(received, -answeredBase, givenUpBase);
  if (way === 'straight') return { ...received, deliveredBase: need.deliveredBase + answeredBase };
  if (way === 'planned') return { ...received, dispatchedBase: need.dispatchedBase + answeredBase };
  return found(received, answeredBase, givenUpBase);
}
