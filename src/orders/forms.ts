/** What the pages of orders and deliveries send. */
import { z } from 'zod';
import {
  dayInput,
  fileInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { WAYS } from './commands.ts';
import { DELIVERY_STATES } from './delivery-commands.ts';
import { ORDER_STATES } from './rules.ts';

const MOST = 1_000_000_000;
const CHANNELS = ['volume', 'national', 'negotiated', 'listed', 'filed', 'ad_hoc', 'donation'] as const;
const text = () => z.string().max(100).optional().catch(undefined);
const ticked = () =>
  z
    .string()
    .optional()
    .transform((value) => (value === '1' ? true : undefined))
    .catch(undefined);

export const listQuery = z.object({
  q: text(),
  state: z.enum(ORDER_STATES).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  late: ticked(),
});

export const deliveryQuery = z.object({
  q: text(),
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  late: ticked(),
});

/** A supplier's own statement: which receipts, and where its two lists begin. */
export const statementQuery = z.object({
  q: text(),
  before: z.coerce.number().int().positive().optional().catch(undefined),
  paidBefore: z.coerce.number().int().positive().optional().catch(undefined),
});

const seen = seenInputs();

export const keyForm = z.object({ idempotency_key: keyInput() });
export const sendingForm = z.object({ ...seen, way: z.enum(WAYS, { error: 'field_choice' }) });
export const withdrawalForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
export const remainderForm = z.object({
  ...seen,
  which: z.enum(['all', 'some'], { error: 'field_choice' }),
  line: many(wholeNumber(1, MOST), 2000),
  reason: textInput(200),
});

/** Text that may be empty, without the signs that turn the direction of writing or that nobody sees. */
const plain = (max: number) => optionalText(max).transform((typed) => typed ?? '');

const typedLine = z.object({
  answer: z.enum(['', 'confirmed', 'changed', 'refused']).default(''),
  packs: z.string().max(40).optional(),
  units: z.string().max(40).optional(),
  on: z.string().max(10).default(''),
  reason: plain(200),
});

export const answerForm = z.object({
  ...seen,
  /** The button that confirms every open line as ordered. */
  all: z.string().max(8).optional(),
  allOn: z.string().max(10).default(''),
  line: z.record(z.string(), typedLine).default({}),
});
export type AnswerTyped = z.infer<typeof answerForm>;

const typedLot = z.object({
  lot: plain(60),
  produced: z.string().max(10).default(''),
  expires: z.string().max(10).default(''),
  packs: z.string().max(40).optional(),
  units: z.string().max(40).optional(),
  maker: plain(100),
});

export const shippingForm = z.object({
  idempotency_key: keyInput(),
  /** The place it goes to, by code. */
  to: textInput(20),
  noteNumber: textInput(40),
  shippedOn: dayInput(),
  expectedOn: dayInput(),
  carrier: optionalText(60),
  vehicle: optionalText(40),
  coldChain: flagInput(),
  lots: z.record(z.string(), z.record(z.string(), typedLot)).default({}),
});
export type ShippingTyped = z.infer<typeof shippingForm>;

export const shippingFileForm = z.object({ idempotency_key: keyInput(), to: textInput(20), file: fileInput() });
