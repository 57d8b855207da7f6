/** What the pages of storage send. */
import { z } from 'zod';
import {
  dayInput,
  fileInput,
  flagInput,
  keyInput,
  many,
  optionalFile,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { DECISIONS, EXCURSION_STATES, LOGGER_STATES, readTenths } from './rules.ts';

const q = z.string().max(100).optional().catch(undefined);
const after = z.string().max(400).optional().catch(undefined);

export const placeQuery = z.object({ organisation: z.string().max(40).optional().catch(undefined) });
export const loggersQuery = z.object({ q, after, state: z.enum(LOGGER_STATES).optional().catch(undefined) });
export const excursionsQuery = z.object({ q, after, state: z.enum(EXCURSION_STATES).optional().catch(undefined) });
export const loggerQuery = z.object({
  after,
  days: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(7), z.literal(31)]))
    .catch(7),
});

/** Tenths as people type them. */
const tenths = () =>
  textInput(12).transform((text, context) => {
    const read = readTenths(text);
    if (read.ok) return read.value;
    context.addIssue({ code: 'custom', message: 'reading_unreadable' });
    return z.NEVER;
  });

const optionalTenths = () =>
  z.preprocess((typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed), tenths().optional());

const MONTH_MINUTES = 60 * 24 * 31;

const facts = {
  name: textInput(60),
  location: optionalWholeNumber(1, 1_000_000_000),
  low: tenths(),
  high: tenths(),
  humidityLow: optionalTenths(),
  humidityHigh: optionalTenths(),
  everyMinutes: wholeNumber(1, MONTH_MINUTES),
  graceMinutes: wholeNumber(0, MONTH_MINUTES),
};

export const loggerForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(40),
  code: textInput(20)
    .transform((code) => code.normalize('NFKC').toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'logger_code')),
  calibrationDueOn: dayInput(),
  ...facts,
});

export const changeForm = z.object({ idempotency_key: keyInput(), ...facts });

/** What the commands want of the fields. */
export function factsOf(value: z.infer<typeof changeForm>) {
  return {
    name: value.name,
    locationId: value.location ?? null,
    lowTenths: value.low,
    highTenths: value.high,
    humidityLowTenths: value.humidityLow ?? null,
    humidityHighTenths: value.humidityHigh ?? null,
    everyMinutes: value.everyMinutes,
    graceMinutes: value.graceMinutes,
  };
}

export const readingForm = z.object({
  idempotency_key: keyInput(),
  day: dayInput(),
  time: textInput(5).pipe(z.string().regex(/^([01]?\d|2[0-3]):([0-5]\d)$/, 'field_time')),
  temperature: tenths(),
  humidity: optionalTenths(),
});

export const fileForm = z.object({ file: fileInput() });
export const packedForm = z.object({ idempotency_key: keyInput(), readings: textInput(1_000_000) });

export const calibrationForm = z.object({
  idempotency_key: keyInput(),
  calibratedOn: dayInput(),
  dueOn: dayInput(),
  certificate: textInput(60),
  file: optionalFile(),
  result: z.enum(['passed', 'failed'], { error: 'field_choice' }),
});

export const keyForm = z.object({ idempotency_key: keyInput() });
export const whyForm = z.object({ idempotency_key: keyInput(), why: textInput(200) });

export const moveForm = z.object({
  idempotency_key: keyInput(),
  lot: z.string().regex(/^\d{1,15}-\d{1,15}$/),
  to: wholeNumber(1, 1_000_000_000),
  why: optionalText(200),
});

export const seenForm = z.object(seenInputs());
export const explainForm = z.object({ ...seenInputs(), cause: textInput(300), measures: textInput(300) });
export const decideForm = z.object({
  ...seenInputs(),
  lot: many(z.string().regex(/^\d{1,15}-\d{1,15}$/), 2000),
  everything: flagInput(),
  decision: z.enum(DECISIONS, { error: 'field_choice' }),
  reason: textInput(300),
});
