/** What the pages of parties send. */
import { z } from 'zod';
import { dayFilter, dayInput, keyInput, many, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import { GOODS, LICENCE_KINDS, PARTY_KINDS, STANDINGS } from './rules.ts';

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  kind: z.enum(PARTY_KINDS).optional().catch(undefined),
  standing: z.enum(STANDINGS).optional().catch(undefined),
  active: z.enum(['active', 'retired']).optional().catch(undefined),
});

/** As of which day what a party sells is shown, and what of it is looked for. */
export const soldQuery = z.object({ on: dayFilter(), q: z.string().max(100).optional().catch(undefined) });

const orNull = <S extends z.ZodType>(schema: S) => schema.transform((value) => value ?? null);
const orEmpty = (max: number) => optionalText(max).transform((value) => value ?? '');

const facts = {
  idempotency_key: keyInput(),
  name: textInput(100),
  shortName: textInput(30),
  kind: z.enum(PARTY_KINDS),
  creditCode: orNull(optionalText(18)).transform((code) => code?.normalize('NFKC').toUpperCase() ?? null),
  memberCode: orNull(optionalText(12)),
  address: orEmpty(200),
  note: orEmpty(300),
};

export const newPartyForm = z.object({ ...facts, code: textInput(9) });

export const partyForm = z.object({ ...facts, version: wholeNumber(1, Number.MAX_SAFE_INTEGER) });

export const reasonForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });

/** Forms that are one button. */
export const actForm = z.object({ idempotency_key: keyInput() });

export const licenceForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(LICENCE_KINDS),
  number: textInput(60),
  scope: many(z.enum(GOODS), GOODS.length),
  validFrom: dayInput(),
  validTo: z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional()),
  issuedBy: orEmpty(60),
});

export const contactForm = z.object({
  idempotency_key: keyInput(),
  name: textInput(40),
  duty: orEmpty(40),
  phone: orEmpty(30),
  email: orEmpty(80),
});

export const bankForm = z.object({
  idempotency_key: keyInput(),
  accountName: textInput(100),
  bankName: textInput(100),
  accountNumber: textInput(60),
  reason: textInput(300),
});

export const decisionForm = z.object({
  idempotency_key: keyInput(),
  decision: z.enum(['confirm', 'refuse']),
  note: textInput(300),
});

export const loginForm = z.object({
  idempotency_key: keyInput(),
  partyCode: textInput(9),
  login: textInput(64),
  name: textInput(40),
});
