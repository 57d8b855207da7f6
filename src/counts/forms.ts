/** What the pages of counting send. */
import { z } from 'zod';
import { isDay, startOfDay } from '../kernel/clock.ts';
import { dayInput, flagInput, keyInput, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { ABC, COUNT_SCOPES, REASON_CODES } from './rules.ts';

export const listQuery = z.object({
  tab: z.enum(['open', 'closed', 'all']).catch('open'),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const linesQuery = z.object({
  tab: z.enum(['open', 'recount', 'counted', 'differing', 'all']).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  page: z.string().max(6).optional().catch(undefined),
  /** One line alone, by its number. */
  line: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  scan: z.string().max(400).optional().catch(undefined),
});

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTE_MS = 60_000;

/** A day and a time as two fields; both empty is now (null). */
const moment = {
  day: z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    z.string().refine(isDay, 'field_day').optional(),
  ),
  time: z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    z.string().regex(HOURS, 'field_time').optional(),
  ),
};

/** UTC ms of a typed day and time in Asia/Shanghai; a time alone is of `today`; null when neither was typed. */
export function momentOf(typed: { day?: string | undefined; time?: string | undefined }, today: string): number | null {
  if (typed.day === undefined && typed.time === undefined) return null;
  const [hours = 0, minutes = 0] = (typed.time ?? '00:00').split(':').map(Number);
  return startOfDay(typed.day ?? today) + (hours * 60 + minutes) * MINUTE_MS;
}

const chosen = z.preprocess(
  (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
  z.string().max(60).optional(),
);

const scopeFields = {
  organisation: textInput(40),
  title: textInput(60),
  scope: z.enum(COUNT_SCOPES, { error: 'field_choice' }),
  store: z.preprocess((typed) => (typed === '' ? undefined : typed), wholeNumber(1, 1_000_000_000_000).optional()),
  zone: chosen,
  kind: chosen,
  controlClass: chosen,
  highAlert: flagInput(),
  abc: z.preprocess((typed) => (typed === '' ? undefined : typed), z.enum(ABC).optional()),
  items: optionalText(2000),
  size: z.preprocess((typed) => (typed === '' ? undefined : typed), wholeNumber(1, 2000).optional()),
};

const scoped = z.object(scopeFields);
type Scoped = z.infer<typeof scoped>;

const needed = (missing: boolean, path: string, context: z.RefinementCtx) => {
  if (missing) context.addIssue({ code: 'custom', message: 'count_scope_missing', path: [path] });
};

/** A scope that says nothing of its kind would be the whole store by mistake. */
function checkScope(given: Scoped, context: z.RefinementCtx): void {
  const { scope } = given;
  needed(scope === 'store' && given.store === undefined, 'store', context);
  needed(scope === 'zone' && given.zone === undefined, 'zone', context);
  const classes = [given.kind, given.controlClass, given.abc].some((one) => one !== undefined) || given.highAlert;
  needed(scope === 'class' && !classes, 'scope', context);
  needed(scope === 'items' && given.items === undefined, 'items', context);
  needed(scope === 'random' && given.size === undefined, 'size', context);
  needed(scope === 'cycle' && given.abc === undefined, 'abc', context);
}

/** What the fields mean: only those that belong to the kind of scope narrow it; a store narrows each. */
export function detailOf(given: Scoped) {
  const { scope, store, zone, kind, controlClass, highAlert, abc, items, size } = given;
  const classes = {
    ...(kind !== undefined && { kind }),
    ...(controlClass !== undefined && { controlClass }),
    ...(highAlert && { highAlert }),
    ...(abc !== undefined && { abc }),
  };
  return {
    ...(store !== undefined && { storeId: store }),
    ...(scope === 'zone' && zone !== undefined && { zone }),
    ...((scope === 'class' || scope === 'random') && classes),
    ...(scope === 'cycle' && abc !== undefined && { abc }),
    ...(scope === 'random' && size !== undefined && { size }),
    ...(scope === 'items' && { itemCodes: (items ?? '').split(/[\s,，、;；]+/).filter((code) => code !== '') }),
  };
}

export const countForm = z
  .object({ idempotency_key: keyInput(), ...scopeFields, ...moment, open: flagInput() })
  .superRefine(checkScope);

export const planForm = z
  .object({
    idempotency_key: keyInput(),
    ...scopeFields,
    everyDays: wholeNumber(1, 366),
    eachShift: flagInput(),
    nextOn: dayInput(),
  })
  .superRefine(checkScope);

const boxes = z.object({ packs: z.string().max(20).optional(), units: z.string().max(20).optional() });

export const findingsForm = z.object({
  idempotency_key: keyInput(),
  ...moment,
  line: z.record(z.string().regex(/^\d{1,15}$/), boxes).default({}),
});

export const foundForm = z.object({
  idempotency_key: keyInput(),
  item: textInput(60),
  lotNumber: textInput(40),
  expiresOn: dayInput(),
  store: wholeNumber(1, 1_000_000_000_000),
  quantity: boxes.default({}),
});

export const foundQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  item: z.string().max(60).optional().catch(undefined),
  lot: z.string().max(40).optional().catch(undefined),
  expires: z.string().max(10).optional().catch(undefined),
});

const reasonCode = z.preprocess((typed) => typed ?? '', z.union([z.literal(''), z.enum(REASON_CODES)]));

export const submitForm = z.object({
  ...seenInputs(),
  reason: z.record(z.string().regex(/^\d{1,15}$/), z.object({ code: reasonCode, text: optionalText(200) })).default({}),
});

export const keyForm = z.object({ idempotency_key: keyInput() });
const second = { witness: z.string().max(64).optional(), witnessPassword: z.string().max(200).optional() };
export const reasonForm = z.object({ ...seenInputs(), reason: textInput(200), ...second });
export const approveForm = z.object({ ...seenInputs(), ...second });
