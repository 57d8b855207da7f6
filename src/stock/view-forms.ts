/** What the addresses of the wider stock pages may say: near expiry, slow stock, value, past days. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { itemFilters } from './forms.ts';
import { BOARD_ORDER, MOST_YEARS } from './rules.ts';

const code = z
  .string()
  .regex(/^[A-Z0-9]{2,12}$/)
  .optional()
  .catch(undefined);

/** A table of members shows its first few, unless all are asked for. */
const members = z.enum(['all']).optional().catch(undefined);

export const expiryQuery = z.object({
  ...itemFilters,
  org: code,
  band: z.enum(BOARD_ORDER).optional().catch(undefined),
  /** One month of the calendar, YYYY-MM. */
  month: z
    .string()
    .refine((text) => isDay(`${text}-01`))
    .optional()
    .catch(undefined),
  /** How many years ahead the calendar stands. */
  years: z.coerce.number().int().min(1).max(MOST_YEARS).optional().catch(undefined),
  members,
});

export const slowQuery = z.object({
  ...itemFilters,
  org: code,
  grade: z.enum(['slow', 'dead']).optional().catch(undefined),
});

/** Members by words or pinyin. */
export const slowMembersQuery = z.object({
  q: z.string().trim().min(1).max(60).optional().catch(undefined),
  page: z.string().optional().catch(undefined),
});

export const valueQuery = z.object({ owner: code, keeper: code, members });

export const thenQuery = z.object({
  ...itemFilters,
  org: code,
  on: z.string().refine(isDay).optional().catch(undefined),
  basis: z.enum(['posted']).optional().catch(undefined),
  /** Code of an item that is opened. */
  item: z.string().trim().min(1).max(60).optional().catch(undefined),
});
