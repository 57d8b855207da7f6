/** What the pages of prices send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { dayFilter, dayInput, fileInput, flagInput, keyInput, textInput, wholeNumber } from '../web/inputs.ts';
import { PRICE_STATES } from './list-queries.ts';
import { priceInput } from './price-rules.ts';

const MOST_ID = 1_000_000_000;
export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(PRICE_STATES).optional().catch(undefined),
  on: dayFilter(),
});

export const listedForm = z.object({
  idempotency_key: keyInput(),
  price: priceInput(),
  validFrom: dayInput(),
  source: textInput(100),
});

export const termForm = z.object({
  idempotency_key: keyInput(),
  party: wholeNumber(1, MOST_ID),
  leastPacks: wholeNumber(1, 1_000_000),
  stepPacks: wholeNumber(1, 1_000_000),
  leadDays: wholeNumber(0, 365),
  preference: wholeNumber(1, 99),
  active: flagInput(),
});

export const uploadForm = z.object({ idempotency_key: keyInput(), file: fileInput(), source: textInput(100) });

/** The good rows of a preview as `item id, price, day`, one a line: judged again when they are recorded. */
const ROW = /^(\d{1,10}),(\d{1,13}),(\d{4}-\d{2}-\d{2})$/;

export const applicationForm = z.object({
  idempotency_key: keyInput(),
  source: textInput(100),
  rows: z.string({ error: 'field_required' }).transform((text, context) => {
    const lines = text.split('\n').map((line) => ROW.exec(line.trim()));
    const read = lines.map((match) => ({
      itemId: Number(match?.[1]),
      pricePack: Number(match?.[2]),
      validFrom: match?.[3] ?? '',
    }));
    if (lines.length > 0 && lines.every((match) => match !== null) && read.every((each) => isDay(each.validFrom))) {
      return read;
    }
    context.addIssue({ code: 'custom', message: 'field_wrong' });
    return z.NEVER;
  }),
});
