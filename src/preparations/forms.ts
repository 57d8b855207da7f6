/** What the permits' pages send. */
import { z } from 'zod';
import { dayInput, flagInput, keyInput, many, textInput, wholeNumber } from '../web/inputs.ts';
import { registerQuery } from '../web/register.ts';
import { PERMIT_STATES } from './rules.ts';

const MOST_PACKS = 10_000_000;
const MOST_RECIPIENTS = 500;

/** An address with a wrong filter shows the list without it. */
export const listQuery = registerQuery(PERMIT_STATES);

export const permitForm = z.object({
  idempotency_key: keyInput(),
  number: textInput(60),
  item: textInput(40),
  maker: textInput(12),
  recipient: many(textInput(12), MOST_RECIPIENTS),
  /** The village clinics under the chosen branches too. */
  withClinics: flagInput(),
  capPacks: wholeNumber(1, MOST_PACKS),
  validFrom: dayInput(),
  validTo: dayInput(),
  authority: textInput(60),
});

export const revocationForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
