/** The kinds of field that forms are made of: text that is trimmed, whole numbers, yuan, days, keys, files. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { readYuan } from '../kernel/money.ts';

/** ０１２ and ．become 012 and . — Chinese input methods type them. */
function halfWidth(text: string): string {
  return text.replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** Control characters but tab and line ends, and the marks that turn the direction of writing. */
const CONTROL = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;

/** Text that must be given, trimmed, at most `max` characters; invisible control characters are refused. */
export function textInput(max: number) {
  return z
    .string({ error: 'field_required' })
    .refine((text) => !CONTROL.test(text), { error: 'field_control_characters' })
    .trim()
    .normalize()
    .min(1, 'field_required')
    .max(max);
}

/** Text that may be left out; nothing typed is undefined. */
export function optionalText(max: number) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    textInput(max).optional(),
  );
}

/** A whole number from `min` to `max`. Fractions, letters and numbers too long to hold are refused. */
export function wholeNumber(min: number, max: number) {
  return z
    .string({ error: 'field_required' })
    .transform((text) => halfWidth(text.trim()).replaceAll(',', ''))
    .pipe(
      z
        .string()
        .min(1, 'field_required')
        .regex(/^-?\d{1,15}$/, 'field_number'),
    )
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));
}

/** A whole number that may be left out: undefined then. */
export function optionalWholeNumber(min: number, max: number) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    wholeNumber(min, max).optional(),
  );
}

/** Yuan with at most two decimals, as fen; a minus takes away. */
export function yuanInput() {
  return z
    .string({ error: 'field_required' })
    .trim()
    .min(1, 'field_required')
    .transform((text, context) => {
      const fen = readYuan(text);
      if (fen.ok) return fen.value;
      context.addIssue({ code: 'custom', message: 'field_yuan' });
      return z.NEVER;
    });
}

/** Yuan that may be left out, as fen; nothing typed is null. */
export function optionalYuan() {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    yuanInput()
      .optional()
      .transform((fen) => fen ?? null),
  );
}

/** A real day `YYYY-MM-DD`. */
export function dayInput() {
  return z.string({ error: 'field_required' }).trim().min(1, 'field_required').refine(isDay, { error: 'field_day' });
}

/** A day in an address; nonsense is none. */
export function dayFilter() {
  return z.string().refine(isDay).optional().catch(undefined);
}

/** A check box: true when it was ticked. */
export function flagInput() {
  return z.preprocess((typed) => typed !== undefined && typed !== '' && typed !== '0', z.boolean());
}

/** The hidden number of a submission, made when the form was rendered. */
export function keyInput() {
  return z.string({ error: 'field_required' }).regex(/^[\w-]{8,64}$/, 'field_wrong');
}

/** What a form sends that acts on a record as its page showed it: the version tells whether it has moved on. */
export function seenInputs() {
  return { idempotency_key: keyInput(), version: wholeNumber(1, 1_000_000_000) };
}

/** A field that may come several times: none, one or many become an array. */
export function many<S extends z.ZodType>(schema: S, max: number) {
  return z.preprocess(
    (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
    z.array(schema).max(max),
  );
}

/** A chosen file that is not empty. */
export function fileInput() {
  return z.instanceof(File, { error: 'field_file' }).refine((file) => file.size > 0, { error: 'field_file' });
}

/** A file that may be left out: browsers send one that was not chosen as an empty one. */
export function optionalFile() {
  return z.preprocess((sent) => (sent instanceof File && sent.size > 0 ? sent : undefined), fileInput().optional());
}
