/** What the pages of papers send: a layout column by column, prints, and a number with its code. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  dayInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  optionalWholeNumber,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { KINDS, kindRules, LONGEST_FOOTER, LONGEST_TITLE, type PaperKind, type PaperLayout } from './rules.ts';

const size = z.enum(['a4', 'a5', '241'], { error: 'field_choice' });
const placeInput = () => z.string({ error: 'field_required' }).regex(/^[A-Z0-9]{1,20}$/, 'field_wrong');

export const placeQuery = z.object({ place: placeInput().optional().catch(undefined) });

export const printForm = z.object({ idempotency_key: keyInput(), size });
export const printsForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(KINDS as [PaperKind, ...PaperKind[]], { error: 'field_choice' }),
  number: many(z.string().max(40), 200),
  size: size.optional().catch(undefined),
});

export const checkForm = z.object({ number: textInput(40), code: textInput(40) });

/** The form of a layout; the key and the day are not asked for by the preview. */
export function layoutForm(kind: PaperKind) {
  const keys = kindRules(kind).columns.map(({ key }) => key);
  const each = <S extends z.ZodType>(field: S) => z.object(Object.fromEntries(keys.map((key) => [key, field])));
  return z.object({
    place: placeInput(),
    size,
    title: textInput(LONGEST_TITLE),
    at: each(optionalWholeNumber(1, 99)).default({}),
    width: each(optionalWholeNumber(1, 300)).default({}),
    signatures: optionalText(200),
    footer: optionalText(LONGEST_FOOTER),
    logo: z.instanceof(File).optional().catch(undefined),
    noLogo: flagInput(),
  });
}

export const savingInputs = z.object({
  idempotency_key: keyInput(),
  seen: wholeNumber(0, 1_000_000),
  effectiveFrom: dayInput(),
  reason: textInput(200),
});

export const restorationForm = z.object({
  idempotency_key: keyInput(),
  place: placeInput(),
  seen: wholeNumber(0, 1_000_000),
  version: wholeNumber(0, 1_000_000),
});

type Typed = z.infer<ReturnType<typeof layoutForm>>;

/** The layout that was typed. Refuses two columns in one place, and a column without a width. */
export function typedLayout(kind: PaperKind, typed: Typed, logoId: number | null): Result<PaperLayout> {
  const at = typed.at as Record<string, number | undefined>;
  const width = typed.width as Record<string, number | undefined>;
  const chosen = kindRules(kind).columns.flatMap(({ key }) => (at[key] === undefined ? [] : [{ key, at: at[key] }]));
  const twice = chosen.find((one, index) => chosen.findIndex((other) => other.at === one.at) < index);
  if (twice !== undefined) return refuse('layout_order_twice', { at: twice.at }, `at.${twice.key}`);
  const bare = chosen.find(({ key }) => width[key] === undefined);
  if (bare !== undefined) return refuse('field_required', {}, `width.${bare.key}`);
  const columns = [...chosen].sort((a, b) => a.at - b.at).map(({ key }) => ({ key, width: width[key] ?? 0 }));
  const signatures = (typed.signatures ?? '')
    .split(/[\n、,，]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const { size, title, footer = '' } = typed;
  return ok({ size, title, columns, signatures, footer, logoId: typed.noLogo ? null : logoId });
}
