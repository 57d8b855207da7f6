/** What the pages of upkeep send. */
import { z } from 'zod';
import { keyInput, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { FINDINGS, UPKEEP_KINDS, UPKEEP_STATES } from './rules.ts';

export const listQuery = z.object({
  kind: z.enum(UPKEEP_KINDS).optional().catch(undefined),
  state: z
    .enum([...UPKEEP_STATES, 'late'])
    .optional()
    .catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const linesQuery = z.object({
  tab: z.enum(['open', 'problem', 'done', 'all']).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const makeForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(40),
  kind: z.enum(UPKEEP_KINDS, { error: 'field_choice' }),
});

export const findForm = z.object({
  idempotency_key: keyInput(),
  line: wholeNumber(1, 1_000_000_000_000),
  finding: z.enum(FINDINGS, { error: 'field_choice' }),
  problem: optionalText(200),
  measure: optionalText(200),
});

export const restForm = z.object(seenInputs());
export const releaseForm = z.object({ idempotency_key: keyInput(), why: textInput(200) });
