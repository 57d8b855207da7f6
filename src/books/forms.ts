/** What the pages of members' books send. */
import { z } from 'zod';
import { isMonth } from '../account/months.ts';
import { keyInput, textInput } from '../web/inputs.ts';
import { MARKUP_SIDES } from './markup-entry-queries.ts';

const month = () => z.string().refine(isMonth).optional().catch(undefined);

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({ month: month(), q: z.string().max(100).optional().catch(undefined) });

export const entriesQuery = z.object({
  account: z.enum(['stock', 'due']).catch('stock'),
  code: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional()
    .catch(undefined),
  with: z.coerce.number().int().min(0).optional().catch(undefined),
  after: z.coerce.number().int().min(1).optional().catch(undefined),
});

export const markupEntriesQuery = z.object({
  side: z.enum(MARKUP_SIDES).catch('transfers'),
  month: month(),
  lot: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

export const closingForm = z.object({ idempotency_key: keyInput(), month: textInput(7) });
export const confirmationForm = z.object({ idempotency_key: keyInput() });
export const objectionForm = z.object({ idempotency_key: keyInput(), objection: textInput(500) });
export const answerForm = z.object({ idempotency_key: keyInput(), answer: textInput(500) });
