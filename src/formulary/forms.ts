/** What the pages of the formulary accept: filters from the address, a sheet to upload. */
import { z } from 'zod';
import { fileInput, keyInput } from '../web/inputs.ts';
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
  essential: ticked,
  incomplete: ticked,
  retired: ticked,
  sort: z.enum(['code', 'name', 'price', '-price']).catch('code'),
});

export const previewQuery = z.object({ verdict: z.enum(VERDICTS).optional().catch(undefined) });

/** An upload; its size is checked while it arrives. */
export const uploadForm = z.object({ idempotency_key: keyInput(), file: fileInput() });

/** The one button of a preview. */
export const applicationForm = z.object({ idempotency_key: keyInput() });

/** Room for a sheet of 10 MB and the frame of the form. */
export const UPLOAD_BYTES = 11 * 1024 * 1024;
