/** What the pages of repricing send. */
import { z } from 'zod';
import { priceInput } from '../prices/price-rules.ts';
import { keyInput, seenInputs, textInput } from '../web/inputs.ts';
import { REPRICING_STATES } from './rules.ts';

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(REPRICING_STATES).optional().catch(undefined),
});

export const repricingForm = z.object({
  idempotency_key: keyInput(),
  reason: textInput(200),
  legalBasis: textInput(200),
});

export const lineForm = z.object({ idempotency_key: keyInput(), item: textInput(80), price: priceInput() });
export const keyForm = z.object({ idempotency_key: keyInput() });

const seen = seenInputs();

export const seenForm = z.object(seen);
export const reasonForm = z.object({ ...seen, reason: textInput(200) });
