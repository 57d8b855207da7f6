/** Pages of returns: the list, proposing one from an inspection, one paper with its two people, its print. */

import { ReturnsPage } from '../../views/receiving/return-list-page.tsx';
import { NewReturnPage, ReturnPage } from '../../views/receiving/return-pages.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import { printsOf } from '../print/print-queries.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { traceStrip } from '../tracing/paper-queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { actorOf, numberOf } from './act-routes.tsx';
import { actForm, reasonForm, returnForm, returnsQuery } from './forms.ts';
import { type ListedReturn, listReturns } from './list-queries.ts';
import { returnReport } from './paper.ts';
import { receiptByNumber } from './record-queries.ts';
import { confirmReturn, proposeReturn, withdrawReturn } from './return-commands.ts';
import { linesOfReturn, returnableOf, returnByNumber } from './return-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

export function returnRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('receipt.read');
  const makers = requirePermission('return.make');
  router.get(paths.returns(), readers, (c) => showList(c, services));
  router.get('/returns/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newReturn(':number'), makers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.receiptReturns(':number'), makers, (c) => handlePropose(c, services));
  router.get(paths.supplierReturn(':number'), readers, (c) => showOne(c, services, emptyForm()));
  router.post(paths.returnConfirmation(':number'), makers, (c) => handleConfirm(c, services));
  router.post(paths.returnWithdrawal(':number'), makers, (c) => handleWithdraw(c, services));
  router.get(paths.returnSlip(':number'), readers, (c) => printReturn(c, services));
  return router;
}

