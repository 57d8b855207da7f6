/** One requisition: the draft with its search, the record with its traces, and what may be done with either. */
import { RequisitionEditPage } from '../../views/requisitions/edit-page.tsx';
import { RequisitionPage } from '../../views/requisitions/record-page.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { searchItems } from '../catalogue/queries.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { typedBase } from '../kernel/typed-quantity.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { roundOn } from './calendar-rules.ts';
import {
  closeLine,
  type ReasonInput,
  returnRequisition,
  saveRequisition,
  submitRequisition,
  withdrawRequisition,
} from './commands.ts';
import { demandTrace } from './demand-queries.ts';
import { type LinesForm, linesForm, reasonForm, restForm } from './forms.ts';
import { COVER_DAYS, type LineAsk } from './line-commands.ts';
import { needItems } from './need-queries.ts';
import { calendarOf, type RequisitionRecord, requisitionByNumber, requisitionLines } from './record-queries.ts';
import { proposalFor, shownState, whyNotRequested } from './rules.ts';

const NUMBER = ':number{QL-[0-9-]{1,20}}';
const FOUND = 12;

export function draftRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('demand.read', 'requisition.make');
  router.get(`/requisitions/${NUMBER}`, readers, (c) => show(c, services, emptyForm()));
  router.post(`/requisitions/${NUMBER}/lines`, requirePermission('requisition.make'), (c) => handleLines(c, services));
  const ending = (run: typeof withdrawRequisition, said: 'withdrawn' | 'returned') => (c: AppContext) =>
    handleReason(c, services, { schema: reasonForm, run, done: wordsFor(c).demand.record[said] });
  const makers = requirePermission('requisition.make');
  const hub = requirePermission('shortage.answer', 'plan.make');
  router.post(`/requisitions/${NUMBER}/withdrawal`, makers, ending(withdrawRequisition, 'withdrawn'));
  router.post(`/requisitions/${NUMBER}/return`, hub, ending(returnRequisition, 'returned'));
  router.post(
    `/requisitions/${NUMBER}/rest`,
    requirePermission('requisition.make', 'shortage.answer', 'plan.make'),
    (c) => handleRest(c, services),
  );
  return router;
}

async function recordOf(c: AppContext, services: Services): Promise<RequisitionRecord> {
  const number = c.req.param('number') ?? '';
  const record = await requisitionByNumber(services.db.read, number, signedIn(c).scopePath);
  if (record === undefined) throw new WebError(404, 'notFound');
  return record;
}

async function show(c: AppContext, services: Services, form: FormState) {
  const record = await recordOf(c, services);
  const { status } = record.document;
  const mayEdit = may(signedIn(c).roles, 'requisition.make') && (status === 'draft' || status === 'returned');
  return mayEdit ? showDraft(c, services, record, form) : showRecord(c, services, record, form);
}

async function showDraft(c: AppContext, services: Services, record: RequisitionRecord, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const lines = await requisitionLines(db, record.document.id);
  const calendar = await calendarOf(db, record.member.id);
  const q = form.values.q?.[0] ?? c.req.query('q')?.slice(0, 100) ?? '';
  const hits = q.trim() === '' ? [] : await searchItems(db, q, { limit: FOUND });
  const itemIds = hits.map((hit) => hit.id);
  const items = await needItems(db, { organisationId: record.member.id, itemIds, day: today });
  const found = items.map((item) => ({ item, why: whyNotRequested(item, record.member.kind) }));
  const returned = (await timelineOf(db, record.document.id)).findLast((act) => act.act === 'return');
  const returnedFor = record.document.status === 'returned' ? (returned?.note ?? null) : null;
  const round = calendar === undefined ? null : roundOn(calendar, today);
  const shown = { t, record, lines, round, today, form, formKey: newFormKey(), q, found, returnedFor };
  const title = `${record.member.name} ${record.document.number}`;
  return c.render(<RequisitionEditPage {...shown} />, { title, active: 'requisitions' });
}

