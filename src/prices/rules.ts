/** What may be recorded as a listed price and as a supplier's terms. Pure. */
import { addDays } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Prices announced further ahead than this are a slip of the pen. */
const FARTHEST_DAYS = 366;

export interface ListedRow {
  pricePack: number;
  validFrom: string;
  /** Business day of the recording. */
  recordedOn: string;
}

/**
 * How a listed price joins the rows before it: `add` closes the last one the day before, `correct` replaces what was
 * recorded today for the same day, `same` changes nothing. Refuses no price, a day before the last row's or equal to
 * it when that was recorded earlier (past days keep their answer), and a day more than a year ahead.
 */
export function checkListedPrice(
  given: { pricePack: number; validFrom: string },
  latest: ListedRow | undefined,
  today: string,
): Result<'add' | 'correct' | 'same'> {
  const { pricePack, validFrom } = given;
  if (pricePack <= 0) return refuse('price_missing', {}, 'price');
  if (validFrom > addDays(today, FARTHEST_DAYS)) return refuse('price_too_far', {}, 'validFrom');
  if (latest === undefined) return ok('add');
  if (validFrom < latest.validFrom) return refuse('price_before_last', { day: latest.validFrom }, 'validFrom');
  if (pricePack === latest.pricePack) return ok('same');
  if (validFrom > latest.validFrom) return ok('add');
  if (latest.recordedOn !== today) return refuse('price_day_taken', { day: latest.validFrom }, 'validFrom');
  return ok('correct');
}

export interface SupplyTermInput {
  leastPacks: number;
  stepPacks: number;
  leadDays: number;
  preference: number;
  active: boolean;
}

/** Refuses a least order that is no multiple of the step: nobody could order it. */
export function checkSupplyTerm(input: SupplyTermInput): Result<undefined> {
  const { leastPacks, stepPacks } = input;
  return leastPacks % stepPacks === 0 ? ok() : refuse('term_steps', { leastPacks, stepPacks }, 'leastPacks');
}
