/** What the pages of controlled goods send. */
import { z } from 'zod';
import {
  dayFilter,
  dayInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { CARD_CLASSES, HANDOVER_STATES, SHIFTS } from './rules.ts';

const lenient = (most: number) => z.string().max(most).optional().catch(undefined);
const second = { witness: z.string().max(64).optional(), witnessPassword: z.string().max(200).optional() };

export const placeQuery = z.object({ organisation: lenient(20), q: lenient(100) });
export const registerQuery = z.object({
  organisation: lenient(20),
  from: dayFilter(),
  to: dayFilter(),
  after: lenient(400),
});
export const handoversQuery = z.object({
  state: z.enum(HANDOVER_STATES).optional().catch(undefined),
  q: lenient(100),
  after: lenient(400),
});
export const storeQuery = z.object({ store: lenient(12) });
export const returnsQuery = z.object({ q: lenient(100), after: lenient(400) });
export const cardsQuery = z.object({ q: lenient(100), page: lenient(6) });

const counted = z.object({
  packs: z.string().max(20).optional(),
  units: z.string().max(20).optional(),
  reason: optionalText(200),
});

export const handoverForm = z.object({
  idempotency_key: keyInput(),
  store: wholeNumber(1, 1_000_000_000),
  day: dayInput(),
  shift: z.enum(SHIFTS, { error: 'field_choice' }),
  note: optionalText(200),
  lot: z.record(z.string().regex(/^\d{1,12}$/), counted).default({}),
  ...second,
});

export const closeForm = z.object({ ...seenInputs(), finding: textInput(200) });

export const returnForm = z.object({
  idempotency_key: keyInput(),
  pieces: wholeNumber(1, 1_000_000),
  returnedBy: textInput(40),
  ...second,
});

export const residueForm = z.object({
  idempotency_key: keyInput(),
  amount: textInput(40),
  method: textInput(60),
  ...second,
});

export const destroyForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(20),
  return: many(wholeNumber(1, 1_000_000_000_000), 500),
  ...second,
});

export const cardForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(20),
  number: textInput(40),
  classes: many(z.enum(CARD_CLASSES, { error: 'field_choice' }), 4),
  buyers: textInput(80),
  validFrom: dayInput(),
  validTo: dayInput(),
});

export const withdrawForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
