/** What the pages of payment runs send. */
import { z } from 'zod';
import {
  dayFilter,
  dayInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { RUN_STATES } from './rules.ts';

const MOST = 2000;

export const listQuery = z.object({
  q: z.string().max(40).optional().catch(undefined),
  state: z
    .enum([...RUN_STATES, 'underway'])
    .optional()
    .catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
});

export const newQuery = z.object({ until: dayFilter(), q: z.string().max(100).optional().catch(undefined) });

export const runForm = z.object({
  idempotency_key: keyInput(),
  id: many(z.coerce.number().int().positive(), MOST),
  payOn: dayInput(),
  note: optionalText(200),
});

export const actForm = z.object({ ...seenInputs() });
export const cancelForm = z.object({ ...seenInputs(), reason: textInput(200) });
export const failForm = z.object({ idempotency_key: keyInput(), line: wholeNumber(1, MOST), reason: textInput(200) });
