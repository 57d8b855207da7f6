/** The filters of the trail, as its address carries them. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';

const text = z.string().trim().min(1).max(100).optional().catch(undefined);
const day = z.string().refine(isDay).optional().catch(undefined);

/** An address with a wrong filter shows the trail without it. */
export const auditQuery = z.object({
  actor: text,
  act: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]*$/)
    .optional()
    .catch(undefined),
  subject: text,
  outcome: z.enum(['done', 'refused']).optional().catch(undefined),
  from: day,
  to: day,
});
