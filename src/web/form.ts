/** Reads a posted form: size and type first, then the schema; what was typed is kept for showing it again. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { refusalText, type Words } from '../../views/i18n/index.ts';
import type { Refusal, RefusalDetail } from '../kernel/result.ts';
import { wordsFor } from './preferences.ts';
import type { AppContext } from './router.ts';
import { WebError } from './web-error.ts';

/** What a form page needs to show a form, new or refused. */
export interface FormState {
  /** Each field's typed values, in order. Empty for a new form. */
  values: Record<string, string[]>;
  /** A sentence for each wrong field, in the reader's language. */
  errors: Record<string, string>;
  /** Sentences about the whole form. */
  formErrors: string[];
  /** Sets the ids of its fields apart where a page has two forms with fields of one name. */
  scope?: string;
}

export type FormResult<T> = { ok: true; value: T; values: Record<string, string[]> } | ({ ok: false } & FormState);

interface FormOptions {
  /** Largest body in bytes; 256 KiB unless said otherwise. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 256 * 1024;

/** A form nobody has filled in yet. */
export function emptyForm(): FormState {
  return { values: {}, errors: {}, formErrors: [] };
}

/** The number of a submission, for the form's hidden key: a new one each time a form is rendered. */
export function newFormKey(): string {
  return randomUUID();
}

/**
 * The checked value, or a sentence for each wrong field. Names with dots become nested: `line.12.packs`.
 * Fields that the schema does not name are ignored. Throws WebError 413 and 415.
 */
export async function readForm<S extends z.ZodType>(
  c: AppContext,
  schema: S,
  options: FormOptions = {},
): Promise<FormResult<z.infer<S>>> {
  const data = await readBody(c, options.maxBytes ?? DEFAULT_MAX_BYTES);
  const values: Record<string, string[]> = Object.create(null);
  const entries = new Map<string, (string | File)[]>();
  for (const [name, entry] of data.entries()) {
    const typed = entry as string | File;
    // Pushed, not copied: one name sent a hundred thousand times would keep everybody waiting
    const given = entries.get(name);
    if (given === undefined) entries.set(name, [typed]);
    else given.push(typed);
    if (typeof typed !== 'string') continue;
    // Pages that show a form again look things up by what was typed: no database takes U+0000
    const shown = typed.replaceAll('\u0000', '');
    const kept = values[name];
    if (kept === undefined) values[name] = [shown];
    else kept.push(shown);
  }
  const parsed = schema.safeParse(nested(entries));
  const unkeepable = nulErrors(wordsFor(c), entries);
  if (parsed.success && Object.keys(unkeepable).length === 0) return { ok: true, value: parsed.data, values };
  const errors = parsed.success ? {} : fieldErrors(wordsFor(c), parsed.error);
  return { ok: false, values, errors: { ...errors, ...unkeepable }, formErrors: [] };
}

/** U+0000 is in no keyboard and PostgreSQL cannot keep it: refused in every field, named in a schema or not. */
function nulErrors(words: Words, entries: Map<string, (string | File)[]>): Record<string, string> {
  const holdsNul = (typed: string | File) => (typeof typed === 'string' ? typed : typed.name).includes('\u0000');
  const wrong = [...entries].filter(([, given]) => given.some(holdsNul));
  const text = refusalText(words, { reason: 'field_control_characters', detail: {} });
  return Object.fromEntries(wrong.map(([name]) => [name, text]));
}

/** A command's refusal as a form state: at its field when it names one, above the form otherwise. */
export function refusedForm(c: AppContext, values: Record<string, string[]>, refusal: Refusal): FormState {
  const text = refusalText(wordsFor(c), refusal);
  const { field } = refusal;
  const state: FormState = { values, errors: field === undefined ? {} : { [field]: text }, formErrors: [] };
  if (field === undefined) state.formErrors.push(text);
  c.set('refused', state);
  return state;
}

async function readBody(c: AppContext, maxBytes: number): Promise<FormData | URLSearchParams> {
  const type = c.req.header('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw new WebError(415, 'wrongType');
  const body = await readBytes(c, maxBytes);
  if (!/^multipart/i.test(type)) return new URLSearchParams(body.toString());
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new WebError(415, 'wrongType');
  }
}

async function readBytes(c: AppContext, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const announced = c.req.header('content-length');
  if (Number(announced ?? 0) > maxBytes) throw new WebError(413, 'tooLarge');
  if (announced !== undefined) {
    // The server takes no more than was announced: read at once, which spares the stream
    const body = Buffer.from(await c.req.raw.arrayBuffer());
    if (body.length > maxBytes) throw new WebError(413, 'tooLarge');
    return body;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted while it arrives: a chunked body has no length to trust
  const reader = c.req.raw.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new WebError(413, 'tooLarge');
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

function nested(entries: Map<string, (string | File)[]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, given] of entries) {
    const steps = name.split('.');
    if (steps.some((step) => step === '' || FORBIDDEN.has(step))) continue;
    let place = root;
    for (const step of steps.slice(0, -1)) {
      const inner = place[step];
      place[step] = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
      place = place[step] as Record<string, unknown>;
    }
    place[steps.at(-1) ?? name] = given.length === 1 ? given[0] : given;
  }
  return root;
}

function fieldErrors(words: Words, error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = issue.path.join('.');
    if (errors[name] === undefined) errors[name] = refusalText(words, reasonOf(words, issue));
  }
  return errors;
}

/** A schema's own message is a reason code of the dictionaries; otherwise the kind of the issue decides. */
function reasonOf(words: Words, issue: z.core.$ZodIssue): { reason: string; detail: RefusalDetail } {
  const detail = detailOf(issue);
  if (Object.hasOwn(words.refusals, issue.message)) return { reason: issue.message, detail };
  return { reason: reasonByKind(issue), detail };
}

function reasonByKind(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'field_required' : 'field_wrong';
    case 'invalid_value':
    case 'invalid_union':
      return 'field_choice';
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? 'field_required' : 'field_too_short';
      return issue.origin === 'array' ? 'field_too_few' : 'field_too_small';
    case 'too_big':
      if (issue.origin === 'string') return 'field_too_long';
      return issue.origin === 'array' ? 'field_too_many' : 'field_too_large';
    default:
      return 'field_wrong';
  }
}

function detailOf(issue: z.core.$ZodIssue): RefusalDetail {
  const detail: RefusalDetail = {};
  if (issue.code === 'too_small') detail.minimum = Number(issue.minimum);
  if (issue.code === 'too_big') detail.maximum = Number(issue.maximum);
  if (issue.code === 'custom') {
    for (const [key, value] of Object.entries(issue.params ?? {})) {
      if (['string', 'number', 'boolean'].includes(typeof value)) detail[key] = value as string | number | boolean;
    }
  }
  return detail;
}
