/** What the pages of bank statements send. */
import { z } from 'zod';
import { fileInput, keyInput, many, optionalText, optionalYuan, textInput } from '../web/inputs.ts';
import { MEANINGS } from './rules.ts';

const MOST_LINES = 1000;
/** A statement travels with its preview and is read again: what is taken in is what was shown. */
const CONTENT_MAX = 3_000_000;

export const linesQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  meaning: z
    .enum(['unmatched', ...MEANINGS])
    .optional()
    .catch(undefined),
  statement: z.coerce.number().int().positive().optional().catch(undefined),
});

/** Where a page of a statement begins, by line number; where a page of statements does, by id. */
export const pageQuery = z.object({
  after: z.coerce.number().int().positive().optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export const previewForm = z.object({
  file: fileInput(),
  opening: optionalYuan(),
  closing: optionalYuan(),
});

export const importForm = z.object({
  idempotency_key: keyInput(),
  fileName: textInput(200),
  content: z
    .string()
    .min(1)
    .max(CONTENT_MAX)
    .regex(/^[A-Za-z0-9+/=]+$/),
  opening: optionalYuan(),
  closing: optionalYuan(),
});

const id = z.coerce.number().int().positive();
const maybeId = z.preprocess((typed) => (typed === '' ? undefined : typed), id.optional());

export const meaningForm = z.object({
  idempotency_key: keyInput(),
  meaning: z.enum(MEANINGS, { error: 'field_choice' }),
  payment: maybeId.transform((given) => given ?? null),
  organisation: optionalText(20).transform((given) => given ?? null),
  note: optionalText(200).transform((given) => given ?? ''),
});

export const matchingForm = z.object({ idempotency_key: keyInput(), line: many(id, MOST_LINES) });
export const undoForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
