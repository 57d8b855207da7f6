/** What the organisations' pages send. */
import { z } from 'zod';
import { keyInput, optionalText, optionalWholeNumber, textInput } from '../web/inputs.ts';

export const KINDS = ['head', 'campus', 'branch', 'clinic', 'centre', 'company'] as const;
export const ZONES = ['room', 'cool', 'cold', 'frozen', 'controlled', 'rejected', 'reserve'] as const;

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: z.enum(KINDS).optional().catch(undefined),
});

export const organisationForm = z.object({
  idempotency_key: keyInput(),
  code: textInput(12).transform((typed) => typed.normalize('NFKC').toUpperCase()),
  name: textInput(60),
  shortName: textInput(30),
  kind: z.enum(KINDS),
  parentId: optionalWholeNumber(1, Number.MAX_SAFE_INTEGER),
  creditCode: optionalText(18),
  contact: optionalText(60),
});

export const storeForm = z.object({ idempotency_key: keyInput(), name: textInput(30), zone: z.enum(ZONES) });
