/** What the pages of alerts and jobs send. */
import { z } from 'zod';
import { dayInput, keyInput, optionalWholeNumber, textInput } from '../web/inputs.ts';
import { ALERT_TABS } from './list-queries.ts';
import { ALERT_KINDS } from './rules.ts';

const text = z.string().trim().max(100).optional().catch(undefined);

export const alertQuery = z.object({
  tab: z.enum(ALERT_TABS).catch('open').default('open'),
  kind: z.enum(ALERT_KINDS).optional().catch(undefined),
  member: text,
  q: text,
  mine: z.literal('1').optional().catch(undefined),
  /** Row by row also where the page would show members. */
  view: z.literal('list').optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type AlertQuery = z.infer<typeof alertQuery>;

export const ownerForm = z.object({ idempotency_key: keyInput(), owner: optionalWholeNumber(1, 1_000_000_000) });
export const restForm = z.object({ idempotency_key: keyInput(), until: dayInput(), reason: textInput(200) });
export const wakeForm = z.object({ idempotency_key: keyInput() });
