/** What the pages of contracts send. */
import { z } from 'zod';
import { priceInput } from '../prices/price-rules.ts';
import {
  dayFilter,
  dayInput,
  fileInput,
  keyInput,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { CONTRACT_KINDS, CONTRACT_STATES } from './rules.ts';

const MOST_ID = 1_000_000_000;
const MOST_UNITS = 1_000_000_000_000;
const MOST_FACTOR = 1_000_000;

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: z.enum(CONTRACT_KINDS).optional().catch(undefined),
  state: z.enum(CONTRACT_STATES).optional().catch(undefined),
  on: dayFilter(),
});

export const progressQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(['ahead', 'behind', 'far_behind']).optional().catch(undefined),
  on: dayFilter(),
});

export const contractForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(CONTRACT_KINDS, { error: 'field_choice' }),
  title: textInput(100),
  batch: optionalText(60),
  party: wholeNumber(1, MOST_ID),
  backup: optionalWholeNumber(1, MOST_ID),
  startsOn: dayInput(),
  endsOn: dayInput(),
});

export const lineForm = z.object({
  idempotency_key: keyInput(),
  item: textInput(80),
  price: priceInput(),
  agreedUnits: wholeNumber(0, MOST_UNITS),
  convertTimes: wholeNumber(1, MOST_FACTOR),
  convertBy: wholeNumber(1, MOST_FACTOR),
});

export const keyForm = z.object({ idempotency_key: keyInput() });
export const sharesForm = z.object({ idempotency_key: keyInput(), file: fileInput() });

const seen = seenInputs();

export const activationForm = z.object(seen);
export const endingForm = z.object({ ...seen, lastDay: dayInput(), reason: textInput(200) });
export const withdrawalForm = z.object({ ...seen, reason: textInput(200) });
export const excuseForm = z.object({
  ...seen,
  line: wholeNumber(1, MOST_ID),
  units: wholeNumber(1, MOST_UNITS),
  excuseReason: textInput(200),
});
