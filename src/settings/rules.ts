/** The dated rules this program knows, each with the shape its value must have. */
import { z } from 'zod';

const days = z.number().int().min(0).max(3650);
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60);

export const RULES = {
  /** Remaining days at or under which a lot is 近效期, by tone. */
  near_expiry_days: z
    .object({ danger: days, warn: days, caution: days })
    .refine(
      ({ danger, warn, caution }) => danger <= warn && warn <= caution,
      'bands must widen from danger to caution',
    ),
  /** Minutes within which the hub answers a shortage, by urgency. */
  shortage_answer_minutes: z.object({ emergency: minutes, chronic: minutes, routine: minutes }),
  /** Days of life a lot must still have when it is sent, by kind of destination. */
  life_days_min: z.object({
    head: days,
    campus: days,
    branch: days,
    clinic: days,
    centre: days,
    company: days,
  }),
  /** Present when the data is a demonstration: the login page then opens without passwords. */
  'demo.made': z.object({ seed: z.number().int(), day: z.string() }),
} as const;

export type RuleCode = keyof typeof RULES;
export type RuleValue<C extends RuleCode> = z.infer<(typeof RULES)[C]>;
