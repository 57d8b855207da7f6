/** What the pages of budgets send. */
import { z } from 'zod';
import { readYuan } from '../kernel/money.ts';
import { keyInput, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import { BUDGET_CATEGORIES } from './rules.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2999;

/** Yuan with at most two decimals, as fen; a minus takes away. */
function yuan() {
  return z
    .string({ error: 'field_required' })
    .trim()
    .min(1, 'field_required')
    .transform((text, context) => {
      const fen = readYuan(text);
      if (fen.ok) return fen.value;
      context.addIssue({ code: 'custom', message: 'field_yuan' });
      return z.NEVER;
    });
}

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
  amount: yuan(),
  reason: textInput(200),
});

export const moveForm = z.object({
  idempotency_key: keyInput(),
  ...identity,
  amount: yuan(),
  reason: textInput(200),
});

export const newQuery = z.object({
  organisation: optionalText(20).catch(undefined),
  category: z.enum(BUDGET_CATEGORIES).optional().catch(undefined),
});
