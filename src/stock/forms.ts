/**
 * What the addresses of the stock pages may say. A value that makes no sense counts as not said: pages never fail on
 * it.
 */
import { z } from 'zod';
import { ITEM_KINDS } from '../catalogue/queries.ts';
import { isDay } from '../kernel/clock.ts';
import { EXPIRY_BANDS } from './expiry-bands.ts';

const text = z.string().trim().min(1).max(100).optional().catch(undefined);
const code = z
  .string()
  .regex(/^[A-Z0-9]{2,12}$/)
  .optional()
  .catch(undefined);
const day = z.string().refine(isDay).optional().catch(undefined);
const ordinal = z.coerce.number().int().min(1).max(1_000_000_000).optional().catch(undefined);

const ZONES = ['room', 'cool', 'cold', 'frozen', 'controlled', 'rejected', 'reserve'] as const;

export const MOVEMENT_KINDS = [
  'opening',
  'receipt',
  'issue',
  'issue_return',
  'dispatch',
  'dispatch_receipt',
  'discrepancy',
  'write_off',
  'adjustment',
  'count',
  'shelve',
  'supplier_return',
  'reprice',
  'reversal',
] as const;

export const CONTROLS = ['none', 'narcotic', 'psychotropic_1', 'psychotropic_2', 'toxic', 'precursor'] as const;

/** By which items every list of stock can be narrowed. */
export const itemFilters = {
  q: text,
  kind: z.enum(ITEM_KINDS).optional().catch(undefined),
  control: z.enum(CONTROLS).optional().catch(undefined),
  essential: z.enum(['1']).optional().catch(undefined),
};

export const matrixQuery = z.object({
  ...itemFilters,
  show: z.enum(['quantity']).optional().catch(undefined),
  campus: code,
  only: z.enum(['uneven', 'gap', 'surplus', 'under', 'over']).optional().catch(undefined),
  villages: code,
});

/** Which page, and which cell is open. */
export const matrixPlace = z.object({ page: ordinal, open: code, item: text });

export const memberQuery = z.object({
  ...itemFilters,
  zone: z.enum(ZONES).optional().catch(undefined),
  band: z.enum(EXPIRY_BANDS).optional().catch(undefined),
});

export const cardQuery = z.object({
  from: day,
  to: day,
  kind: z.enum(MOVEMENT_KINDS).optional().catch(undefined),
  lot: ordinal,
  /** A store of the member. */
  place: ordinal,
  days: z.enum(['1']).optional().catch(undefined),
});

/** Of the lines of a lot, one kind alone. */
export const lotQuery = z.object({ kind: z.enum(MOVEMENT_KINDS).optional().catch(undefined) });

/** The entries that were said, as an address repeats them. */
export function said(query: Record<string, string | number | undefined>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
