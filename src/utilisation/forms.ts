/** What the pages of use ask and send. */
import { z } from 'zod';
import { readDecimal } from '../kernel/decimal.ts';
import { keyInput, optionalWholeNumber, wholeNumber } from '../web/inputs.ts';
import { USE_GROUPS } from './rules.ts';

const MONTH = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;
const month = () => z.string().regex(MONTH).optional().catch(undefined);
const code = () => z.string().min(1).max(40).optional().catch(undefined);
const MOST_CASES = 10_000_000;

/** A plain decimal with at most two places: of hours, as hundredths; of yuan, as fen. Never below zero. */
function hundredthsInput(message: string) {
  return z
    .string({ error: 'field_required' })
    .trim()
    .min(1, 'field_required')
    .transform((text, context) => {
      const read = readDecimal(text, 2);
      if (read.ok) return read.value;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}
const hoursInput = () => hundredthsInput('field_number').transform((hundredths) => Math.round((hundredths * 60) / 100));
const fenInput = () => hundredthsInput('field_yuan');

export const useQuery = z.object({
  from: month(),
  until: month(),
  member: code(),
  class: code(),
  by: z.enum(USE_GROUPS).catch('asset'),
  page: z.string().max(10).optional().catch(undefined),
});

export const useForm = z.object({
  idempotency_key: keyInput(),
  month: z.string({ error: 'field_required' }).trim().regex(MONTH, { error: 'asset_use_month' }),
  open: hoursInput(),
  used: hoursInput(),
  cases: wholeNumber(0, MOST_CASES),
  positives: optionalWholeNumber(0, MOST_CASES),
  revenue: fenInput(),
  cost: fenInput(),
});
