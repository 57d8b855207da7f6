/** How far a volume-based contract is fulfilled, judged against the time that has passed. Advice, never a block. */
import { daysBetween } from '../kernel/clock.ts';

export type VolumeState = 'ahead' | 'behind' | 'far_behind';

export interface VolumeProgress {
  /** In contract units, as everything here. */
  agreedUnits: number;
  /** Accepted less returned, converted. */
  acceptedUnits: number;
  /** Of the agreed, what the supplier could not deliver: it is not asked of the members. */
  excusedUnits: number;
  /** 10,000 is all of it; over-fulfilment is more. */
  percentBp: number;
  /** How much of the contract's time has passed, the day included. */
  timeBp: number;
  state: VolumeState;
}

const WHOLE_BP = 10_000n;

/** `part` of `whole` in basis points, rounded half up. */
export function basisPoints(part: number, whole: number): number {
  return Number((BigInt(part) * WHOLE_BP * 2n + BigInt(whole)) / (BigInt(whole) * 2n));
}

/** Base units as contract units by the specification's conversion; a part of a unit does not count. */
export function toContractUnits(quantityBase: number, conversion: { convertTimes: number; convertBy: number }): number {
  return Number((BigInt(quantityBase) * BigInt(conversion.convertTimes)) / BigInt(conversion.convertBy));
}

/** Days of the contract that have passed on `day` and that it has, both ends included; never more than all. */
export function timeOfContract(startsOn: string, endsOn: string, day: string): { passed: number; total: number } {
  const total = daysBetween(startsOn, endsOn) + 1;
  const passed = Math.min(Math.max(daysBetween(startsOn, day) + 1, 0), total);
  return { passed, total };
}

/**
 * Progress and its state: `behind` when less was accepted than time has passed, `far_behind` under `farPercent` of the
 * time's share. Compared exactly, without rounding. `agreedUnits` must be above zero.
 */
export function progressOf(given: {
  agreedUnits: number;
  acceptedUnits: number;
  excusedUnits: number;
  startsOn: string;
  endsOn: string;
  day: string;
  farPercent: number;
}): VolumeProgress {
  const { agreedUnits, acceptedUnits, excusedUnits } = given;
  const asked = Math.max(agreedUnits - excusedUnits, 0);
  const { passed, total } = timeOfContract(given.startsOn, given.endsOn, given.day);
  const timeBp = basisPoints(passed, total);
  const percentBp = basisPoints(Math.max(acceptedUnits, 0), agreedUnits);
  const done = BigInt(acceptedUnits) * BigInt(total);
  const due = BigInt(asked) * BigInt(passed);
  const far = done * 100n < due * BigInt(given.farPercent);
  const state = done >= due ? 'ahead' : far ? 'far_behind' : 'behind';
  return { agreedUnits, acceptedUnits, excusedUnits, percentBp, timeBp, state };
}
