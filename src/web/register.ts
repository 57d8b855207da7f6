/** Registers: records that have a state on a day, listed by words, state and day; what their addresses ask for. */
import { z } from 'zod';
import { dayFilter } from './inputs.ts';

/** The filters of a register with these states; nonsense in an address is no filter. */
export function registerQuery<S extends string>(states: readonly [S, ...S[]]) {
  return z.object({
    q: z.string().max(100).optional().catch(undefined),
    state: z.enum(states).optional().catch(undefined),
    on: dayFilter(),
  });
}

export interface RegisterFilter<S extends string> {
  q?: string | undefined;
  state?: S | undefined;
  /** Of which day the states are; today when nobody asks. */
  on?: string | undefined;
}
