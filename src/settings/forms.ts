/** What the rules' pages send: a field for each part of a rule's value. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { dayInput, keyInput, textInput, wholeNumber } from '../web/inputs.ts';
import { type KeptRule, type NumberShape, type PartShape, SHAPES } from './shapes.ts';

const MOST_OF_SHARE = 100;

/** An address with a wrong filter shows the list without it. */
export const rulesQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  day: z.string().refine(isDay).optional().catch(undefined),
});

/** Points with at most a half, kept as half points. */
function pointsInput(part: NumberShape) {
  return z
    .string({ error: 'field_required' })
    .transform((typed) => typed.normalize('NFKC').trim())
    .pipe(
      z
        .string()
        .min(1, 'field_required')
        .regex(/^\d{1,3}(\.[05])?$/, 'rule_half_points'),
    )
    .transform((typed) => Number(typed) * 2)
    .pipe(z.number().int().min(part.min).max(part.max, 'rule_half_points'));
}

function partInput(part: PartShape): z.ZodType {
  if (part.kind === 'share') {
    return z.object({ of: wholeNumber(1, MOST_OF_SHARE), outOf: wholeNumber(1, MOST_OF_SHARE) });
  }
  if (part.kind === 'choice') return z.enum([...part.choices], { error: 'field_choice' });
  return part.unit === 'points' ? pointsInput(part) : wholeNumber(part.min, part.max);
}

/** The form of a later value of this rule. */
export function valueForm(code: KeptRule) {
  const parts = SHAPES[code].map((part) => [part.name, partInput(part)] as const);
  return z.object({
    idempotency_key: keyInput(),
    effectiveFrom: dayInput(),
    legalBasis: textInput(300),
    value: z.object(Object.fromEntries(parts)),
  });
}

export const withdrawalForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });
