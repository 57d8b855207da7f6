/** What the address of the board may say; what makes no sense counts as not said. */
import { z } from 'zod';
import { HORIZON_DAYS } from './rules.ts';

const text = z.string().trim().min(1).max(100).optional().catch(undefined);

export const foresightQuery = z.object({
  days: z.coerce.number().int().min(1).max(HORIZON_DAYS).optional().catch(undefined),
  member: text,
  q: text,
  after: z.string().max(400).optional().catch(undefined),
});
