/** What the pages of the catalogue accept: filters from the address, a sheet to upload. */
import { z } from 'zod';
import { ANTIMICROBIAL, CHRONIC_DISEASES, HIGH_ALERT, INSURANCE, VBP_OUTCOMES } from './facts.ts';
import { VERDICTS } from './import/report.ts';
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
  sort: z.enum(['code', 'name', 'price', '-price']).catch('code'),
});

export const previewQuery = z.object({ verdict: z.enum(VERDICTS).optional().catch(undefined) });
