/** What the pages of recalls send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import {
  fileInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { HANDLINGS, MATCHES, RECALL_PARTS, RECALL_STATES } from './rules.ts';

const emptyAsNone = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const level = () => z.enum(['1', '2', '3'], { error: 'field_choice' }).transform((text) => Number(text) as 1 | 2 | 3);

export const listQuery = z.object({
  state: z.enum(RECALL_STATES).optional().catch(undefined),
  level: level().optional().catch(undefined),
  kind: z.enum(['true', 'drill']).optional().catch(undefined),
  late: z
    .literal('1')
    .transform(() => true)
    .optional()
    .catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const pageQuery = z.object({
  code: z.string().max(400).optional().catch(undefined),
  part: z.enum(RECALL_PARTS).optional().catch(undefined),
  late: z
    .literal('1')
    .transform(() => true)
    .optional()
    .catch(undefined),
});

export const newQuery = z.object({
  drill: z
    .literal('1')
    .transform(() => true)
    .optional()
    .catch(undefined),
});

const target = {
  item: optionalText(200),
  lots: optionalText(4000),
  match: z.enum(MATCHES, { error: 'field_choice' }).default('exact'),
};

export const openForm = z.object({
  idempotency_key: keyInput(),
  drill: flagInput(),
  level: level(),
  title: textInput(100),
  source: textInput(100),
  noticeNumber: optionalText(60),
  reason: textInput(500),
  handling: z.enum(HANDLINGS, { error: 'field_choice' }),
  receivedOn: z.preprocess(emptyAsNone, z.string().refine(isDay, 'field_day').optional()),
  receivedTime: z.preprocess(
    emptyAsNone,
    z
      .string()
      .regex(/^([01]\d|2[0-3]):([0-5]\d)$/, 'field_time')
      .optional(),
  ),
  ...target,
});

export const targetForm = z.object({ ...seenInputs(), ...target });
export const sheetForm = z.object({ ...seenInputs(), file: fileInput() });
export const seenForm = z.object(seenInputs());
export const lotsForm = z.object({ ...seenInputs(), lot: many(wholeNumber(1, 1_000_000_000_000), 2000) });
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const closeForm = z.object({ ...seenInputs(), why: optionalText(500) });
export const releaseForm = z.object({
  ...seenInputs(),
  lot: wholeNumber(1, 1_000_000_000_000),
  why: textInput(200),
});

const boxes = z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() });
const byLot = () => z.record(z.string().regex(/^\d{1,15}$/), boxes).default({});

export const answerForm = z.object({
  idempotency_key: keyInput(),
  sent: wholeNumber(0, 9_000_000_000_000),
  found: byLot(),
  used: byLot(),
  patients: z.preprocess((typed) => (typed === '' ? '0' : typed), wholeNumber(0, 1_000_000)),
  note: optionalText(500),
});
