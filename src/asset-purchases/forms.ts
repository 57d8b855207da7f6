/** What the pages of contracts for equipment and of acceptances send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  dayInput,
  flagInput,
  keyInput,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
  yuanInput,
} from '../web/inputs.ts';
import { ACCEPTANCE_STATES, METHODS, MOST_UNITS, PURCHASE_STATES, type Unit } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(PURCHASE_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const acceptancesQuery = z.object({
  state: z.enum(ACCEPTANCE_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const newQuery = z.object({ acquisition: z.string().max(40).optional().catch(undefined) });

export const contractForm = z.object({
  idempotency_key: keyInput(),
  acquisitionNumber: textInput(40),
  supplier: textInput(80),
  method: z.enum(METHODS, { error: 'field_choice' }),
  methodReason: optionalText(200),
  contractNumber: textInput(40),
  contractOn: dayInput(),
  quantity: wholeNumber(1, 500),
  unit: yuanInput(),
  warrantyMonths: wholeNumber(0, 240),
  deliverOn: dayInput(),
  paymentDays: wholeNumber(0, 365),
  retentionPercent: wholeNumber(0, 100),
  retentionMonths: wholeNumber(0, 60),
  paymentTerms: textInput(200),
});

const none = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const unit = z.object({
  serialNumber: optionalText(60),
  udi: optionalText(200),
  producedOn: z.preprocess(none, z.string().trim().refine(isDay, { error: 'field_day' }).optional()),
});
const rows = Object.fromEntries(Array.from({ length: MOST_UNITS }, (_, nth) => [String(nth), unit.optional()]));

export const deliveryForm = z.object({
  ...seenInputs(),
  arrivedOn: dayInput(),
  brand: textInput(40),
  model: textInput(60),
  maker: textInput(80),
  categoryCode: optionalText(6),
  registrationNumber: optionalText(40),
  room: textInput(60),
  damage: optionalText(200),
  unit: z.object(rows).default({}),
});

export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });

const seen = () => flagInput().refine((is) => is, { error: 'field_required' });
export const userForm = z.object({
  ...seenInputs(),
  powered: seen(),
  functional: seen(),
  trained: seen(),
  note: optionalText(200),
});
export const officeForm = z.object({
  ...seenInputs(),
  complete: seen(),
  documents: seen(),
  supplierPerson: textInput(40),
  note: optionalText(200),
});

/** The rows that were filled in. Refuses one that has something but no serial number. */
export function unitsIn(value: z.infer<typeof deliveryForm>): Result<Unit[]> {
  const units: Unit[] = [];
  for (const [nth, row] of Object.entries(value.unit)) {
    if (row === undefined) continue;
    const { serialNumber, udi = null, producedOn = null } = row;
    if (serialNumber !== undefined) units.push({ serialNumber, udi, producedOn });
    else if (udi !== null || producedOn !== null) {
      return refuse('asset_purchase_no_serial', {}, `unit.${nth}.serialNumber`);
    }
  }
  return ok(units);
}
