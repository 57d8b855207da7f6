/** What the pages of adverse events send. */
import { z } from 'zod';
import { dayFilter, dayInput, flagInput, keyInput, optionalFile, seenInputs, textInput } from '../web/inputs.ts';
import { EVENT_CLASSES, EVENT_STATES, EVENT_TABS } from './rules.ts';

export const listQuery = z.object({
  tab: z.enum(EVENT_TABS).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(EVENT_STATES).optional().catch(undefined),
  class: z.enum(EVENT_CLASSES).optional().catch(undefined),
  from: dayFilter(),
  until: dayFilter(),
  after: z.string().max(400).optional().catch(undefined),
});

export const reportForm = z.object({
  idempotency_key: keyInput(),
  eventClass: z.enum(EVENT_CLASSES, { error: 'field_choice' }),
  occurredOn: dayInput(),
  what: textInput(500),
  harm: textInput(500),
  stop: flagInput(),
  photo: optionalFile(),
});

export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const forwardForm = z.object({ ...seenInputs(), nationalNumber: textInput(60), forwardedOn: dayInput() });
