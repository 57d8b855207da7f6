/** What the pages of sharing send. Hours come as lines of text, one for each weekday: `1 08:00-12:00 14:00-17:30`. */
import { z } from 'zod';
import {
  dayFilter,
  dayInput,
  flagInput,
  keyInput,
  optionalFile,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
  yuanInput,
} from '../web/inputs.ts';
import { readHoursText } from './hours-rules.ts';
import { BOOKING_STATES, BOOKING_TABS } from './rules.ts';

export const offersQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  class: z.string().max(40).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export const weekQuery = z.object({
  from: dayFilter(),
  /** The day that the form for closing proposes, and what for. */
  close: dayFilter(),
  why: z.string().max(200).optional().catch(undefined),
});
export const bookingsQuery = z.object({
  tab: z.enum(BOOKING_TABS).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(BOOKING_STATES).optional().catch(undefined),
  from: dayFilter(),
  until: dayFilter(),
  after: z.string().max(400).optional().catch(undefined),
});
export const figuresQuery = z.object({ from: dayFilter(), until: dayFilter() });
export const newQuery = z.object({
  asset: z.string().max(40).optional().catch(undefined),
  starts: z.coerce.number().int().optional().catch(undefined),
});

const hoursInput = () =>
  textInput(400).transform((text, context) => {
    const hours = readHoursText(text);
    if (hours !== undefined) return hours;
    context.addIssue({ code: 'custom', message: 'offer_hours_text' });
    return z.NEVER;
  });

export const offerForm = z.object({
  idempotency_key: keyInput(),
  slot: wholeNumber(5, 1440),
  hours: hoursInput(),
  note: optionalText(200),
});
export const endForm = z.object({ idempotency_key: keyInput(), why: textInput(200) });
export const rateForm = z.object({
  idempotency_key: keyInput(),
  from: dayInput(),
  per: z.enum(['case', 'hour'], { error: 'field_choice' }),
  rate: yuanInput(),
});
/** A time of a day as minutes after midnight; nothing typed is `otherwise`. */
const minuteInput = (otherwise: number) =>
  z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'field_time')
    .default('')
    .transform((text) => (text === '' ? otherwise : Number(text.slice(0, 2)) * 60 + Number(text.slice(3))));

export const closingForm = z.object({
  idempotency_key: keyInput(),
  day: dayInput(),
  from: minuteInput(0),
  until: minuteInput(1440),
  why: textInput(200),
});
export const reopenForm = z.object({ idempotency_key: keyInput(), day: dayInput(), from: wholeNumber(0, 1439) });

export const askForm = z.object({
  idempotency_key: keyInput(),
  asset: textInput(40),
  to: textInput(40),
  day: dayInput(),
  starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field_time'),
  slots: wholeNumber(1, 96),
  urgent: flagInput(),
  purpose: textInput(200),
});
export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const useForm = z.object({
  ...seenInputs(),
  minutes: wholeNumber(1, 1440),
  cases: wholeNumber(0, 10_000),
  condition: textInput(200),
  damaged: flagInput(),
  photo: optionalFile(),
});
