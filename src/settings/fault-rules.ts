/** Dated rules of faults of equipment and of adverse events of devices. Part of `RULES`. */
import { z } from 'zod';

const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60);
const days = z.number().int().min(0).max(3650);

export const FAULT_RULES = {
  /** Minutes within which a fault has to be repaired, by urgency. */
  fault_minutes: z.object({ critical: minutes, urgent: minutes, routine: minutes }),
  /** Yuan from which somebody else agrees to the cost; days in which what was accepted is opened again. */
  fault_repair: z.object({ approveYuan: z.number().int().min(0).max(1_000_000_000), reopenDays: days }),
  /** Days within which the national system knows of an adverse event of a device. */
  device_event_days: z.object({ death: days, serious: days, other: days }),
};
