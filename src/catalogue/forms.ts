/** What the pages of the catalogue accept: filters from the address, a sheet to upload. */
import { z } from 'zod';
import { uploadForm } from '../imports/forms.ts';
import { isDay } from '../kernel/clock.ts';
import { dayFilter, keyInput, optionalText } from '../web/inputs.ts';
import { ANTIMICROBIAL, CHRONIC_DISEASES, HIGH_ALERT, INSURANCE, VBP_OUTCOMES } from './facts.ts';
import { ANSWERS, VERDICTS } from './import/report.ts';
import { CONTROL_CLASSES, ITEM_KINDS, STORAGE_ZONES, TIERS } from './item.ts';

const ticked = z
  .string()
  .transform((value) => value === '1')
  .optional();

/** Filters, sort and page of the list; nonsense in an address is no filter. */
export const listQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  kind: z.enum(ITEM_KINDS).optional().catch(undefined),
  zone: z.enum(STORAGE_ZONES).optional().catch(undefined),
  control: z.enum(CONTROL_CLASSES).optional().catch(undefined),
  tier: z.enum(TIERS).optional().catch(undefined),
  insurance: z.enum(INSURANCE).optional().catch(undefined),
  chronic: z
    .enum(['any', ...CHRONIC_DISEASES])
    .optional()
    .catch(undefined),
  antimicrobial: z.enum(ANTIMICROBIAL).optional().catch(undefined),
  vbp: z.enum(VBP_OUTCOMES).optional().catch(undefined),
  highAlert: z.enum(HIGH_ALERT).optional().catch(undefined),
  essential: ticked,
  incomplete: ticked,
  retired: ticked,
  on: dayFilter(),
  sort: z.enum(['code', 'name', 'price', '-price']).catch('code'),
});

export const previewQuery = z.object({ verdict: z.enum(VERDICTS).optional().catch(undefined) });

/** A sheet of items, and from when on it holds; what is left empty its layout decides. */
export const itemsForm = uploadForm.extend({
  effectiveFrom: optionalText(10).refine((day) => day === undefined || isDay(day), { error: 'field_day' }),
  edition: optionalText(4).refine((year) => year === undefined || /^(?:19|20)\d{2}$/.test(year), {
    error: 'field_year',
  }),
  legalBasis: optionalText(100),
});

/** An answer to the question of a row, or to every one that is open. */
export const decisionForm = z.object({
  idempotency_key: keyInput(),
  row: z
    .string()
    .regex(/^\d{1,6}$/, 'field_wrong')
    .transform(Number)
    .optional(),
  answer: z.enum(ANSWERS),
});
