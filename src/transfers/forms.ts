/** What the pages of transfers send. */
import { z } from 'zod';
import { dayInput, keyInput, optionalText, seenInputs, textInput } from '../web/inputs.ts';
import { ORIGINS, TRANSFER_STATES } from './rules.ts';

const loose = (max: number) => z.string().max(max).optional().catch(undefined);

export const listQuery = z.object({
  state: z
    .enum([...TRANSFER_STATES, 'open'])
    .optional()
    .catch(undefined),
  origin: z.enum(ORIGINS).optional().catch(undefined),
  side: z.enum(['giver', 'taker']).optional().catch(undefined),
  q: loose(100),
  after: loose(400),
});

export const newQuery = z.object({
  direction: z.enum(['asked', 'offered']).catch('asked'),
  organisation: loose(40),
  other: loose(40),
  q: loose(100),
});

export const pickQuery = z.object({ q: loose(100) });

const emptyAsNone = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const lotChoice = z.preprocess(
  emptyAsNone,
  z
    .string()
    .regex(/^\d{1,15}$/, 'field_choice')
    .transform(Number)
    .optional(),
);
const boxes = { packs: z.string().max(20).optional(), units: z.string().max(20).optional() };
const idKeys = z.string().regex(/^\d{1,15}$/);
const items = z.record(idKeys, z.object({ ...boxes, lot: lotChoice })).default({});

export const askForm = z.object({
  idempotency_key: keyInput(),
  direction: z.enum(['asked', 'offered'], { error: 'field_choice' }),
  organisation: textInput(40),
  other: textInput(40),
  neededBy: dayInput(),
  note: optionalText(300),
  item: items,
});

export const linesForm = z.object({ idempotency_key: keyInput(), item: items });
export const keyForm = z.object({ idempotency_key: keyInput() });
export const acceptForm = z.object({ ...seenInputs(), line: z.record(idKeys, z.object(boxes)).default({}) });
export const grantForm = z.object({
  ...seenInputs(),
  line: z.record(idKeys, z.object({ ...boxes, lot: lotChoice, reason: optionalText(200) })).default({}),
});
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
