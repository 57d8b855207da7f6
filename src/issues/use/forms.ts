/** What the pages of files of use send. */
import { z } from 'zod';
import { fileInput, keyInput, optionalText, textInput, wholeNumber } from '../../web/inputs.ts';
import { USE_KEYS, type UseColumns } from './columns.ts';
import { VERDICTS } from './judge.ts';

const heading = z.string().max(80).optional().catch(undefined);

export const uploadForm = z.object({
  idempotency_key: keyInput(),
  file: fileInput(),
  unit: z.enum(['pack', 'base'], { error: 'field_choice' }),
  column: z.object(Object.fromEntries(USE_KEYS.map((key) => [key, heading]))).optional(),
});

/** The headings that were chosen; what was left open is recognised by its usual names. */
export function columnsFrom(given: Record<string, string | undefined> | undefined): UseColumns {
  const chosen = USE_KEYS.flatMap((key) => {
    const title = given?.[key]?.trim() ?? '';
    return title === '' ? [] : [[key, title] as const];
  });
  return Object.fromEntries(chosen);
}

export const keyForm = z.object({ idempotency_key: keyInput() });

export const codeForm = z.object({
  idempotency_key: keyInput(),
  code: textInput(80),
  unit: optionalText(80),
  candidate: z.string().max(60).optional(),
  item: optionalText(60),
  means: z.enum(['pack', 'base'], { error: 'field_choice' }),
  times: wholeNumber(1, 100_000),
});

export const forgetForm = z.object({ idempotency_key: keyInput(), code: textInput(80), unit: optionalText(80) });

export const fileQuery = z.object({
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  after: z.coerce.number().int().min(0).optional().catch(undefined),
});