async function showRecord(c: AppContext, services: Services, record: RequisitionRecord, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const now = services.clock.now();
  const lines = await requisitionLines(db, record.document.id);
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
  const state = shownState(record.document.status, {
    quantityBase: sum((line) => line.quantityBase),
    plannedBase: sum((line) => line.plannedBase),
    closedBase: sum((line) => line.closedBase),
    receivedBase: sum((line) => line.receivedBase),
  });
  const ids = lines.flatMap((line) => (line.demandId === null ? [] : [line.demandId]));
  const traces = new Map((await demandTrace(db, ids)).map((trace) => [trace.demandId, trace]));
  const isHub = may(viewer.roles, 'shortage.answer') || may(viewer.roles, 'plan.make');
  const makes = may(viewer.roles, 'requisition.make');
  const whole = state === 'submitted';
  const can = {
    withdraw: makes && whole,
    giveBack: isHub && whole && record.document.createdBy !== viewer.userId,
    rest: (makes || isHub) && record.document.status === 'submitted',
  };
  const acts = await timelineOf(db, record.document.id);
  const hasCalendar = (await calendarOf(db, record.member.id)) !== undefined;
  const isOutOfTurn = hasCalendar && record.roundOn === null && record.document.status === 'submitted';
  const keys = { withdraw: newFormKey(), giveBack: newFormKey(), rest: newFormKey() };
  const shown = { t, record, state, lines, traces, acts, now, today: dayOf(now), isOutOfTurn, isHub, can, form, keys };
  const title = `${record.member.name} ${record.document.number}`;
  return c.render(<RequisitionPage {...shown} />, { title, active: 'requisitions' });
}

/** The typed lines as base units, with the item to add among them. */
async function asksOf(services: Services, record: RequisitionRecord, form: LinesForm): Promise<Result<LineAsk[]>> {
  const db = services.db.read;
  const day = dayOf(services.clock.now());
  const itemIds = Object.keys(form.line).map(Number);
  const added = form.act.startsWith('add:') ? await searchItems(db, form.act.slice(4), { limit: 1 }) : [];
  const wanted = [...itemIds, ...added.map((item) => item.id)];
  const items = await needItems(db, { organisationId: record.member.id, itemIds: wanted, day });
  const asks: LineAsk[] = [];
  for (const itemId of itemIds) {
    const item = items.find((one) => one.id === itemId);
    const typed = form.line[String(itemId)];
    if (item === undefined || typed === undefined) continue;
    const read = typedBase(typed, item, `line.${itemId}`);
    if (!read.ok) return read;
    asks.push({ itemId, quantityBase: read.value ?? 0, reason: typed.reason });
  }
  const fresh = items.find((item) => added.some((one) => one.id === item.id) && !itemIds.includes(item.id));
  if (fresh !== undefined) {
    const coverDays = (await calendarOf(db, record.member.id))?.coverDays ?? COVER_DAYS;
    const quantityBase = proposalFor(fresh, coverDays) || fresh.packSize;
    asks.push({ itemId: fresh.id, quantityBase, reason: '' });
  }
  return ok(asks);
}

async function handleLines(c: AppContext, services: Services) {
  const record = await recordOf(c, services);
  const form = await readForm(c, linesForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const asks = await asksOf(services, record, form.value);
  const { idempotency_key: key, version, neededBy, note, act, q } = form.value;
  const { number } = record.document;
  const run = act === 'submit' ? submitRequisition : saveRequisition;
  const actor = viewerToActor(signedIn(c));
  const saved = asks.ok
    ? await run(services, actor, key, { number, version, neededBy, note, lines: asks.value })
    : asks;
  if (!saved.ok) {
    if (saved.reason === 'forbidden' || saved.reason === 'not_found') throw refusalError(c, saved);
    c.status(statusOf(saved));
    return show(c, services, refusedForm(c, form.values, saved));
  }
  const words = wordsFor(c).demand.edit;
  const title = act === 'submit' ? words.submitted(number) : words.saved;
  const query = act === 'search' && q.trim() !== '' ? { q } : undefined;
  return redirectWith(c, paths.requisition(number, query), { tone: 'accent', title });
}

type ReasonCommand = (
  services: Services,
  actor: Actor,
  key: string | null,
  input: ReasonInput,
) => Promise<Answer<{ number: string }>>;

async function handleReason(
  c: AppContext,
  services: Services,
  how: { schema: typeof reasonForm; run: ReasonCommand; done: string },
) {
  const record = await recordOf(c, services);
  const form = await readForm(c, how.schema);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, version, reason } = form.value;
  const { number } = record.document;
  const done = await how.run(services, viewerToActor(signedIn(c)), key, { number, version, reason });
  if (done.ok) return redirectWith(c, paths.requisition(number), { tone: 'accent', title: how.done });
  if (done.reason === 'forbidden' || done.reason === 'not_found') throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, refusedForm(c, form.values, done));
}

async function handleRest(c: AppContext, services: Services) {
  const record = await recordOf(c, services);
  const form = await readForm(c, restForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const { number } = record.document;
  const done = await closeLine(services, viewerToActor(signedIn(c)), key, { number, ...input });
  const words = wordsFor(c).demand.record;
  if (done.ok) return redirectWith(c, paths.requisition(number), { tone: 'accent', title: words.restDone });
  if (done.reason === 'forbidden' || done.reason === 'not_found') throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, refusedForm(c, form.values, done));
}
