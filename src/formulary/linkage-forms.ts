/** What the linkage pages are asked for and send. */
import { z } from 'zod';
import { dayFilter, keyInput, many, textInput } from '../web/inputs.ts';
import { CAUSES, DISEASES, MEASURED_TIERS, MEMBER_TIERS } from './linkage-rules.ts';

const MOST_PICKS = 500;

/* An address with a wrong filter shows the list without it. */
const words = z.string().max(100).optional().catch(undefined);
const memberCode = z
  .string()
  .regex(/^[A-Z0-9]{1,12}$/)
  .optional()
  .catch(undefined);
const flag = z
  .literal('1')
  .optional()
  .catch(undefined)
  .transform((set) => set === '1');

export const coverageQuery = z.object({ q: words, open: memberCode, on: dayFilter() });

export const gapQuery = z.object({
  q: words,
  member: memberCode,
  villages: flag,
  disease: z.enum(DISEASES).optional().catch(undefined),
  cause: z.enum(CAUSES).optional().catch(undefined),
  tier: z.enum(MEASURED_TIERS).optional().catch(undefined),
  on: dayFilter(),
});

export const itemTierQuery = z.object({
  q: words,
  tier: z.enum(MEMBER_TIERS).optional().catch(undefined),
  disease: z
    .enum([...DISEASES, 'any'])
    .optional()
    .catch(undefined),
  unstocked: flag,
  open: z
    .string()
    .regex(/^[\w.-]{1,80}$/)
    .optional()
    .catch(undefined),
  on: dayFilter(),
});

/** `E0032-01:village`: the item and the tier it is to have. */
const PICK = new RegExp(`^([\\w.-]{1,80}):(${MEASURED_TIERS.join('|')})$`);

export const proposalForm = z.object({
  idempotency_key: keyInput(),
  pick: many(z.string().regex(PICK, 'field_choice'), MOST_PICKS),
  reason: textInput(200),
});

/** The item and tier of a pick that the form let through. */
export function readPick(text: string): { itemCode: string; tier: (typeof MEASURED_TIERS)[number] } {
  const [, itemCode = '', tier] = PICK.exec(text) ?? [];
  return { itemCode, tier: tier === 'village' ? 'village' : 'township' };
}
