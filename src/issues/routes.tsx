/** Pages of issues: the list and its export, one paper with what came back, and the ways in. */
import { IssuesPage } from '../../views/issues/list-page.tsx';
import { IssuePage } from '../../views/issues/record-page.tsx';
import { ReturnPage } from '../../views/issues/return-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { ampouleLinesOf } from '../controlled/ampoule-queries.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf, timeOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { traceStrip } from '../tracing/paper-queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness } from '../web/witness.ts';
import { codesOfLine } from './code-entry.ts';
import { listQuery, returnForm, reversalForm } from './forms.ts';
import { issuingMembers, type ListedIssue, listIssues } from './list-queries.ts';
import { newIssueRoutes } from './new-routes.tsx';
import { issueByNumber, linesOfIssue, returnsOf } from './record-queries.ts';
import { type ReturnInput, returnIssue, reverseIssue } from './return-commands.ts';
import { type ReturnScan, scanBack } from './return-scan-queries.ts';
import { useFileRoutes } from './use/routes.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/issues/:number{(?:CK|TK)-[0-9]{8}-[0-9]{4,}}';

const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function issuesRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const keepers = requirePermission('issue.record');
  router.get(paths.issues(), readers, (c) => showList(c, services));
  router.get('/issues/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.route('/', newIssueRoutes(services));
  router.route('/', useFileRoutes(services));
  router.get(ONE, readers, (c) => showOne(c, services, emptyForm()));
  router.get(`${ONE}/return`, keepers, (c) => showReturn(c, services, emptyForm()));
  router.post(`${ONE}/return`, keepers, (c) => handleReturn(c, services));
  router.post(`${ONE}/reversal`, keepers, (c) => handleReversal(c, services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listIssues(db, viewer.scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.occurredAt, row.id]);
  const can = {
    issue: may(viewer.roles, 'issue.record'),
    export: may(viewer.roles, 'export'),
    prices: may(viewer.roles, 'stock.read.prices'),
  };
  const members = await issuingMembers(db, viewer.scopePath);
  const shown = { t, filter, rows, next, members, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<IssuesPage {...shown} />, { title: t.issues.title, active: 'issues' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const words = wordsFor(c).issues;
  const viewer = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listIssues(services.db.read, viewer.scopePath, filter, { size: MOST_EXPORTED });
  const columns = [
    { head: words.number, value: (row: ListedIssue) => row.number, width: 22 },
    { head: words.kind, value: (row: ListedIssue) => words.kinds[row.kind] },
    { head: words.state, value: (row: ListedIssue) => words.states[row.status] },
    { head: words.member, value: (row: ListedIssue) => row.member },
    { head: words.day, value: (row: ListedIssue) => dayOf(row.occurredAt) },
    { head: words.time, value: (row: ListedIssue) => timeOf(row.occurredAt) },
    { head: words.purpose, value: (row: ListedIssue) => words.purposes[row.purpose] },
    { head: words.ward, value: (row: ListedIssue) => row.ward },
    { head: words.patient, value: (row: ListedIssue) => row.patientRef },
    { head: words.prescription, value: (row: ListedIssue) => row.prescriptionRef },
    { head: words.goods, value: (row: ListedIssue) => row.goods, width: 40 },
    { head: words.lines, value: (row: ListedIssue) => row.lines },
    ...(may(viewer.roles, 'stock.read.prices')
      ? [{ head: words.amount, value: (row: ListedIssue) => row.amountFen / 100 }]
      : []),
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

async function recordFor(c: AppContext, services: Services) {
  const record = await issueByNumber(services.db.read, numberOf(c));
  if (record === undefined || !record.member.path.startsWith(signedIn(c).scopePath))
    throw new WebError(404, 'notFound');
  return record;
}

async function loaded(c: AppContext, services: Services) {
  const db = services.db.read;
  const record = await recordFor(c, services);
  const viewer = signedIn(c);
  const { id, organisationId, status, kind } = record.document;
  const lines = await linesOfIssue(db, id);
  const own = organisationId === viewer.organisationId && may(viewer.roles, 'issue.record') && status === 'posted';
  const left = lines.some((line) => line.quantityBase > line.returnedBase);
  const returned = lines.some((line) => line.returnedBase > 0);
  const can = {
    return: own && kind === 'issue' && left,
    reverse: own && !(kind === 'issue' && returned),
    openFile: organisationId === viewer.organisationId && may(viewer.roles, 'issue.record'),
    hasReturns: own && kind === 'issue' && returned,
    prices: may(viewer.roles, 'stock.read.prices'),
  };
  const now = services.clock.now();
  return { t: wordsFor(c), record, lines, can, now, expiry: await expiryOn(db, dayOf(now)) };
}

async function showOne(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const shown = await loaded(c, services);
  const { id, number } = shown.record.document;
  const acts = await timelineOf(services.db.read, id);
  const returns = await returnsOf(services.db.read, id);
  const asked = { number, act: shown.record.document.kind };
  const strip = await traceStrip(services.db.read, signedIn(c), asked, shown.now);
  const reads = may(signedIn(c).roles, 'controlled.read') && shown.lines.some((line) => line.controlled);
  const ampoules = reads ? await ampouleLinesOf(services.db.read, id) : new Map();
  const page = { ...shown, acts, returns, strip, ampoules, form, formKey: newFormKey() };
  return c.render(<IssuePage {...page} />, { title: number, active: 'issues' });
}

async function showReturn(c: AppContext, services: Services, form: FormState, scan?: ReturnScan): Promise<Response> {
  const shown = await loaded(c, services);
  const { number } = shown.record.document;
  if (!shown.can.return && c.req.method === 'GET') return c.redirect(paths.issue(number), 303);
  return c.render(<ReturnPage {...shown} form={form} formKey={newFormKey()} scan={scan} />, {
    title: shown.t.issues.returnOf(number),
    active: 'issues',
  });
}

async function handleReturn(c: AppContext, services: Services): Promise<Response> {
  const { lines, record } = await loaded(c, services);
  const form = await readForm(c, returnForm);
  const scan = await scanBack(services.db.read, form.values, lines);
  if (scan !== undefined) return showReturn(c, services, scan.form, scan);
  if (!form.ok) {
    c.status(422);
    return showReturn(c, services, form);
  }
  const { idempotency_key: key, version: seenVersion, reason, back = {} } = form.value;
  const asked: ReturnInput['lines'] = [];
  const again = (refusal: Parameters<typeof refusedForm>[2]) => {
    c.status(statusOf(refusal));
    return showReturn(c, services, refusedForm(c, form.values, refusal));
  };
  for (const [number, { packs = '', units = '', codes: typed }] of Object.entries(back)) {
    const line = lines.find((one) => one.lineNumber === Number(number));
    if (line === undefined || (packs.trim() === '' && units.trim() === '' && typed === undefined)) continue;
    const read = readQuantity({ packs, units }, line.shape);
    if (!read.ok) return again({ ...read, field: `back.${number}` });
    const codes = codesOfLine(typed, `back.${number}`);
    if (!codes.ok) return again(codes);
    if (read.value > 0) asked.push({ lineNumber: line.lineNumber, quantityBase: read.value, codes: codes.value });
  }
  const actor = viewerToActor(signedIn(c));
  const witness = await proveWitness(c, services, record.member.path, form.value);
  if (!witness.ok) return again(witness);
  const seen = { key, number: numberOf(c), seenVersion };
  const done = await returnIssue(services, actor, seen, { lines: asked, reason }, witness.value);
  if (!done.ok) {
    if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
    return again(done);
  }
  const words = wordsFor(c).issues;
  const { number, rejected } = done.value;
  const title = rejected > 0 ? words.returnedRejected(number, rejected) : words.returned(number);
  return redirectWith(c, paths.issue(number), { tone: rejected > 0 ? 'warn' : 'accent', title });
}

async function handleReversal(c: AppContext, services: Services): Promise<Response> {
  const record = await recordFor(c, services);
  const form = await readForm(c, reversalForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const { idempotency_key: key, version: seenVersion, reason } = form.value;
  const witness = await proveWitness(c, services, record.member.path, form.value);
  const seen = { key, number: numberOf(c), seenVersion };
  const done = witness.ok
    ? await reverseIssue(services, viewerToActor(signedIn(c)), seen, { reason }, witness.value)
    : witness;
  if (!done.ok) {
    if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
    c.status(statusOf(done));
    return showOne(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).issues.reversed(numberOf(c));
  return redirectWith(c, paths.issue(numberOf(c)), { tone: 'accent', title });
}
