/** What the pages of applications for equipment send. */
import { z } from 'zod';
import { type Funds, LARGE_KINDS } from '../assets/rules.ts';
import { keyInput, optionalText, optionalYuan, seenInputs, textInput, wholeNumber, yuanInput } from '../web/inputs.ts';
import type { ApplicationInput } from './apply-commands.ts';
import { ACQUISITION_STATES, MOST_UNITS } from './rules.ts';

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(ACQUISITION_STATES).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

const none = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);

const facts = {
  organisation: textInput(40),
  name: textInput(80),
  classCode: textInput(40),
  quantity: wholeNumber(1, MOST_UNITS),
  unit: yuanInput(),
  fund: z
    .object({ fiscal: optionalYuan(), science: optionalYuan(), own: optionalYuan(), donated: optionalYuan() })
    .partial()
    .default({}),
  necessity: textInput(500),
  feasibility: textInput(500),
  benefit: textInput(500),
  casesMonth: wholeNumber(0, 1_000_000),
  charge: yuanInput(),
  cost: yuanInput(),
  budgetLine: textInput(80),
  largeKind: z.preprocess(none, z.enum(LARGE_KINDS, { error: 'field_choice' }).optional()),
  licenceNumber: optionalText(60),
};

export const applicationForm = z.object({ idempotency_key: keyInput(), ...facts });
export const changeForm = z.object({ ...seenInputs(), ...facts });

/** What was typed, as the commands take it. */
export function inputOf(value: Omit<z.infer<typeof applicationForm>, 'idempotency_key'>): ApplicationInput {
  const funds: Funds = {};
  for (const [source, fen] of Object.entries(value.fund)) {
    if (typeof fen === 'number') funds[source as keyof Funds] = fen;
  }
  const { organisation, name, classCode, quantity, unit, necessity, feasibility, benefit } = value;
  const { casesMonth, charge, cost, budgetLine, largeKind, licenceNumber } = value;
  return {
    ...{ organisationCode: organisation, name, classCode, quantity, unitFen: unit, funds },
    ...{ necessity, feasibility, benefit, casesMonth, chargeFen: charge, costFen: cost, budgetLine },
    largeKind: largeKind ?? null,
    licenceNumber: licenceNumber ?? null,
  };
}

export const seenForm = z.object(seenInputs());
export const submitForm = z.object({
  ...seenInputs(),
  reason: z.record(z.string().regex(/^\d{1,15}$/), optionalText(200)).default({}),
});
export const approveForm = z.object({ ...seenInputs(), meetingRecord: optionalText(100) });
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
