/** What the pages of budgets send. */
import { z } from 'zod';
import { keyInput, optionalText, textInput, wholeNumber, yuanInput } from '../web/inputs.ts';
import { BUDGET_CATEGORIES } from './rules.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2999;

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  year: z.coerce.number().int().min(FIRST_YEAR).max(LAST_YEAR).optional().catch(undefined),
  category: z.enum(BUDGET_CATEGORIES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
});

const identity = {
  organisation: textInput(20),
  category: z.enum(BUDGET_CATEGORIES, { error: 'field_choice' }),
  year: wholeNumber(FIRST_YEAR, LAST_YEAR),
};

export const grantForm = z.object({
  idempotency_key: keyInput(),
  ...identity,
  amount: yuanInput(),
  reason: textInput(200),
});

export const moveForm = z.object({
  idempotency_key: keyInput(),
  ...identity,
  amount: yuanInput(),
  reason: textInput(200),
});

export const newQuery = z.object({
  organisation: optionalText(20).catch(undefined),
  category: z.enum(BUDGET_CATEGORIES).optional().catch(undefined),
});
