/** What the pages of compulsory metrology ask and send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { dayInput, keyInput, many, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import type { ResultLine } from './result-commands.ts';
import { DUTY_STATES, METROLOGY_ITEMS, type MetrologyItem, OUTCOMES, type Outcome } from './rules.ts';

const code = () => z.string().max(40).optional().catch(undefined);
const after = z.string().max(400).optional().catch(undefined);
const items = METROLOGY_ITEMS as [MetrologyItem, ...MetrologyItem[]];

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  item: z.enum(items).optional().catch(undefined),
  member: code(),
  state: z.enum(DUTY_STATES).optional().catch(undefined),
  valid: z.enum(['yes', 'no']).optional().catch(undefined),
  after,
});
export const pageQuery = z.object({ after });

const MOST_AT_ONCE = 500;
const id = () => wholeNumber(1, 1_000_000_000_000);

export const sendForm = z.object({
  idempotency_key: keyInput(),
  institution: textInput(80),
  day: dayInput(),
  duty: many(id(), MOST_AT_ONCE),
});

const LINE = /^(SB-\d{8}-\d{4,}) ([a-z_]{1,40})$/;
export const proposalsForm = z.object({
  idempotency_key: keyInput(),
  line: many(z.string().regex(LINE, { error: 'field_choice' }), MOST_AT_ONCE),
});

/** The chosen lines of the proposals: a card and the kind proposed for it. */
export function proposedLines(lines: readonly string[]): { number: string; item: MetrologyItem }[] {
  return lines.flatMap((line) => {
    const [, number = '', typed = ''] = LINE.exec(line) ?? [];
    const item = METROLOGY_ITEMS.find((known) => known === typed);
    return item === undefined ? [] : [{ number, item }];
  });
}

const none = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const result = z.object({
  outcome: z.preprocess(none, z.enum(OUTCOMES as [Outcome, ...Outcome[]], { error: 'field_choice' }).optional()),
  certificateNumber: optionalText(60),
  validUntil: z.preprocess(none, z.string().trim().refine(isDay, { error: 'field_day' }).optional()),
  limits: optionalText(200),
});

export const resultsForm = z
  .object({
    idempotency_key: keyInput(),
    institution: textInput(80),
    testedOn: dayInput(),
    line: z.record(z.string().regex(/^\d{1,12}$/), result).default({}),
  })
  .superRefine(({ line }, context) => {
    for (const [duty, typed] of Object.entries(line)) {
      if (typed.outcome === undefined || typed.certificateNumber !== undefined) continue;
      const path = ['line', duty, 'certificateNumber'];
      context.addIssue({ code: 'custom', message: 'field_required', path });
    }
  });

/** The lines with a result; the others are not back yet. */
export function resultLines(line: z.infer<typeof resultsForm>['line']): ResultLine[] {
  return Object.entries(line).flatMap(([duty, { outcome, certificateNumber = '', validUntil = null, limits = '' }]) =>
    outcome === undefined ? [] : [{ dutyId: Number(duty), outcome, certificateNumber, validUntil, limits }],
  );
}

export const dutyForm = z.object({ idempotency_key: keyInput(), item: z.enum(items, { error: 'field_choice' }) });
export const reversalForm = z.object({ idempotency_key: keyInput(), result: id(), reason: textInput(200) });
export const oneDutyForm = z.object({ idempotency_key: keyInput(), duty: id(), reason: textInput(200) });
