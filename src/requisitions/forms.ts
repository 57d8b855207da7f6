/** What the pages of requisitions, calendars and the pool send. */
import { z } from 'zod';
import { dayInput, flagInput, keyInput, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { STARTS } from './commands.ts';
import { POOL_ORIGINS, REQUISITION_TABS } from './rules.ts';

const boxes = { packs: z.string().max(40).optional(), units: z.string().max(40).optional() };
const byId = z.string().regex(/^\d{1,12}$/);
/** Text that may be empty, without signs that nobody sees or that turn the direction of writing. */
const words = (max: number) => optionalText(max).transform((typed) => typed ?? '');
const text = z.string().trim().max(100).optional().catch(undefined);

export const openForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  start: z.enum(STARTS, { error: 'field_choice' }),
});

export const linesForm = z.object({
  ...seenInputs(),
  neededBy: dayInput(),
  note: words(300),
  line: z.record(byId, z.object({ ...boxes, reason: words(200) })).default({}),
  q: z.string().max(100).default(''),
  act: z
    .string()
    .regex(/^(?:save|submit|search|add:[\w.-]{1,80})$/)
    .default('save'),
});
export type LinesForm = z.infer<typeof linesForm>;

export const reasonForm = z.object({ ...seenInputs(), reason: textInput(300) });
export const restForm = z.object({
  ...seenInputs(),
  lineId: wholeNumber(1, 1_000_000_000),
  reason: textInput(300),
});

export const listQuery = z.object({
  state: z.enum(REQUISITION_TABS).catch('all').default('all'),
  q: text,
  after: z.string().max(400).optional().catch(undefined),
});

export const calendarForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  everyWeeks: wholeNumber(1, 8),
  weekday: wholeNumber(1, 7),
  startsOn: dayInput(),
  coverDays: wholeNumber(1, 120),
});

export const poolQuery = z.object({
  q: text,
  origin: z.enum(POOL_ORIGINS).optional().catch(undefined),
  urgent: flagInput().catch(false),
});

export const poolForm = z.object({
  idempotency_key: keyInput(),
  line: z.record(byId, z.object(boxes)).default({}),
  reason: optionalText(300),
});
