/** What the pages of approvals send. */
import { z } from 'zod';
import { dayInput, keyInput, textInput, wholeNumber } from '../web/inputs.ts';
import { APPROVERS } from './rules.ts';

const MOST_ID = 1_000_000_000;

export const APPROVAL_TABS = ['mine', 'all', 'late'] as const;
export type ApprovalTab = (typeof APPROVAL_TABS)[number];

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  tab: z.enum(APPROVAL_TABS).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
});

export const placeForm = z.object({
  idempotency_key: keyInput(),
  to: wholeNumber(1, MOST_ID),
  role: z.enum(APPROVERS, { error: 'field_choice' }),
  startsOn: dayInput(),
  endsOn: dayInput(),
  reason: textInput(200),
});

export const endForm = z.object({ idempotency_key: keyInput() });
