/** What the pages of negotiations send. */
import { z } from 'zod';
import { priceInput } from '../prices/price-rules.ts';
import { dayInput, keyInput, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { NEGOTIATION_STATES, REFERENCE_KINDS, STANCES } from './rules.ts';

const MOST_ID = 1_000_000_000;

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(NEGOTIATION_STATES).optional().catch(undefined),
});

export const negotiationForm = z.object({
  idempotency_key: keyInput(),
  title: textInput(100),
  purpose: textInput(300),
  heldOn: dayInput(),
  startsOn: dayInput(),
  endsOn: dayInput(),
});

export const lineForm = z.object({
  idempotency_key: keyInput(),
  item: textInput(80),
  packs: wholeNumber(1, 1_000_000),
});

export const removalForm = z.object({ idempotency_key: keyInput() });

export const referenceForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(REFERENCE_KINDS, { error: 'field_choice' }),
  price: priceInput(),
  source: textInput(100),
});

export const stanceForm = z.object({
  idempotency_key: keyInput(),
  stance: z.enum(STANCES, { error: 'field_choice' }),
  statement: textInput(300),
});

const seen = seenInputs();

export const seenForm = z.object(seen);
export const reasonForm = z.object({ ...seen, reason: textInput(200) });

export const quoteForm = z.object({
  idempotency_key: keyInput(),
  line: wholeNumber(1, MOST_ID),
  party: wholeNumber(1, MOST_ID),
  price: priceInput(),
  note: optionalText(200),
});

const awardFields = z.object({
  party: wholeNumber(0, MOST_ID),
  reason: optionalText(200),
});

/** `line.12.party` and `line.12.reason` for each line; party 0 is no award. */
export const proposalForm = z.object({ ...seen, line: z.record(z.string().regex(/^\d{1,12}$/), awardFields) });
