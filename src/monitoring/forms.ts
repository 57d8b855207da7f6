/** What the pages of monthly returns send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import {
  dayInput,
  keyInput,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { RETURN_STATES, SHORT_KINDS } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(RETURN_STATES).optional().catch(undefined),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const prepareForm = z.object({ idempotency_key: keyInput(), month: textInput(7) });
export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const addForm = z.object({ ...seenInputs(), itemCode: textInput(40) });
export const nothingForm = z.object({ ...seenInputs(), nothing: z.enum(['yes', 'no'], { error: 'field_choice' }) });
export const noteForm = z.object({ ...seenInputs(), note: optionalText(500) });
export const reportForm = z.object({ ...seenInputs(), reportedOn: dayInput(), receiptNumber: textInput(40) });

const emptyAsNull = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? null : typed);
const optionalDay = z.preprocess(emptyAsNull, z.string().trim().refine(isDay, 'field_day').nullable());
const optionalKind = z.preprocess(emptyAsNull, z.enum(SHORT_KINDS, { error: 'field_choice' }).nullable());
const text = (max: number) => optionalText(max).transform((typed) => typed ?? '');
const MOST = 1_000_000_000;

export const lineForm = z.object({
  ...seenInputs(),
  kind: optionalKind,
  foundOn: optionalDay,
  useBase: wholeNumber(0, MOST),
  stockBase: wholeNumber(0, MOST),
  members: wholeNumber(0, 9999),
  patients: wholeNumber(0, 1_000_000),
  approvalNumber: text(40),
  substitutes: text(300),
  suppliers: optionalWholeNumber(0, 99).transform((count) => count ?? 0),
  supplierReply: text(300),
  action: text(300),
  expectedOn: optionalDay,
  note: text(300),
  reason: text(200),
});
