/** What the pages of opening stock accept. */
import { z } from 'zod';
import { OPENING_VERDICTS } from './report.ts';

export const openingQuery = z.object({ verdict: z.enum(OPENING_VERDICTS).optional().catch(undefined) });
