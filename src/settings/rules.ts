/** The dated rules this program knows, each with the shape its value must have. */
import { z } from 'zod';

const days = z.number().int().min(0).max(3650);
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60);

const count = z.number().int().min(1).max(100);
const share = z
  .object({ of: z.number().int().min(1).max(100), outOf: z.number().int().min(1).max(100) })
  .refine((given) => given.of <= given.outOf, 'a share is at most the whole');

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
  /** 一品两规: products of one generic name that a version may hold, by route. */
  two_products: z.object({ injection: count, oral: count }),
  /** Half points from which a dossier is recommended, and from which it is only weakly so. */
  selection_bands: z
    .object({ recommended: z.number().int().min(0).max(200), weak: z.number().int().min(0).max(200) })
    .refine(({ recommended, weak }) => weak <= recommended, 'the weak band ends where the recommended one begins'),
  /** Reviews a dossier needs before it goes to the committee. */
  selection_reviews: z.object({ least: count }),
  /** Shares of the seats that must be present, and of those present that must vote for it, as fractions. */
  committee_majority: z.object({ present: share, inFavour: share }),
  /** Months a newly taken up item is on trial, and what then speaks for its removal. */
  selection_trial: z.object({ months: count, unusedMonths: count, shortages: count }),
  /** Months after which the formulary must have been revised, and days before that in which the home page says so. */
  formulary_revision: z.object({ months: count, warnDays: days }),
  /** Present when the data is a demonstration: the login page then opens without passwords. */
  'demo.made': z.object({ seed: z.number().int(), day: z.string() }),
} as const;

export type RuleCode = keyof typeof RULES;
export type RuleValue<C extends RuleCode> = z.infer<(typeof RULES)[C]>;
