/** What the pages send that keep items by hand. */
import { z } from 'zod';
import { readPrice } from '../kernel/money.ts';
import { flagInput, keyInput, optionalText, optionalWholeNumber, textInput, wholeNumber } from '../web/inputs.ts';
import { LARGEST_PACK, type NewItemWords } from './edit-rules.ts';
import { CODE_TYPES, CONTROL_CLASSES, ITEM_KINDS, STORAGE_ZONES } from './item.ts';
import { CONSUMABLE_GRADES, ROUTES } from './levels.ts';

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

/** Where a new item hangs; nonsense in an address is no place. */
export const underQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  kind: z.enum(ITEM_KINDS).optional().catch(undefined),
  concept: id,
  specification: id,
  product: id,
});

/** A price of a pack in yuan; nothing typed is no price. */
const priceInput = z
  .string()
  .max(20)
  .optional()
  .transform((text, context) => {
    if (text === undefined || text.trim() === '') return 0;
    const read = readPrice(text.normalize('NFKC').trim().replaceAll(',', ''));
    if (read.ok) return read.value;
    context.addIssue({ code: 'custom', message: read.reason });
    return z.NEVER;
  });

const text = (max: number) => optionalText(max).transform((typed) => typed ?? '');

/** Names parted by commas, each once. */
const aliasesInput = text(400).transform((typed) => [
  ...new Set(
    typed
      .split(/[,，;；、]/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
]);

const conceptFields = {
  genericName: textInput(100),
  form: text(40),
  route: z.enum(ROUTES).catch('other'),
  aliases: aliasesInput,
  therapeuticClass: text(60),
  consumableGrade: z.enum(CONSUMABLE_GRADES).nullable().catch(null),
};
const specificationFields = { strength: textInput(80), baseUnit: textInput(12), weighed: flagInput() };
const productFields = {
  manufacturer: text(100),
  holder: text(100),
  brand: text(60),
  approvalNumber: text(60),
  origin: text(40),
  grade: text(40),
  standard: text(80),
  retestMonths: optionalWholeNumber(1, 120).transform((months) => months ?? null),
};
const packFields = { packUnit: textInput(12), packSize: wholeNumber(1, LARGEST_PACK), pricePack: priceInput };

/** Thousandths, for what is weighed in grams. */
const scaleOf = (weighed: boolean) => (weighed ? 1000 : 1);

const seen = z.string().regex(/^[0-9a-f]{20}$/, 'field_wrong');
const target = { idempotency_key: keyInput(), seen };

export const conceptForm = z.object({ ...target, ...conceptFields });
export const specificationForm = z
  .object({ ...target, ...specificationFields })
  .transform(({ weighed, ...rest }) => ({ ...rest, scale: scaleOf(weighed) }));
export const productForm = z.object({ ...target, ...productFields });
/** The size of a pack that has history is not asked for. */
export const packForm = z.object({ ...target, ...packFields, packSize: optionalWholeNumber(1, LARGEST_PACK) });
/** The other generic by the code of one of its items; nonsense in an address is none. */
export const mergeQuery = z.object({ into: z.string().trim().min(1).max(40).optional().catch(undefined) });
export const mergeForm = z.object({ ...target, into: textInput(40) });
export const keyOnlyForm = z.object({ idempotency_key: keyInput() });
export const reasonForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });

export const codeForm = z.object({
  idempotency_key: keyInput(),
  type: z.enum(CODE_TYPES),
  value: textInput(80),
  validFrom: text(10),
  validTo: text(10),
  source: text(100),
});
export const codeEndForm = z.object({
  idempotency_key: keyInput(),
  type: z.enum(CODE_TYPES),
  value: textInput(80),
  validFrom: text(10),
  validTo: textInput(10),
});

const factFields = {
  storageZone: z.enum(STORAGE_ZONES),
  controlClass: z.enum(CONTROL_CLASSES).catch('none'),
  essential: flagInput(),
  countyTier: flagInput(),
  townshipTier: flagInput(),
  villageTier: flagInput(),
};
const itemFields = { idempotency_key: keyInput(), code: textInput(30), ...packFields, ...factFields };

/** Levels above that are there already are not asked for. */
const PARTS = {
  none: z.object({
    ...itemFields,
    kind: z.enum(ITEM_KINDS),
    ...conceptFields,
    ...specificationFields,
    ...productFields,
  }),
  concept: z.object({ ...itemFields, ...specificationFields, ...productFields }),
  specification: z.object({ ...itemFields, ...productFields }),
  product: z.object(itemFields),
} as const;
type Under = keyof typeof PARTS;

type ItemFields = { idempotency_key: string } & Partial<NewItemWords & { weighed: boolean }>;

/** Which of the levels above the form names as there already. */
function underOf(named: z.infer<typeof underQuery>): Under {
  if (named.product !== undefined) return 'product';
  if (named.specification !== undefined) return 'specification';
  return named.concept === undefined ? 'none' : 'concept';
}

/** A new item: the fields depend on what it is put under. */
export const newItemForm = z.unknown().transform((given, context): ItemFields => {
  const place = underQuery.safeParse(given);
  const schema: z.ZodType<ItemFields> = PARTS[place.success ? underOf(place.data) : 'none'];
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});

/** Every word of a new item: those that were not asked for are empty, and the rows that were chosen replace them. */
export function wordsOf(fields: Partial<NewItemWords & { weighed: boolean }>): NewItemWords {
  const { weighed = false, ...given } = fields;
  return {
    kind: 'drug',
    genericName: '',
    aliases: [],
    form: '',
    route: 'other',
    therapeuticClass: '',
    consumableGrade: null,
    strength: '',
    baseUnit: '',
    manufacturer: '',
    holder: '',
    brand: '',
    approvalNumber: '',
    origin: '',
    grade: '',
    standard: '',
    retestMonths: null,
    code: '',
    packUnit: '',
    packSize: 0,
    pricePack: 0,
    storageZone: 'room',
    controlClass: 'none',
    essential: false,
    countyTier: false,
    townshipTier: false,
    villageTier: false,
    ...given,
    scale: scaleOf(weighed),
  };
}
