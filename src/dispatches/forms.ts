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
  ...second,
  line: z
    .record(
      z.string(),
      z.object({
        good: typedQuantity,
        damaged: typedQuantity,
        missing: typedQuantity,
        note: z.string().max(200).default(''),
      }),
    )
    .default({}),
});

export type ReceiptTyped = z.infer<typeof receiptForm>;

export const findingForm = z.object({
  ...seenInputs(),
  finding: z.string('field_required').max(40),
  reason: textInput(300),
  ...second,
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
