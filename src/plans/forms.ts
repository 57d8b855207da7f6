/** The forms and addresses of plans: what may be typed, and what is made of nonsense. */
import { z } from 'zod';
import { readPrice } from '../kernel/money.ts';
import {
  dayInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { CHANNELS, DELIVERIES } from './rules.ts';

export const ITEM_KINDS = ['drug', 'decoction_piece', 'preparation', 'consumable', 'reagent', 'device'] as const;
export const ORIGINS = ['requisition', 'shortage', 'safety'] as const;
export const LINE_FILTERS = ['all', 'flag', 'changed', ...CHANNELS] as const;
export type LineTab = (typeof LINE_FILTERS)[number];

const word = z.string().max(100).optional().catch(undefined);

export const listQuery = z.object({
  tab: z.enum(['open', 'ordered', 'ended', 'all']).catch('open'),
  q: word,
  after: z.string().optional().catch(undefined),
});

/** Which lines a page of a plan shows, and which one is open. */
export const linesQuery = z.object({
  rows: z.enum(LINE_FILTERS).catch('all'),
  party: word,
  q: word,
  after: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  open: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
});
export type LinesQuery = z.infer<typeof linesQuery>;

export const newForm = z.object({
  idempotency_key: keyInput(),
  title: textInput(60),
  neededBy: dayInput(),
  kinds: many(z.enum(ITEM_KINDS), ITEM_KINDS.length),
  members: many(z.string().max(20), 1000),
  origins: many(z.enum(ORIGINS), ORIGINS.length),
  safety: flagInput(),
  urgent: flagInput(),
  urgentReason: optionalText(200),
  note: optionalText(500),
});

export const actForm = z.object(seenInputs());
export const reasonForm = actForm.extend({ reason: optionalText(500) });
export const memberForm = reasonForm.extend({ member: textInput(20) });
export const decisionForm = actForm.extend({
  decision: z.enum(['approve', 'return'], { error: 'field_choice' }),
  note: optionalText(500),
  grant: flagInput(),
});

const packs = wholeNumber(0, 10_000_000);

/** Yuan with four decimals; nothing typed is no price. */
const price = z.preprocess(
  (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
  z
    .string()
    .transform((text, context) => {
      const read = readPrice(text);
      if (read.ok) return read.value;
      context.addIssue({ code: 'custom', message: read.reason });
      return z.NEVER;
    })
    .optional(),
);

export const lineForm = actForm.extend({
  packs,
  reason: optionalText(200),
  party: optionalText(20),
  channel: z.preprocess(
    (typed) => (typed === '' ? undefined : typed),
    z.enum(['filed', 'ad_hoc', 'donation']).optional(),
  ),
  channelReason: optionalText(300),
  price,
  delivery: z.enum(DELIVERIES),
});
export const cutForm = reasonForm.extend({ packs });
export const addForm = reasonForm.extend({ itemCode: textInput(40), packs });
