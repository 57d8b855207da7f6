/** The rates of equipment that a county is judged by (设备完好率, PM完成率, 强检合格率), and sums of members. Pure. */

/** What the overview counts of one member, or of all together. */
export interface EquipmentSums {
  /** In the books: everything but what was scrapped. */
  cards: number;
  inUse: number;
  shared: number;
  idle: number;
  repair: number;
  stopped: number;
  sound: number;
  priceFen: number;
  warranty: number;
  barred: number;
  /** Open faults, and those beyond their limit. */
  faults: number;
  lateFaults: number;
  /** Milliseconds out of use in the month. */
  downMs: number;
  /** Things under compulsory tests, and those whose last test holds. */
  duties: number;
  valid: number;
  /** Rounds of maintenance of the month: done, and due by its end but not done. */
  roundsDone: number;
  roundsLeft: number;
}

export const NO_EQUIPMENT: EquipmentSums = {
  ...{ cards: 0, inUse: 0, shared: 0, idle: 0, repair: 0, stopped: 0, sound: 0, priceFen: 0, warranty: 0 },
  ...{ barred: 0, faults: 0, lateFaults: 0, downMs: 0, duties: 0, valid: 0, roundsDone: 0, roundsLeft: 0 },
};

const FIELDS = Object.keys(NO_EQUIPMENT) as (keyof EquipmentSums)[];

/** All members together. */
export function addedUp(lines: readonly EquipmentSums[]): EquipmentSums {
  const total = { ...NO_EQUIPMENT };
  for (const line of lines) for (const field of FIELDS) total[field] += line[field];
  return total;
}

export interface Rate {
  part: number;
  whole: number;
}

export const RATES = ['sound', 'rounds', 'tests'] as const;
export type RateName = (typeof RATES)[number];

/**
 * Sound cards of all in the books; rounds done in the month of those done and those due by its end; things whose test
 * holds of all that are under one.
 */
export function rateOf(name: RateName, sums: EquipmentSums): Rate {
  if (name === 'sound') return { part: sums.sound, whole: sums.cards };
  if (name === 'tests') return { part: sums.valid, whole: sums.duties };
  return { part: sums.roundsDone, whole: sums.roundsDone + sums.roundsLeft };
}

/** Days ahead of which the overview tells what has to be given back. */
export const LOAN_DAYS = 30;
