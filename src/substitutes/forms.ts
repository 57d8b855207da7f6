/** What the substitutes' pages send. */
import { z } from 'zod';
import { dayInput, keyInput, textInput, wholeNumber } from '../web/inputs.ts';
import { registerQuery } from '../web/register.ts';
import { SUBSTITUTE_STATES } from './rules.ts';

const MOST_ID = 1_000_000_000;

/** An address with a wrong filter shows the list without it. */
export const listQuery = registerQuery(SUBSTITUTE_STATES);

export const substituteForm = z.object({
  idempotency_key: keyInput(),
  from: wholeNumber(1, MOST_ID),
  to: wholeNumber(1, MOST_ID),
  ways: z.enum(['one', 'both'], { error: 'field_choice' }),
  guidance: textInput(500),
  matter: wholeNumber(1, MOST_ID),
  validFrom: dayInput(),
  validTo: z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional()),
});

export const endingForm = z.object({ idempotency_key: keyInput(), lastDay: dayInput(), reason: textInput(200) });
