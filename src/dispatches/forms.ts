/** What the forms of dispatches send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { keyInput, optionalText, seenInputs, textInput } from '../web/inputs.ts';
import { DISPATCH_TABS, type DispatchFilters, type DispatchTab } from './list-queries.ts';

/** Who stands by where controlled drugs are sent, received or taken back. */
const second = { witness: z.string().max(64).optional(), witnessPassword: z.string().max(200).optional() };

export const scanForm = z.object({ idempotency_key: keyInput(), code: z.string().max(2000).default('') });

export const postForm = z.object({
  ...seenInputs(),
  vehicle: optionalText(40),
  driver: optionalText(40),
  box: optionalText(60),
  note: optionalText(200),
  ...second,
});

export const reasonForm = z.object({ ...seenInputs(), reason: textInput(300), ...second });

/** Two boxes of a quantity as typed; read against the item's pack by `readQuantity`. */
const typedQuantity = z
  .object({ packs: z.string().max(40).optional(), units: z.string().max(40).optional() })
  .default({});

export type TypedQuantity = z.infer<typeof typedQuantity>;

export const pickForm = z.object({
  idempotency_key: keyInput(),
  undo: z.string().optional(),
  line: z
    .record(
      z.string(),
      z.object({
        packs: z.string().max(40).optional(),
        units: z.string().max(40).optional(),
        reason: z.string().max(200).default(''),
      }),
    )
    .default({}),
});

export const receiptForm = z.object({
  ...seenInputs(),
  /** Set by the button that says everything is here. */
  all: z.string().optional(),
  /** Where codes are counted, what was not scanned is missing. */
  by: z.enum(['scan']).optional().catch(undefined),
  tenths: z.string().trim().max(20).default(''),
  box: z.union([z.string(), z.array(z.string())]).optional(),
  ...second,
  line: z
    .record(
      z.string(),
      z.object({
        good: typedQuantity,
        damaged: typedQuantity,
        missing: typedQuantity,
        wrong: typedQuantity,
        over: typedQuantity,
        actual: z.string().max(60).default(''),
        note: z.string().max(200).default(''),
      }),
    )
    .default({}),
});

export const unlistedForm = z.object({
  ...seenInputs(),
  item: z.coerce.number('field_required').int().positive(),
  lot: textInput(60),
  quantity: typedQuantity,
  note: textInput(200),
});

export const unlistedQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  item: z.coerce.number().int().positive().optional().catch(undefined),
  lot: z.string().trim().max(60).optional().catch(undefined),
});

export type ReceiptTyped = z.infer<typeof receiptForm>;

export const findingForm = z.object({
  ...seenInputs(),
  finding: z.string('field_required').max(40),
  bearer: z.string().max(20).optional(),
  reason: textInput(300),
  ...second,
});

export const ownerForm = z.object({ ...seenInputs(), ownerId: z.coerce.number('field_required').int().positive() });
export const reopenForm = z.object({ ...seenInputs(), reason: textInput(200) });
export const chargeForm = z.object({
  ...seenInputs(),
  agree: z.enum(['0', '1'], 'field_required'),
  note: z.string().trim().max(200).default(''),
});

/** The list's filters from the address; nonsense is left out. */
export function dispatchFilters(query: Record<string, string>): DispatchFilters {
  const word = (text: string | undefined) =>
    text === undefined || text.trim() === '' ? undefined : text.slice(0, 100);
  const dayOr = (text: string | undefined) => (text !== undefined && isDay(text) ? text : undefined);
  const state = (Object.hasOwn(DISPATCH_TABS, query.state ?? '') ? query.state : 'all') as DispatchTab;
  return {
    state,
    q: word(query.q),
    item: word(query.item),
    to: word(query.to),
    since: dayOr(query.since),
    until: dayOr(query.until),
  };
}
