/** What the pages of maintenance ask and send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { dayInput, keyInput, many, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import type { PlanLine } from './plan-commands.ts';
import { type Check, FOUND, LIST_STATES, MONTH_ROUNDS, OUTCOMES, PLAN_KINDS } from './rules.ts';

const after = z.string().max(400).optional().catch(undefined);
const kind = z.enum(PLAN_KINDS, { error: 'field_choice' });

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: kind.optional().catch(undefined),
  member: z.string().max(40).optional().catch(undefined),
  state: z.enum(LIST_STATES).optional().catch(undefined),
  month: z.enum(MONTH_ROUNDS).optional().catch(undefined),
  after,
});
export const proposalsQuery = z.object({ kind: kind.catch('pm'), after });

const MOST_AT_ONCE = 500;
const id = () => wholeNumber(1, 1_000_000_000_000);
const none = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const dueOn = z.preprocess(none, z.string().trim().refine(isDay, { error: 'field_day' }).optional());

const LINE = /^(SB-\d{8}-\d{4,}) ([a-z_]{1,40})$/;
export const proposalsForm = z.object({
  idempotency_key: keyInput(),
  line: many(z.string().regex(LINE, { error: 'field_choice' }), MOST_AT_ONCE),
  dueOn,
});

/** The chosen lines of the proposals: a card and the kind of round proposed for it. */
export function proposedLines(lines: readonly string[]): PlanLine[] {
  return lines.flatMap((line) => {
    const [, number = '', typed = ''] = LINE.exec(line) ?? [];
    const known = PLAN_KINDS.find((one) => one === typed);
    return known === undefined ? [] : [{ number, kind: known }];
  });
}

const itemCode = z.string().regex(/^[a-z_]{1,40}$/, { error: 'field_choice' });
export const planForm = z.object({ idempotency_key: keyInput(), kind, dueOn, item: many(itemCode, 40) });

const check = z.object({
  found: z.preprocess(none, z.enum(FOUND, { error: 'field_choice' }).optional()),
  value: optionalText(60),
});
export const resultForm = z.object({
  ...seenInputs(),
  plan: id(),
  doneOn: dayInput(),
  check: z.record(z.string().regex(/^[a-z_]{1,40}$/), check).default({}),
  parts: optionalText(200),
  outcome: z.enum(OUTCOMES, { error: 'field_choice' }),
  limits: optionalText(200),
  engineer: textInput(40),
  note: optionalText(200),
});

/** The answered items; the rules tell which are missing. */
export function answeredChecks(checks: z.infer<typeof resultForm>['check']): Check[] {
  return Object.entries(checks).flatMap(([item, { found, value = '' }]) =>
    found === undefined ? [] : [{ item, found, value }],
  );
}

export const confirmationForm = z.object({ idempotency_key: keyInput(), result: id(), note: optionalText(200) });
export const reversalForm = z.object({ idempotency_key: keyInput(), result: id(), reason: textInput(200) });
export const endForm = z.object({ idempotency_key: keyInput(), plan: id(), reason: textInput(200) });
