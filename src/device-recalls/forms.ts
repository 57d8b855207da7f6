/** What the pages of recalls of equipment ask and send. */
import { z } from 'zod';
import { dayInput, keyInput, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { CARD_TABS, type Level, MEASURES, RECALL_STATES, RESULTS, type Scope, SOURCES, serialsIn } from './rules.ts';

const LEVEL = /^[123]$/;
const after = z.string().max(400).optional().catch(undefined);
const level = (text: string) => Number(text) as Level;

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(RECALL_STATES).optional().catch(undefined),
  level: z.string().regex(LEVEL).transform(level).optional().catch(undefined),
  after,
});

export const cardsQuery = z.object({ tab: z.enum(CARD_TABS).catch('waiting'), after });

const LONGEST_SERIALS = 20_000;
const scopeFields = {
  registrationNumber: z.string().trim().max(60).catch('').default(''),
  model: z.string().trim().max(60).catch('').default(''),
  udiDi: z.string().trim().max(40).catch('').default(''),
  serials: z.string().max(LONGEST_SERIALS).catch('').default(''),
};

/** What the search for things asks; nothing is refused, what does not fit finds nothing. */
export const scopeQuery = z.object(scopeFields);

export const noticeForm = z.object({
  idempotency_key: keyInput(),
  ...scopeFields,
  udiDi: z
    .string()
    .trim()
    .regex(/^(?:\d{14})?$/, { error: 'field_number' })
    .default(''),
  title: textInput(80),
  level: z.string({ error: 'field_choice' }).regex(LEVEL, { error: 'field_choice' }).transform(level),
  measure: z.enum(MEASURES, { error: 'field_choice' }),
  reason: textInput(200),
  source: z.enum(SOURCES, { error: 'field_choice' }),
  noticeNumber: textInput(60),
  receivedOn: dayInput(),
  dueOn: dayInput(),
});

/** The scope as typed. */
export function scopeOf(typed: z.infer<typeof scopeQuery>): Scope {
  const { registrationNumber, model, udiDi, serials } = typed;
  const known = (text: string) => (text === '' ? null : text);
  return {
    ...{ registrationNumber: known(registrationNumber), model: known(model), udiDi: known(udiDi) },
    serials: serialsIn(serials),
  };
}

export const answerForm = z.object({
  idempotency_key: keyInput(),
  asset: textInput(40),
  result: z.enum(RESULTS, { error: 'field_choice' }),
  doneOn: dayInput(),
  note: textInput(200),
});

export const takeBackForm = z.object({
  idempotency_key: keyInput(),
  answer: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  why: textInput(200),
});

export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
