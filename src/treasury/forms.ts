/** What the pages of the account send. */
import { z } from 'zod';
import { dayFilter, keyInput, textInput, wholeNumber, yuanInput } from '../web/inputs.ts';
import { PARTS } from './rules.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2999;

export const trialQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: z
    .string()
    .regex(/^[a-z_]{1,30}$/)
    .optional()
    .catch(undefined),
  after: z.string().max(60).optional().catch(undefined),
});

export const entriesQuery = z.object({
  from: dayFilter(),
  until: dayFilter(),
  side: z.enum(['debit', 'credit']).optional().catch(undefined),
});

export const availableQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  part: z.enum(PARTS).optional().catch(undefined),
});

export const dutyForm = z.object({
  idempotency_key: keyInput(),
  year: wholeNumber(FIRST_YEAR, LAST_YEAR),
  base: yuanInput(),
  basis: textInput(200),
});

export const remittanceForm = z.object({
  idempotency_key: keyInput(),
  year: wholeNumber(FIRST_YEAR, LAST_YEAR),
  amount: yuanInput(),
  voucher: textInput(60),
});
