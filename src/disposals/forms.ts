/** What the pages of disposals send. */
import { z } from 'zod';
import { keyInput, optionalText, seenInputs, textInput, yuanInput } from '../web/inputs.ts';
import { DISPOSAL_REASONS, DISPOSAL_STATES, WAYS } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(DISPOSAL_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** What a page that leads here knows already: numbers of cards, why, and in which words. */
export const newQuery = z.object({
  asset: z.string().max(2000).optional().catch(undefined),
  reason: z.enum(DISPOSAL_REASONS).optional().catch(undefined),
  why: z.string().max(200).optional().catch(undefined),
});

export const openForm = z.object({
  idempotency_key: keyInput(),
  assets: textInput(2000),
  reason: z.enum(DISPOSAL_REASONS, { error: 'field_choice' }),
  explanation: textInput(200),
});

const cardNumber = z.string().regex(/^SB-\d{8}-\d{4,}$/);

export const appraisalForm = z.object({
  ...seenInputs(),
  found: z.record(cardNumber, textInput(200)).default({}),
  worth: z.record(cardNumber, yuanInput()).default({}),
});

export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const meetingForm = z.object({ ...seenInputs(), record: textInput(100) });

export const preparationForm = z.object({
  ...seenInputs(),
  asset: textInput(40),
  erasure: optionalText(200),
  source: optionalText(200),
});

export const executionForm = z.object({
  ...seenInputs(),
  way: z.enum(WAYS, { error: 'field_choice' }),
  takenBy: textInput(60),
  certificate: textInput(60),
  income: yuanInput(),
  receipt: optionalText(60),
});

/** Numbers as people type or paste them: one a line, or with commas between. */
export function numbersIn(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,，、;；]+/)
    .filter((one) => one !== '');
}