const seesPrices = (c: AppContext) => may(signedIn(c).roles, 'stock.read.prices');

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, q } = returnsQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listReturns(services.db.read, scopePath, { q }, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const can = { export: may(roles, 'export'), prices: seesPrices(c) };
  const shown = { t, q, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<ReturnsPage {...shown} />, { title: t.receiving.returns, active: 'receiving' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const words = t.receiving;
  const { q } = returnsQuery.parse(c.req.query());
  const rows = await listReturns(services.db.read, signedIn(c).scopePath, { q }, { size: MOST_EXPORTED });
  const columns = [
    { head: words.returnNumber, value: (row: ListedReturn) => row.number, width: 20 },
    { head: words.number, value: (row: ListedReturn) => row.receipt, width: 20 },
    { head: words.supplier, value: (row: ListedReturn) => row.supplier, width: 24 },
    { head: words.state, value: (row: ListedReturn) => words.returnStates[row.status] },
    { head: words.returnReason, value: (row: ListedReturn) => row.reason, width: 30 },
    ...(seesPrices(c) ? [{ head: words.amount, value: (row: ListedReturn) => -row.amountFen / 100 }] : []),
  ];
  return spreadsheet(c, `${words.returnsExportName}-${dayOf(services.clock.now())}`, columns, rows);
}

/** What of the inspection may go back, for somebody who may see it. */
async function choicesFor(c: AppContext, services: Services) {
  const { scopePath } = signedIn(c);
  const record = await receiptByNumber(services.db.read, numberOf(c));
  if (record === undefined || !record.place.path.startsWith(scopePath)) throw new WebError(404, 'notFound');
  return returnableOf(services.db.read, record.document.id, scopePath);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const choices = await choicesFor(c, services);
  const shown = { t, receipt: numberOf(c), choices, form, formKey: newFormKey() };
  return c.render(<NewReturnPage {...shown} />, { title: t.receiving.makeReturn, active: 'receiving' });
}

async function handlePropose(c: AppContext, services: Services): Promise<Response> {
  const choices = await choicesFor(c, services);
  const form = await readForm(c, returnForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, reason = '', take = {} } = form.value;
  const lines: { line: number; storeId: number; quantityBase: number }[] = [];
  for (const [name, { packs = '', units = '' }] of Object.entries(take)) {
    const [line = 0, storeId = 0] = name.split('-').map(Number);
    const shape = choices.find((choice) => choice.line === line)?.of.shape;
    if (shape === undefined || (packs.trim() === '' && units.trim() === '')) continue;
    const read = readQuantity({ packs, units }, shape);
    if (!read.ok) {
      c.status(422);
      return showNew(c, services, refusedForm(c, form.values, { ...read, field: `take.${name}` }));
    }
    if (read.value > 0) lines.push({ line, storeId, quantityBase: read.value });
  }
  const input = { receipt: numberOf(c), reason, lines };
  const proposed = await proposeReturn(services, actorOf(c), { key, input });
  if (!proposed.ok) {
    if (statusOf(proposed) === 404 || statusOf(proposed) === 403) throw refusalError(c, proposed);
    c.status(statusOf(proposed));
    return showNew(c, services, refusedForm(c, form.values, proposed));
  }
  const { number } = proposed.value;
  const title = wordsFor(c).receiving.proposedFlash(number);
  return redirectWith(c, paths.supplierReturn(number), { tone: 'accent', title });
}

async function returnFor(c: AppContext, services: Services) {
  const record = await returnByNumber(services.db.read, numberOf(c));
  if (record === undefined || !record.place.path.startsWith(signedIn(c).scopePath)) throw new WebError(404, 'notFound');
  return record;
}

async function showOne(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const record = await returnFor(c, services);
  const viewer = signedIn(c);
  const { id, number } = record.document;
  const acts = await timelineOf(services.db.read, id);
  const own = acts.some((act) => act.act === 'propose' && act.actorId === viewer.userId);
  const can = { decide: may(viewer.roles, 'return.make'), own, prices: seesPrices(c) };
  const lines = await linesOfReturn(services.db.read, id);
  const now = services.clock.now();
  const strip =
    record.document.status === 'at_door'
      ? null
      : await traceStrip(services.db.read, viewer, { number, act: 'supplier_return' }, now);
  const prints = await printsOf(services.db.read, id);
  const shown = { t, record, lines, acts, strip, prints, form, formKey: newFormKey(), can, now };
  return c.render(<ReturnPage {...shown} />, { title: `${number} ${t.receiving.returns}`, active: 'receiving' });
}

async function refusedReturn(c: AppContext, services: Services, form: Omit<FormState, 'formErrors'>) {
  c.status(422);
  return showOne(c, services, { ...form, formErrors: [] });
}

async function handleConfirm(c: AppContext, services: Services): Promise<Response> {
  await returnFor(c, services);
  const form = await readForm(c, actForm);
  if (!form.ok) return refusedReturn(c, services, form);
  const { idempotency_key: key, version } = form.value;
  const number = numberOf(c);
  const done = await confirmReturn(services, actorOf(c), { key, input: { number, version } });
  if (done.ok) {
    const title = wordsFor(c).receiving.returnDone(number);
    return redirectWith(c, paths.supplierReturn(number), { tone: 'accent', title });
  }
  if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return showOne(c, services, refusedForm(c, form.values, done));
}

async function handleWithdraw(c: AppContext, services: Services): Promise<Response> {
  await returnFor(c, services);
  const form = await readForm(c, reasonForm);
  if (!form.ok) return refusedReturn(c, services, form);
  const { idempotency_key: key, version, reason = '' } = form.value;
  const number = numberOf(c);
  const done = await withdrawReturn(services, actorOf(c), { key, input: { number, version, reason } });
  if (done.ok) {
    const title = wordsFor(c).receiving.returnWithdrawn(number);
    return redirectWith(c, paths.supplierReturn(number), { tone: 'accent', title });
  }
  if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return showOne(c, services, refusedForm(c, form.values, done));
}

async function printReturn(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const record = await returnFor(c, services);
  const { id, number } = record.document;
  const hub = await headOrganisation(services.db.read);
  const printedAt = services.clock.now();
  const { design } = await designOn(services.db.read, 'return_slip', record.place.path, dayOf(printedAt));
  const report = returnReport(t, record, await linesOfReturn(services.db.read, id), {
    issuer: hub?.name ?? record.place.name,
    url: new URL(paths.supplierReturn(number), c.req.url).toString(),
    printed: t.papers.viewed(fullMoment(printedAt), `${signedIn(c).organisationName} ${signedIn(c).name}`),
    printedAt,
    prices: seesPrices(c),
    design,
  });
  return sendPaper(c, number, () => drawReport(report));
}
