/** What the page of boxes sends. */
import { z } from 'zod';
import { keyInput, optionalText, wholeNumber } from '../web/inputs.ts';

export const MOST_POSITION = 9999;

export const boxQuery = z.object({
  box: z.coerce.number().int().min(1).max(MOST_POSITION).optional().catch(undefined),
});

export const keyForm = z.object({ idempotency_key: keyInput() });
export const boxScanForm = z.object({ idempotency_key: keyInput(), code: z.string().max(2000).default('') });
export const sealForm = z.object({ idempotency_key: keyInput(), seal: optionalText(40) });

const typed = z.object({ packs: z.string().max(40).optional(), units: z.string().max(40).optional() }).default({});

/** A line and how much of it; nothing typed means all. */
export const contentForm = z.object({
  idempotency_key: keyInput(),
  lineId: wholeNumber(1, 1_000_000_000_000),
  quantity: z.record(z.string().regex(/^\d{1,15}$/), typed).default({}),
});
