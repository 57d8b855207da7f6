/** What the pages of loans send. */
import { z } from 'zod';
import { dayFilter, dayInput, flagInput, keyInput, optionalFile, seenInputs, textInput } from '../web/inputs.ts';
import { LOAN_STATES, LOAN_TABS } from './rules.ts';

export const listQuery = z.object({
  tab: z.enum(LOAN_TABS).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(LOAN_STATES).optional().catch(undefined),
  due: dayFilter(),
  after: z.string().max(400).optional().catch(undefined),
});

export const newQuery = z.object({ asset: z.string().max(40).optional().catch(undefined) });

export const askForm = z.object({
  idempotency_key: keyInput(),
  assetNumber: textInput(40),
  to: textInput(40),
  reason: textInput(200),
  dueOn: dayInput(),
});

export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const handForm = z.object({
  ...seenInputs(),
  condition: textInput(200),
  room: textInput(60),
  photo: optionalFile(),
});
export const extendForm = z.object({ ...seenInputs(), dueOn: dayInput(), why: textInput(200) });
export const backForm = z.object({
  ...seenInputs(),
  condition: textInput(200),
  damaged: flagInput(),
  photo: optionalFile(),
});
