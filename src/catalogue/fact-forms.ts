/** What the pages of dated facts send, and how their fields become a value as it is stored. */
import { z } from 'zod';
import { dayInput, keyInput, many, optionalText, textInput } from '../web/inputs.ts';
import { EDITIONS, type FactType, UNRECORDED } from './facts.ts';

/** Editions of the essential list that may be chosen; △ needs a specialist's guidance. */
export const EDITION_CHOICES: readonly string[] = EDITIONS.flatMap(({ year }) => [year, `${year}△`]);

const valueFields = {
  value: many(z.string().max(60), 5),
  batch: optionalText(40),
  unit: optionalText(12),
  route: optionalText(12),
  year: optionalText(4),
};

export const factForm = z.object({
  idempotency_key: keyInput(),
  ...valueFields,
  effectiveFrom: dayInput(),
  legalBasis: textInput(200),
});

export const correctionForm = z.object({
  idempotency_key: keyInput(),
  ...valueFields,
  legalBasis: textInput(200),
  reason: textInput(200),
});

export const keyForm = z.object({ idempotency_key: keyInput() });

type ValueFields = Pick<z.infer<typeof factForm>, 'value' | 'batch' | 'unit' | 'route' | 'year'>;

/** The value that the fields tell; `readFact` judges it. */
export function factValue(type: FactType, fields: ValueFields): string {
  const [first = ''] = fields.value.map((each) => each.trim());
  if (type === 'chronic') return fields.value.length === 0 ? UNRECORDED.chronic : fields.value.join(',');
  if (type === 'vbp') return first === UNRECORDED.vbp ? first : `${first}:${fields.batch ?? ''}`;
  if (type !== 'ddd') return first;
  return first === '' ? UNRECORDED.ddd : [first, fields.unit, fields.route, fields.year].join(' ');
}
