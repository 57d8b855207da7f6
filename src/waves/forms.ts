/** What the pages of waves send. */
import { z } from 'zod';
import { dayFilter, dayInput, keyInput, many, seenInputs, wholeNumber } from '../web/inputs.ts';
import { MOST_ENTRIES, WAVE_STATES } from './rules.ts';

export const dayQuery = z.object({ day: dayFilter() });

export const listQuery = z.object({
  state: z.enum(WAVE_STATES).optional().catch(undefined),
  day: dayFilter(),
  q: z.string().trim().min(1).max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** Route and number in one value, such as `3:QL-20261123-0001`. */
const choice = z
  .string()
  .regex(/^\d{1,12}:(QL|PS)-\d{8}-\d{4,}$/, 'field_wrong')
  .transform((text) => {
    const [routeId = '', number = ''] = text.split(':');
    return { routeId: Number(routeId), number };
  });

export const waveForm = z.object({
  idempotency_key: keyInput(),
  day: dayInput(),
  pick: many(choice, 2 * MOST_ENTRIES),
});

const idInput = () => wholeNumber(1, 1_000_000_000_000);
export const lotForm = z.object({ idempotency_key: keyInput(), lot: idInput(), location: idInput() });
export const waveScanForm = z.object({ idempotency_key: keyInput(), code: z.string().max(2000).default('') });
export const goOnForm = z.object({ idempotency_key: keyInput() });
export const closeForm = z.object({ ...seenInputs() });
