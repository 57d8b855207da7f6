/** What the pages of the pool send. */
import { z } from 'zod';
import { keyInput, optionalText, textInput, yuanInput } from '../web/inputs.ts';
import { CONDITIONS } from './rules.ts';

export const poolQuery = z.object({ class: z.string().min(1).max(40).optional().catch(undefined) });

export const offerForm = z.object({
  idempotency_key: keyInput(),
  condition: z.enum(CONDITIONS, { error: 'field_choice' }),
  expected: yuanInput().refine((fen) => fen >= 0, { error: 'field_yuan' }),
  note: optionalText(200),
});
export const demandForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  classCode: textInput(40),
  specification: textInput(200),
  reason: textInput(200),
});
export const endForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
