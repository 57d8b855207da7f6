/** What the pages of high-value consumables send. */
import { z } from 'zod';
import { dayInput, flagInput, keyInput, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import { OWN_CHOICES, RECALL_TABS, UNIT_CHOICES } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(UNIT_CHOICES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** As scanners send it: the separator inside is a control character, and reading the code judges every other. */
const scanned = (max: number) => z.string({ error: 'field_required' }).trim().min(1, 'field_required').max(max);

export const placeForm = z.object({
  idempotency_key: keyInput(),
  supplier: textInput(80),
  shelf: textInput(60),
  noteNumber: textInput(40),
  supplierPerson: textInput(40),
  scans: scanned(20_000),
});

export const ownQuery = z.object({
  state: z.enum(OWN_CHOICES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export const ownForm = z.object({ idempotency_key: keyInput(), shelf: textInput(60), scans: scanned(20_000) });

export const useForm = z.object({
  idempotency_key: keyInput(),
  scan: scanned(200),
  patientRef: textInput(30),
  doctor: textInput(40),
  department: textInput(60),
  operatedOn: dayInput(),
});

export const recallForm = z.object({
  idempotency_key: keyInput(),
  di: z
    .string({ error: 'field_required' })
    .trim()
    .regex(/^\d{14}$/, 'field_number'),
  lotNumber: optionalText(20),
  serial: optionalText(20),
  why: textInput(200),
});

export const recallsQuery = z.object({
  tab: z.enum(RECALL_TABS).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export const followUpForm = z.object({
  idempotency_key: keyInput(),
  unit: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  toldOn: dayInput(),
  outcome: textInput(200),
});
export const recallEndForm = z.object({ idempotency_key: keyInput(), why: textInput(200), mistaken: flagInput() });
export const shelfForm = z.object({ idempotency_key: keyInput(), shelf: textInput(60), why: optionalText(200) });
export const whyForm = z.object({ idempotency_key: keyInput(), why: textInput(200) });
