/** What the pages of inspections and returns send. */
import { z } from 'zod';
import { startOfDay } from '../kernel/clock.ts';
import {
  dayInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { DECISIONS, INVOICE_STATES, PAPERS, REASON_CODES, SEEN_INVOICES } from './rules.ts';

/** Something that may be left out: nothing typed is null. */
const orNull = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? null : (typed ?? null)),
    schema.nullable(),
  );

/** A time of day, `14:05`; full-width colons too. */
const timeInput = () =>
  z
    .string({ error: 'field_required' })
    .transform((text) => text.trim().replace('：', ':'))
    .pipe(z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'field_time'));

/** Degrees with one decimal at most, as tenths. */
const tenths = () =>
  orNull(
    z
      .string()
      .transform((text) => text.trim().normalize('NFKC').replace('−', '-').replace(/℃$/, ''))
      .pipe(z.string().regex(/^-?\d{1,2}(\.\d)?$/, 'field_temperature'))
      .transform((text) => Math.round(Number(text) * 10)),
  );

/** The instant of a day and a time in Shanghai. */
function instantOf(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return startOfDay(day) + (hours * 60 + minutes) * 60_000;
}

const headerFields = {
  noteNumber: textInput(60),
  arrivedDay: dayInput(),
  arrivedTime: timeInput(),
  departedDay: orNull(dayInput()),
  departedTime: orNull(timeInput()),
  transport: optionalText(60),
  temperatureMin: tenths(),
  temperatureMax: tenths(),
  temperatureArrival: tenths(),
  invoices: z.enum(INVOICE_STATES),
  invoicesNote: optionalText(200),
};

type HeaderFields = z.infer<z.ZodObject<typeof headerFields>>;

/** The header as commands take it. */
export function headerFrom(given: HeaderFields) {
  const { arrivedDay, arrivedTime, departedDay, departedTime, transport = '', invoicesNote = '', ...rest } = given;
  const departs = departedDay !== null && departedTime !== null;
  return {
    noteNumber: rest.noteNumber,
    temperatureMin: rest.temperatureMin,
    temperatureMax: rest.temperatureMax,
    temperatureArrival: rest.temperatureArrival,
    invoices: rest.invoices,
    invoicesNote,
    transport,
    arrivedAt: instantOf(arrivedDay, arrivedTime),
    departedAt: departs ? instantOf(departedDay, departedTime) : null,
  };
}

export const openForm = z.object({
  idempotency_key: keyInput(),
  order: textInput(40),
  delivery: orNull(textInput(40)),
  place: orNull(textInput(40)),
  ...headerFields,
});

export const headerForm = z.object({ ...seenInputs(), ...headerFields });

const reasonCode = () => orNull(z.enum(REASON_CODES));
const boxes = () => z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() }).optional();

export const lineForm = z.object({
  ...seenInputs(),
  lotNumber: optionalText(40),
  producedOn: orNull(dayInput()),
  expiresOn: orNull(dayInput()),
  maker: optionalText(100),
  approvalNumber: optionalText(60),
  arrived: boxes(),
  bad: boxes(),
  badCode: reasonCode(),
  badReason: optionalText(200),
  sampledPacks: optionalWholeNumber(0, 1_000_000),
  paperChecks: many(z.enum(PAPERS), 10),
  decision: orNull(z.enum(DECISIONS)),
  reasonCode: reasonCode(),
  reason: optionalText(200),
  store: orNull(wholeNumber(1, 1_000_000_000_000)),
});

export const scanForm = z.object({ idempotency_key: keyInput(), code: z.string({ error: 'field_required' }).max(400) });
export const actForm = z.object({ ...seenInputs() });
export const addLineForm = actForm.extend({ orderLine: wholeNumber(1, 100_000) });
export const refuseAllForm = actForm.extend({ reasonCode: z.enum(REASON_CODES), reason: optionalText(200) });
export const reasonForm = actForm.extend({ reason: optionalText(500) });
const secondFields = { second: optionalText(64), secondPassword: z.string().max(300).optional() };
export const concludeForm = actForm.extend({
  scans: wholeNumber(0, 1_000_000_000),
  endsDelivery: flagInput(),
  ...secondFields,
});
export const decideForm = actForm.extend({
  ...secondFields,
  line: z
    .record(
      z.string().regex(/^\d{1,6}$/),
      z.object({
        decision: orNull(z.enum(['accepted', 'concession', 'rejected'])),
        reasonCode: reasonCode(),
        reason: optionalText(200),
        paperChecks: many(z.enum(PAPERS), 10),
      }),
    )
    .optional(),
});
export const sharesForm = actForm.extend({
  need: z.record(
    z.string().regex(/^\d{1,12}$/),
    z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional(), reason: optionalText(200) }),
  ),
});
export const returnForm = z.object({
  idempotency_key: keyInput(),
  reason: optionalText(500),
  take: z
    .record(
      z.string().regex(/^\d{1,6}-\d{1,12}$/),
      z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() }),
    )
    .optional(),
});

export const listQuery = z.object({
  tab: z.enum(['open', 'concluded', 'all']).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export const returnsQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export const newQuery = z.object({
  order: z.string().max(40).optional().catch(undefined),
  delivery: z.string().max(40).optional().catch(undefined),
  place: z.string().max(40).optional().catch(undefined),
});

export const papersForm = z.object({
  ...seenInputs(),
  seenInvoices: z.enum(SEEN_INVOICES, { error: 'field_choice' }),
  papersNote: textInput(200),
});
