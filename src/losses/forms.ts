/** What the pages of losses send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { keyInput, optionalText, seenInputs, textInput } from '../web/inputs.ts';
import { LOSS_KINDS, LOSS_REASONS, LOSS_STATES, METHODS } from './rules.ts';

export const listQuery = z.object({
  kind: z.enum(LOSS_KINDS).optional().catch(undefined),
  state: z.enum(LOSS_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const newQuery = z.object({
  kind: z.enum(['write_off', 'adjustment']).catch('write_off'),
  organisation: z.string().max(40).optional().catch(undefined),
});

export const pageQuery = z.object({ q: z.string().max(400).optional().catch(undefined) });

export const openForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(['write_off', 'adjustment'], { error: 'field_choice' }),
  organisation: textInput(40),
  reasonCode: z.enum(LOSS_REASONS, { error: 'field_choice' }),
  reason: optionalText(200),
});

const boxes = z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() });

export const linesForm = z.object({
  idempotency_key: keyInput(),
  direction: z.enum(['out', 'in']).default('out'),
  lot: z.record(z.string().regex(/^\d{1,15}-\d{1,15}$/), boxes).default({}),
});

const emptyAsNone = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);

export const destructionForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(40),
  method: z.enum(METHODS, { error: 'field_choice' }),
  place: textInput(100),
  day: z.preprocess(emptyAsNone, z.string().refine(isDay, 'field_day').optional()),
  time: z.preprocess(
    emptyAsNone,
    z
      .string()
      .regex(/^([01]\d|2[0-3]):([0-5]\d)$/, 'field_time')
      .optional(),
  ),
  note: optionalText(200),
  line: z.record(z.string().regex(/^\d{1,15}$/), boxes).default({}),
  witness: z.string().max(64).default(''),
  witnessPassword: z.string().max(200).default(''),
});

export const keyForm = z.object({ idempotency_key: keyInput() });
export const seenForm = z.object(seenInputs());
const second = { witness: z.string().max(64).optional(), witnessPassword: z.string().max(200).optional() };
export const whyForm = z.object({ ...seenInputs(), why: textInput(200), ...second });
export const approveForm = z.object({ ...seenInputs(), ...second });
