/** What the pages of issues send. */
import { z } from 'zod';
import { DAY_MS, dayOf, startOfDay } from '../kernel/clock.ts';
import { dayFilter, dayInput, flagInput, keyInput, optionalText, seenInputs } from '../web/inputs.ts';
import { PURPOSES } from './rules.ts';

const blank = <S extends z.ZodType>(schema: S) =>
  z.preprocess((typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed), schema.optional());

const boxes = { packs: z.string().max(20).optional(), units: z.string().max(20).optional() };

/** Room for the codes of a few hundred packs. */
const LONGEST_CODES = 10_000;

const lineInput = z.object({
  item: z.string().regex(/^\d{1,12}$/, 'field_wrong'),
  ...boxes,
  lot: blank(z.string().regex(/^\d{1,12}-\d{1,12}$/, 'field_choice')),
  reason: optionalText(200),
  codes: optionalText(LONGEST_CODES),
});
export type LineInput = z.infer<typeof lineInput>;

const secondFields = { witness: optionalText(64), witnessPassword: z.string().max(300).optional() };

export const issueForm = z.object({
  idempotency_key: keyInput(),
  purpose: z.enum(PURPOSES, { error: 'field_choice' }),
  ward: optionalText(60),
  patient: optionalText(80),
  prescription: optionalText(60),
  taker: optionalText(40),
  note: optionalText(200),
  day: blank(dayInput()),
  time: blank(
    z
      .string()
      .trim()
      .regex(/^([01]?\d|2[0-3])[:：][0-5]\d$/, 'field_time'),
  ),
  from: z.enum(['quick', 'full']).catch('full'),
  line: z.record(z.string().regex(/^\d{1,12}$/), lineInput).optional(),
  confirm: flagInput(),
  ...secondFields,
});

const lenient = z.string().max(200).optional().catch(undefined);

const typedCode = z.string().optional().catch(undefined);

/** The same while it is being written: nothing is refused yet. */
export const draftForm = z.object({
  q: typedCode,
  /** The reading of a doubtful code that somebody chose. */
  scan: typedCode,
  pick: z
    .string()
    .regex(/^\d{1,12}(:\d{1,12}-\d{1,12})?$/)
    .optional()
    .catch(undefined),
  drop: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional()
    .catch(undefined),
  day: lenient,
  time: lenient,
  line: z
    .record(
      z.string().regex(/^\d{1,3}$/),
      z.object({
        item: z.string().regex(/^\d{1,12}$/),
        packs: lenient,
        units: lenient,
        lot: lenient,
        reason: lenient,
        codes: z.string().max(LONGEST_CODES).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});

const MINUTE_MS = 60_000;

/** The instant of a typed day and time: of a past day without a time its end, of today now. Null is now. */
export function instantOf(day: string | undefined, time: string | undefined, now: number): number | null {
  if (day === undefined && time === undefined) return null;
  const on = day ?? dayOf(now);
  if (time === undefined) return on === dayOf(now) ? null : startOfDay(on) + DAY_MS - MINUTE_MS;
  const [hours = 0, minutes = 0] = time.trim().replace('：', ':').split(':').map(Number);
  return startOfDay(on) + (hours * 60 + minutes) * MINUTE_MS;
}

export const returnForm = z.object({
  ...seenInputs(),
  reason: z.string({ error: 'field_required' }).trim().min(1, 'field_required').max(200),
  back: z.record(z.string().regex(/^\d{1,4}$/), z.object({ ...boxes, codes: optionalText(LONGEST_CODES) })).optional(),
  ...secondFields,
});

export const reversalForm = z.object({
  ...seenInputs(),
  reason: z.string({ error: 'field_required' }).trim().min(1, 'field_required').max(200),
  ...secondFields,
});

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  item: z.string().max(100).optional().catch(undefined),
  member: z.string().max(20).optional().catch(undefined),
  kind: z.enum(['issue', 'issue_return']).optional().catch(undefined),
  from: dayFilter(),
  to: dayFilter(),
  after: z.string().max(400).optional().catch(undefined),
});

export const newQuery = z.object({ item: z.string().max(60).optional().catch(undefined) });
export const quickQuery = z.object({ q: z.string().max(100).optional().catch(undefined) });
