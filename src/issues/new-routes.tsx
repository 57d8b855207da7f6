/** Writing an issue: by hand or by scanner line after line, or on one short page with a thumb. */
import { NewIssuePage } from '../../views/issues/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { packsInside } from '../tracing/known-queries.ts';
import { isTraceCode } from '../tracing/rules.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { proveWitness } from '../web/witness.ts';
import { type Boxes, codesOfLine, maybeBoxes, withScanned } from './code-entry.ts';
import { type AskedLine, recordIssue } from './commands.ts';
import {
  type EntryItem,
  entryLines,
  type Found,
  findOwn,
  itemsById,
  type TypedLine,
  wardsOf,
} from './entry-queries.ts';
import { draftForm, instantOf, issueForm, type LineInput, newQuery } from './forms.ts';
import { handleQuickScan, showQuick } from './quick-routes.tsx';

export function newIssueRoutes(services: Services): Router {
  const router = createRouter();
  const keepers = requirePermission('issue.record');
  router.get(paths.newIssue(), keepers, (c) => showNew(c, services));
  router.post(paths.issueDraft(), keepers, (c) => handleDraft(c, services));
  router.post(paths.newIssue(), keepers, (c) => handleIssue(c, services));
  router.get(paths.quickIssue(), keepers, (c) => showQuick(c, services, emptyForm()));
  return router;
}

type Lines = Record<string, Partial<LineInput> & { item: string }>;

const typedLines = (lines: Lines | undefined): TypedLine[] =>
  Object.entries(lines ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, { item, packs = '', units = '', lot = '', reason = '', codes = '' }]) => {
      return { itemId: Number(item), packs, units, lot, reason, codes };
    });

interface Shown {
  form: FormState;
  typed: TypedLine[];
  /** What the search found, when there was one. */
  found?: Found;
  q?: string;
  at?: number | null;
}

/** The form's own fields again; lines are numbered anew, so that a dropped one leaves no gap. */
function restated(values: FormState['values'], typed: readonly TypedLine[]): FormState['values'] {
  const kept = Object.entries(values).filter(([name]) => !name.startsWith('line.') && name !== 'q');
  const lines = typed.flatMap((line, index) => [
    [`line.${index}.packs`, [line.packs]],
    [`line.${index}.units`, [line.units]],
    [`line.${index}.lot`, [line.lot]],
    [`line.${index}.reason`, [line.reason]],
    [`line.${index}.codes`, [line.codes]],
  ]);
  return Object.fromEntries([...kept, ...lines]);
}

async function showNew(c: AppContext, services: Services, given?: Shown): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { organisationId } = signedIn(c);
  const now = services.clock.now();
  const shown = given ?? (await fromAddress(c, services));
  const lines = await entryLines(db, organisationId, shown.typed, Math.min(shown.at ?? now, now));
  const form = { ...shown.form, values: restated(shown.form.values, shown.typed) };
  const needsSecond = lines.some((line) => line.item.controlled);
  const page = {
    t,
    lines,
    needsSecond,
    wards: await wardsOf(db, organisationId),
    expiry: await expiryOn(db, dayOf(now)),
    formKey: newFormKey(),
    found: shown.found,
    q: shown.q ?? '',
  };
  return c.render(<NewIssuePage {...page} form={form} />, { title: t.issues.newTitle, active: 'issues' });
}

/** A link from a stock card or a lot brings its item along. */
async function fromAddress(c: AppContext, services: Services): Promise<Shown> {
  const { item: code } = newQuery.parse(c.req.query());
  const form = emptyForm();
  if (code === undefined) return { form, typed: [] };
  const now = services.clock.now();
  const found = await findOwn(services.db.read, signedIn(c).organisationId, code, now);
  return added({ form, typed: [], found, q: code });
}

/** One hit is taken at once: whoever scans wants to scan on. */
function added(shown: Shown, boxes?: Boxes): Shown {
  const [only, ...more] = shown.found?.hits ?? [];
  if (only === undefined || more.length > 0) return shown;
  const { q = '', found: _found, ...rest } = shown;
  const known = isTraceCode(q) ? shown.typed.findIndex((line) => line.itemId === only.item.id) : -1;
  const fresh = { itemId: only.item.id, packs: '', units: '', lot: only.lotKey ?? '', reason: '', codes: '' };
  if (known === -1) return { ...rest, typed: [...shown.typed, withScanned(fresh, q, boxes)] };
  return { ...rest, typed: shown.typed.map((line, index) => (index === known ? withScanned(line, q, boxes) : line)) };
}

