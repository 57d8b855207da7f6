/** A typed price, the same wherever one is typed: listed, agreed, quoted, changed. */
import { z } from 'zod';
import { readPrice } from '../kernel/money.ts';

/** 100,000,000 yuan a pack: beyond it somebody typed a barcode. */
const MOST_PRICE = 1_000_000_000_000;

/** A price in yuan with up to four places, as 1/10,000 yuan; zero is none. */
export function priceInput() {
  return z.string({ error: 'field_required' }).transform((typed, context) => {
    const read = readPrice(typed);
    if (read.ok && read.value > 0 && read.value <= MOST_PRICE) return read.value;
    const message = typed.trim() === '' ? 'field_required' : 'price_unreadable';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
