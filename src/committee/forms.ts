/** What the pages of the committee send: calling a session, its acts, matters, votes, the filters of the list. */
import { z } from 'zod';
import { dayInput, keyInput, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { CHOICES, MATTER_KINDS, SESSION_STATES } from './rules.ts';

const words = (max: number) => optionalText(max).transform((text) => text ?? '');
const key = { idempotency_key: keyInput() };
const act = seenInputs();
const plan = z.object({ title: textInput(120), heldOn: dayInput(), place: words(120) });

export const callForm = z.object({ ...key, plan });
export const changeForm = z.object({ ...act, plan });
export const openForm = z.object(act);
export const cancelForm = z.object({ ...act, cancel: z.object({ note: textInput(500) }) });
export const closeForm = z.object({ ...act, close: z.object({ minutes: words(8000) }) });
export const attendForm = z.object({
  ...key,
  attend: z.object({ person: wholeNumber(1, 1_000_000_000_000), note: words(300) }),
});
export const matterForm = z.object({
  ...key,
  matter: z.object({ kind: z.enum(MATTER_KINDS), dossier: z.string().max(60).default(''), text: words(2000) }),
});
export const removeForm = z.object(key);
export const voteForm = z.object({
  ...key,
  /** The version of the matter's document that was read; empty for what is told in words. */
  documentVersion: z.preprocess(
    (typed) => (typed === '' ? undefined : typed),
    wholeNumber(1, 1_000_000_000).optional(),
  ),
  choice: z.enum(CHOICES),
  reason: words(500),
});
export const adjournForm = z.object({ ...key, adjourn: z.object({ note: textInput(500) }) });
export const decideForm = z.object({ ...key, reason: words(1000) });

export const listQuery = z.object({
  state: z.enum(SESSION_STATES).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type ListQuery = z.infer<typeof listQuery>;
