/** What the pages of faults send. */
import { z } from 'zod';
import {
  dayFilter,
  flagInput,
  keyInput,
  optionalFile,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
  yuanInput,
} from '../web/inputs.ts';
import { COST_KINDS, FAULT_STATES, FAULT_TABS, OUTCOMES, URGENCIES, USABLE } from './rules.ts';

export const listQuery = z.object({
  tab: z.enum(FAULT_TABS).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(FAULT_STATES).optional().catch(undefined),
  class: z.string().max(40).optional().catch(undefined),
  member: z.string().max(40).optional().catch(undefined),
  from: dayFilter(),
  until: dayFilter(),
  after: z.string().max(400).optional().catch(undefined),
});

export const figureQuery = z.object({
  by: z.enum(['asset', 'class']).catch('class'),
  from: dayFilter(),
  until: dayFilter(),
});

export const reportForm = z.object({
  idempotency_key: keyInput(),
  what: textInput(500),
  urgency: z.enum(URGENCIES, { error: 'field_choice' }),
  usable: z.enum(USABLE, { error: 'field_choice' }),
  loaner: optionalText(40),
  photo: optionalFile(),
});

export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const assignForm = z.object({ ...seenInputs(), engineer: textInput(64), outside: optionalText(80) });
export const diagnoseForm = z.object({ ...seenInputs(), diagnosis: textInput(500), takeOut: flagInput() });
export const costForm = z.object({
  ...seenInputs(),
  kind: z.enum(COST_KINDS, { error: 'field_choice' }),
  name: textInput(80),
  quantity: wholeNumber(1, 100_000),
  unit: yuanInput(),
});
export const decisionForm = z.object({
  ...seenInputs(),
  decision: z.enum(['agree', 'decline'], { error: 'field_choice' }),
  why: textInput(200),
});
const MOST_MINUTES = 100_000;
export const repairForm = z.object({
  ...seenInputs(),
  work: textInput(500),
  labour: optionalWholeNumber(0, MOST_MINUTES),
  irreparable: flagInput(),
});
export const acceptForm = z.object({
  ...seenInputs(),
  outcome: z.enum([...OUTCOMES, 'fail'], { error: 'field_choice' }),
  test: textInput(500),
});
export const loanerForm = z.object({ ...seenInputs(), loaner: optionalText(40) });
