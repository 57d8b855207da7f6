/** Pages of payables: by due day, one with its papers, what two people decide, and how punctually we pay. */

import { RatesPage } from '../../views/payables/credit-pages.tsx';
import { PayablesPage } from '../../views/payables/index-page.tsx';
import { PayablePage } from '../../views/payables/record-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proposeClaim, setPayer } from './claim-commands.ts';
import { payableOfClaim } from './claim-queries.ts';
import { decideClaim } from './claim-word-commands.ts';
import { payableExports } from './export-routes.ts';
import { claimForm, decisionForm, listQuery, payerForm } from './forms.ts';
import { interestsByCode } from './interest-queries.ts';
import { listPayables, onTimeRates, type PayableLine, ratesFrom } from './list-queries.ts';
import { paperRoutes } from './paper-routes.tsx';
import { payableById } from './record-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;
const ID = ':id{[0-9]{1,12}}';

export function payablesRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('payable.read');
  const recorders = requirePermission('invoice.record');
  router.get(paths.payables(), readers, (c) => showList(c, services));
  router.get('/payables/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.payableRates(), readers, (c) => showRates(c, services));
  router.route('/', payableExports(services));
  router.route('/', paperRoutes(services));
  router.get(`/payables/${ID}`, readers, (c) => showOne(c, services, Number(c.req.param('id')), emptyForm()));
  router.post(`/payables/${ID}/claims`, recorders, (c) => handleClaim(c, services));
  router.post(`/payables/${ID}/payer`, recorders, (c) => handlePayer(c, services));
  router.post(`/payables/claims/${ID}/decision`, requirePermission('payment.approve'), (c) =>
    handleDecision(c, services),
  );
  return router;
}

function cursorOf(c: AppContext): readonly [string, number] | undefined {
  const key = decodeCursor(c.req.query('after'), ['string', 'number']);
  return key && [String(key[0]), Number(key[1])];
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const after = cursorOf(c);
  const fetched = await listPayables(db, filter, today, { limit: PAGE_SIZE + 1, after });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.dueOn, row.id]);
  const members = await interestsByCode(
    db,
    page.rows.map((row) => row.partyCode),
  );
  const rows = page.rows.map((row) => ({ ...row, member: members.get(row.partyCode) ?? null }));
  const { roles } = signedIn(c);
  const can = {
    record: may(roles, 'invoice.record'),
    prepare: may(roles, 'payment.prepare'),
    export: may(roles, 'export'),
  };
  const shown = { t, filter, today, rows, next: page.next, turned: after !== undefined, can };
  return c.render(<PayablesPage {...shown} />, { title: t.payables.title, active: 'payables' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.payables;
  const today = dayOf(services.clock.now());
  const filter = listQuery.parse(c.req.query());
  const rows = await listPayables(services.db.read, filter, today, { limit: MOST_EXPORTED });
  const yuan = (fen: number) => fen / 100;
  const state = (row: PayableLine) => {
    if (row.blocked !== null) return words.papers[row.blocked];
    return row.invoicedFen === 0 ? words.papers.no_invoice : '';
  };
  const columns = [
    { head: t.treasury.dueOn, value: (row: PayableLine) => row.dueOn },
    { head: t.treasury.supplier, value: (row: PayableLine) => row.party, width: 30 },
    { head: words.receipt, value: (row: PayableLine) => row.receipt, width: 20 },
    { head: words.acceptedOn, value: (row: PayableLine) => row.acceptedOn },
    { head: words.channel, value: (row: PayableLine) => words.channels[row.channel] },
    { head: words.organisation, value: (row: PayableLine) => row.organisation },
    { head: words.amount, value: (row: PayableLine) => yuan(row.amountFen) },
    { head: words.open, value: (row: PayableLine) => yuan(row.amountFen - row.paidFen - row.creditedFen) },
    { head: words.payer, value: (row: PayableLine) => words.payers[row.payer] },
    { head: t.treasury.papers, value: state },
  ];
  return spreadsheet(c, `${words.title}-${today}`, columns, rows);
}

async function showRates(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const rates = await onTimeRates(services.db.read, ratesFrom(today), today);
  const canExport = may(signedIn(c).roles, 'export');
  return c.render(<RatesPage t={t} rates={rates} canExport={canExport} />, {
    title: t.payables.ratesTitle,
    active: 'payables',
  });
}

async function showOne(c: AppContext, services: Services, id: number, form: FormState) {
  const t = wordsFor(c);
  const record = await payableById(services.db.read, id);
  if (record === undefined) throw new WebError(404, 'notFound');
  const { roles, userId } = signedIn(c);
  const can = { record: may(roles, 'invoice.record'), decide: may(roles, 'payment.approve') };
  const now = services.clock.now();
  const page = (
    <PayablePage t={t} record={record} now={now} userId={userId} can={can} form={form} newKey={newFormKey} />
  );
  return c.render(page, { title: record.receipt, active: 'payables' });
}

async function handleClaim(c: AppContext, services: Services) {
  const payableId = Number(c.req.param('id'));
  const form = await readForm(c, claimForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, payableId, form);
  }
  const { idempotency_key: key, amount: amountFen, ...rest } = form.value;
  const request = { key, input: { payableId, amountFen, ...rest } };
  const done = await proposeClaim(services, viewerToActor(signedIn(c)), request);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showOne(c, services, payableId, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.payable(payableId), { tone: 'accent', title: wordsFor(c).payables.proposed });
}

async function handlePayer(c: AppContext, services: Services) {
  const payableId = Number(c.req.param('id'));
  const form = await readForm(c, payerForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, payableId, form);
  }
  const { idempotency_key: key, payer, payerReason: reason } = form.value;
  const request = { key, input: { payableId, payer, reason } };
  const done = await setPayer(services, viewerToActor(signedIn(c)), request);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showOne(c, services, payableId, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.payable(payableId), { tone: 'accent', title: wordsFor(c).payables.payerChanged });
}

async function handleDecision(c: AppContext, services: Services) {
  const claimId = Number(c.req.param('id'));
  const payableId = await payableOfClaim(services.db.read, claimId);
  if (payableId === undefined) throw new WebError(404, 'notFound');
  const form = await readForm(c, decisionForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, payableId, form);
  }
  const { idempotency_key: key, agree, note } = form.value;
  const request = { key, input: { claimId, agree: agree === 'yes', note: note?.[claimId] ?? '' } };
  const done = await decideClaim(services, viewerToActor(signedIn(c)), request);
  if (!done.ok) {
    c.status(statusOf(done));
    return showOne(c, services, payableId, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).payables.decided[done.value.status];
  return redirectWith(c, paths.payable(payableId), { tone: 'accent', title });
}
