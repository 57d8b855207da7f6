/** The dated rules of maintenance of equipment: part of the table in `rules.ts`. */
import { z } from 'zod';

const cycle = z.number().int().min(1).max(60);

export const MAINTENANCE_RULES = {
  /** Months between two rounds of preventive maintenance, by the risk of the class, and between two self-tests. */
  maintenance_cycles: z.object({ high: cycle, medium: cycle, low: cycle, selfTest: cycle }),
  /** Days ahead that a round is told to be due. */
  maintenance_notice: z.object({ days: z.number().int().min(1).max(180) }),
} as const;
