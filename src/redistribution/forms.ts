/** What the pages of proposals and of members' places send. */
import { z } from 'zod';
import { fileInput, keyInput, many, optionalText, textInput } from '../web/inputs.ts';
import { AIMS, LINE_STATES, PROPOSAL_STATES, ROUTES } from './rules.ts';

const loose = (max: number) => z.string().max(max).optional().catch(undefined);
const cursor = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

export const listQuery = z.object({ state: z.enum(PROPOSAL_STATES).optional().catch(undefined), after: cursor });

export const linesQuery = z.object({
  state: z.enum(LINE_STATES).optional().catch(undefined),
  why: z.enum(['shortage', 'low', 'near']).optional().catch(undefined),
  q: loose(100),
  after: cursor,
});

export const makeForm = z.object({
  idempotency_key: keyInput(),
  aim: z.enum(AIMS, { error: 'field_choice' }),
  route: z.enum(ROUTES, { error: 'field_choice' }),
  words: optionalText(100),
});

const boxes = z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() });
const ids = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

export const linesForm = z.object({
  idempotency_key: keyInput(),
  chosen: many(ids, 1000),
  reason: optionalText(200),
  line: z.record(z.string().regex(/^\d{1,12}$/), boxes).default({}),
});

export const closeForm = z.object({ idempotency_key: keyInput(), why: textInput(200) });

export const pointsQuery = z.object({ q: loose(100), missing: loose(1), member: loose(40) });
export const pointForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  latitude: textInput(20),
  longitude: textInput(20),
});
export const pointsFileForm = z.object({ idempotency_key: keyInput(), file: fileInput() });
