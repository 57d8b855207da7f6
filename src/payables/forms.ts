/** What the pages of payables send. */
import { z } from 'zod';
import { dayInput, keyInput, many, optionalText, optionalYuan, textInput, yuanInput } from '../web/inputs.ts';
import { CLAIM_KINDS, DUE_BANDS } from './rules.ts';

const CHANNELS = ['volume', 'national', 'negotiated', 'listed', 'filed', 'ad_hoc', 'donation', 'equipment'] as const;
const code = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,20}$/)
  .optional()
  .catch(undefined);

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  band: z.enum(DUE_BANDS).optional().catch(undefined),
  party: code,
  channel: z.enum(CHANNELS).optional().catch(undefined),
  papers: z.enum(['blocked', 'no_invoice', 'ready']).optional().catch(undefined),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .catch(undefined),
  invoice: z.coerce.number().int().positive().optional().catch(undefined),
  all: z
    .literal('1')
    .transform(() => true)
    .optional()
    .catch(undefined),
});

export const claimForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(CLAIM_KINDS, { error: 'field_choice' }),
  amount: optionalYuan(),
  reason: textInput(200),
  evidence: optionalText(200).transform((text) => text ?? ''),
});

export const decisionForm = z.object({
  idempotency_key: keyInput(),
  agree: z.enum(['yes', 'no'], { error: 'field_choice' }),
  note: z.record(z.string().regex(/^\d{1,12}$/), optionalText(200)).optional(),
});

export const payerForm = z.object({
  idempotency_key: keyInput(),
  payer: z.enum(['account', 'insurance_fund'], { error: 'field_choice' }),
  payerReason: textInput(200),
});

export const invoiceQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  party: code,
  payable: z.coerce.number().int().positive().optional().catch(undefined),
  /** The row whose form is open. */
  open: z.coerce.number().int().positive().optional().catch(undefined),
  /** Id of the last row of the page before. */
  after: z.coerce.number().int().positive().optional().catch(undefined),
});

const MOST_SHARES = 300;

export const invoiceForm = z.object({
  idempotency_key: keyInput(),
  party: textInput(20),
  kind: z.enum(['distributor', 'maker'], { error: 'field_choice' }),
  code: optionalText(20).transform((text) => text ?? ''),
  number: textInput(30),
  issuedOn: dayInput(),
  amount: yuanInput(),
  tax: optionalYuan().transform((fen) => fen ?? 0),
  lots: optionalText(500).transform((text) => text ?? ''),
  chosen: many(z.coerce.number().int().positive(), MOST_SHARES),
  share: z.record(z.string().regex(/^\d{1,12}$/), z.string().max(30)).optional(),
});

export const withdrawForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });

export const setOffForm = z.object({
  idempotency_key: keyInput(),
  payable: z.coerce.number({ error: 'field_required' }).int().positive(),
  amount: yuanInput(),
});