async function handleDraft(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, draftForm);
  const state = { values: form.values, errors: {}, formErrors: [] };
  if (form.values.from?.[0] === 'quick') return handleQuickScan(c, services, form.values);
  if (!form.ok) return showNew(c, services, { form: state, typed: [] });
  const { pick, drop, day, time, line } = form.value;
  const q = form.value.scan ?? form.value.q ?? '';
  const now = services.clock.now();
  const at = instantOf(day === '' ? undefined : day, time === '' ? undefined : time, now);
  const moment = at === null || Number.isNaN(at) ? null : at;
  const typed = typedLines(line as Lines | undefined);
  const shown: Shown = { form: state, typed, at: moment };
  if (drop !== undefined)
    return showNew(c, services, { ...shown, typed: typed.filter((_, index) => index !== Number(drop)) });
  if (pick !== undefined) {
    const [item = '', lot = ''] = pick.split(':');
    const next = { itemId: Number(item), packs: '', units: '', lot, reason: '', codes: '' };
    return showNew(c, services, { ...shown, typed: [...typed, next] });
  }
  if (q.trim() === '') return showNew(c, services, shown);
  const db = services.db.read;
  // A box is found by the packs in it
  const inside = isTraceCode(q) ? (await packsInside(db, [q.trim()])).get(q.trim()) : undefined;
  const found = await findOwn(db, signedIn(c).organisationId, inside?.[0] ?? q, Math.min(moment ?? now, now));
  const codes = typed.map((one) => one.codes).join('\n');
  const boxes = isTraceCode(q) ? await packsInside(db, maybeBoxes(codes, q)) : undefined;
  return showNew(c, services, added({ ...shown, found, q }, boxes));
}

interface ReadLines {
  lines: AskedLine[];
  /** What the form calls each line that the command calls `line.0`, `line.1`. */
  names: Map<string, string>;
}

const isEmpty = ({ packs = '', units = '', codes = '' }: LineInput) => `${packs}${units}${codes}`.trim() === '';

/** The lines as the command takes them; the short page has a row for everything, and empty ones are not asked for. */
function readLines(
  given: Record<string, LineInput>,
  items: ReadonlyMap<number, EntryItem>,
  quick: boolean,
): Result<ReadLines> {
  const entries = Object.entries(given).sort(([a], [b]) => Number(a) - Number(b));
  const lines: AskedLine[] = [];
  const names = new Map<string, string>();
  for (const [index, [number, one]] of entries.entries()) {
    if (quick && isEmpty(one)) continue;
    const shape = items.get(Number(one.item))?.shape;
    if (shape === undefined) return refuse('not_found');
    const name = `line.${quick ? number : index}`;
    const read = readQuantity({ packs: one.packs ?? '', units: one.units ?? '' }, shape);
    if (!read.ok) return { ...read, field: name };
    if (read.value === 0) return refuse('quantity_none', {}, name);
    const [locationId = 0, lotId = 0] = (one.lot ?? '').split('-').map(Number);
    const place = one.lot === undefined ? null : { locationId, lotId };
    names.set(`line.${lines.length}`, name);
    const codes = codesOfLine(one.codes, name);
    if (!codes.ok) return codes;
    const [itemId, quantityBase] = [Number(one.item), read.value];
    lines.push({ itemId, quantityBase, place, reason: one.reason ?? '', codes: codes.value });
  }
  return ok({ lines, names });
}

async function handleIssue(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, issueForm);
  const quick = form.values.from?.[0] === 'quick';
  const again = (state: FormState, typed: TypedLine[], at: number | null) =>
    quick ? showQuick(c, services, state) : showNew(c, services, { form: state, typed, at });
  if (!form.ok) {
    c.status(422);
    const kept = draftForm.safeParse(nestedLines(form.values));
    return again(form, typedLines(kept.success ? (kept.data.line as Lines | undefined) : undefined), null);
  }
  const { idempotency_key: key, day, time, line = {}, confirm: codesConfirmed, ...given } = form.value;
  const typed = typedLines(line);
  const occurredAt = instantOf(day, time, services.clock.now());
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 403) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    // Only now there is something to confirm
    const asks: FormState['values'] = refusal.reason === 'trace_prefix_confirm' ? { confirm: [''] } : {};
    return again(refusedForm(c, { ...form.values, ...asks }, refusal), typed, occurredAt);
  };
  const items = await itemsById(
    services.db.read,
    typed.map((one) => one.itemId),
  );
  const read = readLines(line, items, quick);
  if (!read.ok) return refused(read);
  const { lines, names } = read.value;
  const viewer = signedIn(c);
  const witness = await proveWitness(c, services, viewer.organisationPath, given);
  if (!witness.ok) return refused(witness);
  const { purpose, ward = '', patient = '', prescription = '', note = '', taker = '' } = given;
  const input = { purpose, ward, patient, prescription, note, taker, occurredAt, lines, codesConfirmed };
  const done = await recordIssue(services, viewerToActor(viewer), key, input, witness.value);
  if (!done.ok) return refused({ ...done, ...(done.field && { field: names.get(done.field) ?? done.field }) });
  const { number, lines: count } = done.value;
  const words = wordsFor(c).issues;
  const goal = quick ? paths.quickIssue() : paths.issue(number);
  return redirectWith(c, goal, { tone: 'accent', title: words.posted(number, count) });
}

/** The lines out of a refused form's fields, to show them again. */
function nestedLines(values: FormState['values']): { line: Record<string, Record<string, string>> } {
  const line: Record<string, Record<string, string>> = {};
  for (const [name, given] of Object.entries(values)) {
    const [, number, field] = /^line\.(\d{1,12})\.(item|packs|units|lot|reason|codes)$/.exec(name) ?? [];
    if (number === undefined || field === undefined) continue;
    line[number] = { ...line[number], [field]: given[0] ?? '' };
  }
  return { line };
}
