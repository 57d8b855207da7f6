/** Pages of payment runs: the list, a new one, one with its acts, and the file for the bank. */
import { NewRunPage, RunsPage } from '../../views/payments/pages.tsx';
import { RunPage } from '../../views/payments/run-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { listPayables } from '../payables/list-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { failPayment } from './bank-commands.ts';
import { actForm, cancelForm, failForm, listQuery, newQuery, runForm } from './forms.ts';
import { listRuns, type RunLine, timesFetched } from './list-queries.ts';
import { prepareRun } from './prepare-commands.ts';
import { approveRun, cancelRun, exportRun } from './run-commands.ts';
import { type PaymentRow, paymentsOf, runByNumber } from './run-queries.ts';

const PAGE_SIZE = 50;
const MOST_PROPOSED = 100;
const MOST_EXPORTED = 20_000;
const AHEAD_DAYS = 7;
const NEWEST = Number.MAX_SAFE_INTEGER;
const NUMBER = ':number{FK-[0-9]{8}-[0-9]{4,6}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';
const SENT = ['exported', 'partly_confirmed', 'confirmed'];

export function paymentsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('payable.read');
  const preparers = requirePermission('payment.prepare');
  const either = requirePermission('payment.prepare', 'payment.approve');
  router.get(paths.payments(), readers, (c) => showList(c, services));
  router.get(`/payments/${FILE}`, readers, requirePermission('export'), (c) => exportList(c, services));
  router.get(paths.newPayment(), preparers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.payments(), preparers, (c) => handleNew(c, services));
  router.get(`/payments/${NUMBER}`, readers, (c) => showOne(c, services, emptyForm()));
  router.get(`/payments/${NUMBER}/${FILE}`, readers, requirePermission('export'), (c) => bankFile(c, services));
  router.post(`/payments/${NUMBER}/approval`, requirePermission('payment.approve'), (c) =>
    handleAct(c, services, 'approved'),
  );
  router.post(`/payments/${NUMBER}/sending`, preparers, (c) => handleAct(c, services, 'sent'));
  router.post(`/payments/${NUMBER}/cancellation`, either, (c) => handleCancel(c, services));
  router.post(`/payments/${NUMBER}/failure`, either, (c) => handleFail(c, services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const fetched = await listRuns(services.db.read, filter, { limit: PAGE_SIZE + 1, before: after ?? NEWEST });
  const rows = fetched.slice(0, PAGE_SIZE);
  const { roles } = signedIn(c);
  const can = { prepare: may(roles, 'payment.prepare'), export: may(roles, 'export') };
  const next = fetched.length > PAGE_SIZE ? rows.at(-1)?.id : undefined;
  const shown = { t, filter, rows, next, turned: after !== undefined, can };
  const page = <RunsPage {...shown} />;
  return c.render(page, { title: t.treasury.runs.title, active: 'payments' });
}

const yuan = (fen: number) => fen / 100;

async function exportList(c: AppContext, services: Services) {
  const words = wordsFor(c).treasury.runs;
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listRuns(services.db.read, filter, { limit: MOST_EXPORTED, before: NEWEST });
  const columns = [
    { head: words.number, value: (row: RunLine) => row.number, width: 20 },
    { head: words.payOn, value: (row: RunLine) => row.payOn },
    { head: words.count, value: (row: RunLine) => row.payments },
    { head: words.amount, value: (row: RunLine) => yuan(row.amountFen) },
    { head: words.preparedBy, value: (row: RunLine) => row.preparedBy },
    { head: words.state, value: (row: RunLine) => words.states[row.status] },
  ];
  return spreadsheet(c, `${words.title}-${dayOf(services.clock.now())}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const { until = addDays(today, AHEAD_DAYS), q } = newQuery.parse(c.req.query());
  const ids = (c.req.queries('id') ?? []).map(Number).filter(Number.isSafeInteger).slice(0, MOST_PROPOSED);
  const wanted = ids.length > 0 ? { ids } : { dueBy: until, q };
  const page = { limit: MOST_PROPOSED + 1 };
  const ready = await listPayables(services.db.read, { papers: 'ready', ...wanted }, today, page);
  const rows = ready.slice(0, MOST_PROPOSED);
  const asked = ids.length > 0;
  const shown = { t, form, formKey: newFormKey(), today, until, q, asked, rows, more: ready.length > rows.length };
  return c.render(<NewRunPage {...shown} />, { title: t.treasury.runs.newTitle, active: 'payments' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, runForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, id: payableIds, payOn, note } = form.value;
  const input = { payOn, payableIds, note: note ?? '' };
  const made = await prepareRun(services, viewerToActor(signedIn(c)), { key, input });
  if (!made.ok) {
    if (statusOf(made) === 404) throw refusalError(c, made);
    c.status(statusOf(made));
    return showNew(c, services, refusedForm(c, form.values, made));
  }
  const title = wordsFor(c).treasury.runs.made(made.value.number);
  return redirectWith(c, paths.payment(made.value.number), { tone: 'accent', title });
}

async function wantedRun(c: AppContext, services: Services) {
  const run = await runByNumber(services.db.read, c.req.param('number') ?? '');
  if (run === undefined) throw new WebError(404, 'notFound');
  return run;
}

async function showOne(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const run = await wantedRun(c, services);
  const { roles, userId } = signedIn(c);
  const [prepares, approves] = [may(roles, 'payment.prepare'), may(roles, 'payment.approve')];
  const early = run.status === 'prepared' || run.status === 'approved';
  const open = run.status === 'exported' || run.status === 'partly_confirmed';
  const atBank = open && (prepares || approves);
  const can = {
    approve: approves && run.status === 'prepared' && run.createdBy !== userId,
    send: prepares && run.status === 'approved',
    cancel: early && (prepares || approves),
    fail: atBank && run.createdBy !== userId,
    failOwn: atBank && run.createdBy === userId,
    file: may(roles, 'export') && SENT.includes(run.status),
  };
  const shown = {
    payments: await paymentsOf(db, run.documentId),
    acts: await timelineOf(db, run.documentId),
    fetched: can.file ? await timesFetched(db, run.number) : 0,
  };
  const page = <RunPage t={t} run={run} {...shown} can={can} form={form} newKey={newFormKey} />;
  return c.render(page, { title: run.number, active: 'payments' });
}

/** The file for the bank: always the same, for it is drawn from what was approved. */
async function bankFile(c: AppContext, services: Services) {
  const run = await wantedRun(c, services);
  if (!SENT.includes(run.status)) throw new WebError(404, 'notFound');
  const words = wordsFor(c).treasury.runs;
  const rows = await paymentsOf(services.db.read, run.documentId);
  const columns = [
    { head: words.line, value: (row: PaymentRow) => row.lineNumber },
    { head: words.supplier, value: (row: PaymentRow) => row.accountName, width: 30 },
    { head: words.bankName, value: (row: PaymentRow) => row.bankName, width: 24 },
    { head: words.account, value: (row: PaymentRow) => row.accountNumber, width: 26 },
    { head: words.amount, value: (row: PaymentRow) => yuan(row.amountFen) },
    { head: words.payOn, value: () => run.payOn },
    { head: words.note, value: () => run.number, width: 20 },
  ];
  return spreadsheet(c, run.number, columns, rows);
}

async function refusedRun(c: AppContext, services: Services, values: FormState['values'], refused: Refusal) {
  if (statusOf(refused) === 404) throw refusalError(c, refused);
  c.status(statusOf(refused));
  return showOne(c, services, refusedForm(c, values, refused));
}

async function handleAct(c: AppContext, services: Services, done: 'approved' | 'sent') {
  const form = await readForm(c, actForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const number = c.req.param('number') ?? '';
  const { idempotency_key: key, version } = form.value;
  const act = done === 'approved' ? approveRun : exportRun;
  const answer = await act(services, viewerToActor(signedIn(c)), { key, input: { number, version } });
  if (!answer.ok) return refusedRun(c, services, form.values, answer);
  const title = wordsFor(c).treasury.runs[done](number);
  return redirectWith(c, paths.payment(number), { tone: 'accent', title });
}

async function handleCancel(c: AppContext, services: Services) {
  const form = await readForm(c, cancelForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const number = c.req.param('number') ?? '';
  const { idempotency_key: key, version, reason } = form.value;
  const answer = await cancelRun(services, viewerToActor(signedIn(c)), { key, input: { number, version, reason } });
  if (!answer.ok) return refusedRun(c, services, form.values, answer);
  const title = wordsFor(c).treasury.runs.cancelled(number);
  return redirectWith(c, paths.payment(number), { tone: 'accent', title });
}

async function handleFail(c: AppContext, services: Services) {
  const form = await readForm(c, failForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const number = c.req.param('number') ?? '';
  const { idempotency_key: key, line, reason } = form.value;
  const answer = await failPayment(services, viewerToActor(signedIn(c)), { key, input: { number, line, reason } });
  if (!answer.ok) return refusedRun(c, services, form.values, answer);
  return redirectWith(c, paths.payment(number), { tone: 'accent', title: wordsFor(c).treasury.runs.failed });
}
