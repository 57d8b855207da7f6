/** What the pages of the formulary accept: filters from the address, changes, days, reasons, exceptions. */
import { z } from 'zod';
import { dayFilter, dayInput, flagInput, keyInput, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { CHANGE_ACTS, CHANGE_ORIGINS, COUNTED_ROUTES } from './rules.ts';

const filterText = z.string().trim().max(200).optional().catch(undefined);
const ticked = z
  .string()
  .transform((value) => value === '1')
  .optional();

/** Filters of the entries; nonsense in an address is no filter. */
export const entryQuery = z.object({
  q: filterText,
  class: filterText,
  tier: z.enum(['county', 'township', 'village']).optional().catch(undefined),
  chronic: z.enum(['hypertension', 'diabetes_2', 'copd', 'any']).optional().catch(undefined),
  essential: ticked,
  left: ticked,
  on: dayFilter(),
});
export type EntryQuery = z.infer<typeof entryQuery>;

export const changeQuery = z.object({
  q: filterText,
  act: z.enum(CHANGE_ACTS).optional().catch(undefined),
  origin: z.enum(CHANGE_ORIGINS).optional().catch(undefined),
});

const edition = z.coerce.number().int().min(1).max(999_999);
export const differenceQuery = z.object({
  from: edition.optional().catch(undefined),
  to: z
    .union([z.literal('draft'), edition])
    .optional()
    .catch(undefined),
  act: z
    .enum([...CHANGE_ACTS, 'words'])
    .optional()
    .catch(undefined),
});
export type DifferenceQuery = z.infer<typeof differenceQuery>;

const optionalDay = z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional());
const draft = { ...seenInputs(), number: textInput(40) };

export const startForm = z.object({ idempotency_key: keyInput() });
export const itemForm = z.object({
  idempotency_key: keyInput(),
  seen: wholeNumber(0, 999_999_999_999_999),
  act: z.enum(['list', 'remove']),
  county: flagInput(),
  township: flagInput(),
  village: flagInput(),
  useUntil: optionalDay,
  reason: textInput(500),
});
export const withdrawForm = z.object({ idempotency_key: keyInput(), seen: wholeNumber(0, 999_999_999_999_999) });
export const describeForm = z.object({ ...draft, title: textInput(100), effectiveOn: optionalDay });
export const abandonForm = z.object({ ...draft, reason: textInput(500) });
export const publishForm = z.object(draft);
export const exceptionQuery = z.object({ on: dayFilter() });
export const exceptionForm = z.object({
  idempotency_key: keyInput(),
  genericName: textInput(100),
  route: z.enum(COUNTED_ROUTES),
  most: wholeNumber(1, 100),
  reason: textInput(500),
  matterId: wholeNumber(1, 999_999_999_999),
  validFrom: dayInput(),
  validTo: optionalDay,
});
export const revokeForm = z.object({ idempotency_key: keyInput() });
