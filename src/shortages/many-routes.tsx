/** One answer for many requests: chosen on the desk, answered on one page, told line by line. */
import { refusalText } from '../../views/i18n/index.ts';
import { ManyAccountPage } from '../../views/shortages/many-account.tsx';
import { ManyPage } from '../../views/shortages/many-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { needsOf } from './desk-item-queries.ts';
import { type ManyForm, manyForm } from './forms.ts';
import { answerMany, type RefusedLine } from './many-commands.ts';
import { answerable, lastAnswersOf, manyOffers } from './many-queries.ts';
import { type ManyInput, type ManyLine, MOST_AT_ONCE } from './many-rules.ts';
import { typedQuantity } from './quantities.ts';
import { refusalHere } from './refusals.ts';
import { itemByCode, type ShortageRecord, shortagesByNumbers } from './shortage-queries.ts';

const NUMBER = /^QY-\d{8}-\d{4,9}$/;

/** Numbers that were asked for, each once, no more than are answered at once. */
function numbersOf(given: readonly string[]): string[] {
  return [...new Set(given.filter((number) => NUMBER.test(number)))].slice(0, MOST_AT_ONCE);
}

/** The requests of the address: chosen one by one, or all that is open of one item. */
async function chosenOf(c: AppContext, services: Services): Promise<ShortageRecord[]> {
  const db = services.db.read;
  const code = c.req.query('item');
  if (code === undefined) return shortagesByNumbers(db, numbersOf(c.req.queries('number') ?? []), '/');
  const item = await itemByCode(db, code);
  if (item === undefined) throw new WebError(404, 'notFound');
  const needs = await needsOf(db, item.id, dayOf(services.clock.now()));
  return shortagesByNumbers(db, numbersOf(needs.map((need) => need.number)), '/');
}

async function showMany(
  c: AppContext,
  services: Services,
  records: readonly ShortageRecord[],
  form: FormState,
): Promise<Response> {
  const viewer = signedIn(c);
  const hub = await headOrganisation(services.db.read);
  if (viewer.scopePath !== '/' || hub === undefined) throw new WebError(404, 'notFound');
  const t = wordsFor(c);
  const now = services.clock.now();
  const lines = records.map((record) => ({ record, answerable: answerable(record, viewer.userId) }));
  const open = lines.filter((line) => line.answerable === 'yes').map((line) => line.record);
  const offers = await manyOffers(services.db.read, open, hub.id, now);
  const mayAnswer = may(viewer.roles, 'shortage.answer');
  const props = { t, now, today: dayOf(now), lines, offers, form, formKey: newFormKey(), mayAnswer };
  return c.render(<ManyPage {...props} />, { title: t.parts.many.title, active: 'shortages' });
}

/** The requests that a posted form speaks of, also one that makes no sense. */
function recordsTyped(services: Services, values: Record<string, string[]>): Promise<ShortageRecord[]> {
  const typed = Object.entries(values).flatMap(([name, given]) => (/^line\.\d+\.number$/.test(name) ? given : []));
  return shortagesByNumbers(services.db.read, numbersOf(typed), '/');
}

async function readLines(
  services: Services,
  form: ManyForm,
  records: readonly ShortageRecord[],
): Promise<Result<ManyLine[]>> {
  const { way, item: code } = form.answer;
  const other = way === 'substitute' ? await itemByCode(services.db.read, code) : undefined;
  const lines: ManyLine[] = [];
  for (const [id, { pick, quantity, itemPacks, ...line }] of Object.entries(form.line)) {
    if (!pick) continue;
    const record = records.find((one) => one.document.number === line.number);
    const read = typedQuantity(quantity, record?.item ?? undefined, `line.${id}.quantity`);
    if (!read.ok) return read;
    lines.push({ ...line, quantityBase: read.value, itemBase: (itemPacks ?? 0) * (other?.packSize ?? 0) });
  }
  return ok(lines);
}

const named = (typed: string) => (typed === '' ? null : typed);

/** What was typed, with a sentence at each request that stood in the way; who was overtaken is left out of the rest. */
function refusedLines(
  c: AppContext,
  values: Record<string, string[]>,
  refused: readonly RefusedLine[],
  records: readonly ShortageRecord[],
): FormState {
  const t = wordsFor(c);
  const state = refusedForm(c, values, refuse('many_refused', { count: refused.length }));
  for (const { number, refusal } of refused) {
    const record = records.find((one) => one.document.number === number);
    if (record === undefined) continue;
    const { id } = record.document;
    const told: Refusal = refusalHere(t, refusal, 'part', record);
    state.errors[`line.${id}.quantity`] = `${number} ${refusalText(t, told)}`;
    if (refusal.reason === 'stale') delete state.values[`line.${id}.pick`];
  }
  return state;
}

async function answer(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, manyForm);
  const records = await recordsTyped(services, form.values);
  if (!form.ok) {
    c.status(422);
    return showMany(c, services, records, form);
  }
  const refused = (refusal: Refusal) => {
    c.status(statusOf(refusal));
    return showMany(c, services, records, refusedForm(c, form.values, refusal));
  };
  const lines = await readLines(services, form.value, records);
  if (!lines.ok) return refused(lines);
  const { way, dueOn, order, item, from, note } = form.value.answer;
  const names = { order: named(order), itemCode: named(item), from: named(from) };
  const input: ManyInput = { way, dueOn: dueOn ?? null, ...names, note, lines: lines.value };
  const actor = viewerToActor(signedIn(c));
  const { answer: given, refused: stood } = await answerMany(services, actor, form.value.idempotency_key, input);
  if (given.ok) {
    const words = wordsFor(c);
    const numbers = given.value.lines.map((line) => line.number);
    const title = given.repeated ? words.shortages.repeated : words.parts.many.done(numbers.length);
    return redirectWith(c, paths.shortageAnswered(numbers), { tone: 'accent', title });
  }
  if (given.reason === 'forbidden') throw refusalError(c, given);
  if (stood.length === 0) return refused(given);
  c.status(statusOf(given) === 409 ? 409 : 422);
  const fresh = await recordsTyped(services, form.values);
  return showMany(c, services, fresh, refusedLines(c, form.values, stood, fresh));
}

async function showAccount(c: AppContext, services: Services): Promise<Response> {
  if (signedIn(c).scopePath !== '/') throw new WebError(404, 'notFound');
  const db = services.db.read;
  const records = await shortagesByNumbers(db, numbersOf((c.req.query('of') ?? '').split('.')), '/');
  const last = await lastAnswersOf(
    db,
    records.map((record) => record.document.id),
  );
  const lines = records.map((record) => ({ record, act: last.get(record.document.id) }));
  const t = wordsFor(c);
  const page = <ManyAccountPage t={t} now={services.clock.now()} lines={lines} />;
  return c.render(page, { title: t.parts.many.accountTitle, active: 'shortages' });
}

export function manyRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  router.get(paths.shortageAnswering(), reading, async (c) =>
    showMany(c, services, await chosenOf(c, services), emptyForm()),
  );
  router.post(paths.shortageAnswering(), requirePermission('shortage.answer'), (c) => answer(c, services));
  router.get('/shortage-desk/answered', reading, (c) => showAccount(c, services));
  return router;
}
