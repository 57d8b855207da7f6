/** The dated rules of compulsory metrology: part of the table in `rules.ts`. */
import { z } from 'zod';

const cycle = z.number().int().min(0).max(60);

export const METROLOGY_RULES = {
  /** Months between two compulsory tests (强检), by kind; 0 where the list does not name the kind. */
  metrology_cycles: z.object({
    sphygmomanometer: cycle,
    thermometer: cycle,
    tonometer: cycle,
    ecg: cycle,
    eeg: cycle,
    monitor: cycle,
    xray: cycle,
    ct: cycle,
    ultrasound: cycle,
    laser: cycle,
    audiometer: cycle,
    ph_meter: cycle,
    photometer: cycle,
    blood_counter: cycle,
    refractor: cycle,
    balance: cycle,
    weights: cycle,
    pressure_gauge: cycle,
  }),
  /** Days ahead that equipment is told to be due for its test. */
  metrology_notice: z.object({ days: z.number().int().min(1).max(180) }),
} as const;
