/** What the pages of selling prices send. */
import { z } from 'zod';
import { priceInput } from '../prices/price-rules.ts';
import { dayFilter, dayInput, keyInput, optionalText, textInput } from '../web/inputs.ts';
import { GOODS_KINDS, SELLING_STATES } from './list-queries.ts';

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: z.enum(GOODS_KINDS).optional().catch(undefined),
  state: z.enum(SELLING_STATES).optional().catch(undefined),
  on: dayFilter(),
});

export const itemQuery = z.object({ on: dayFilter() });

export const keyForm = z.object({ idempotency_key: keyInput() });

export const proposalForm = z.object({
  idempotency_key: keyInput(),
  price: priceInput(),
  validFrom: dayInput(),
  reason: textInput(200),
});

export const approvalForm = z.object({
  idempotency_key: keyInput(),
  note: optionalText(200).transform((note) => note ?? ''),
});

export const refusalForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
