/** What the pages of the value of equipment ask and send. */
import { z } from 'zod';
import { FUND_SOURCES } from '../assets/rules.ts';
import { keyInput, textInput } from '../web/inputs.ts';
import { AGE_BANDS, VALUE_GROUPS } from './rules.ts';

const MONTH = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;
export const monthFilter = () => z.string().regex(MONTH).optional().catch(undefined);
export const monthInput = () => z.string().trim().regex(MONTH, { error: 'asset_use_month' });
const code = () => z.string().min(1).max(40).optional().catch(undefined);

export const valueQuery = z.object({
  month: monthFilter(),
  member: code(),
  class: code(),
  source: z.enum(FUND_SOURCES).optional().catch(undefined),
  by: z.enum(VALUE_GROUPS).catch('member'),
});

export const valuedQuery = valueQuery.omit({ by: true }).extend({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  age: z.enum(AGE_BANDS).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const runsQuery = z.object({ member: code(), after: z.string().max(400).optional().catch(undefined) });

const MOST_FEN = 1_000_000_000_000_000;
export const postForm = z.object({
  idempotency_key: keyInput(),
  month: monthInput(),
  expectFen: z.coerce.number().int().min(-MOST_FEN).max(MOST_FEN),
});
export const reversalForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
