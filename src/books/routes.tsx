/** Pages of members' books: every member's month, its statement, the entries behind it, and what is said to it. */
import { EntriesPage } from '../../views/books/entries-page.tsx';
import { BooksPage } from '../../views/books/index-page.tsx';
import { StatementPage } from '../../views/books/statement-page.tsx';
import { isMonth, nextMonth, spanOf } from '../account/months.ts';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { type Flash, redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { bookEntries } from './entry-queries.ts';
import { listColumns, statementColumns, statementRows } from './exports.ts';
import { answerForm, confirmationForm, entriesQuery, listQuery, objectionForm } from './forms.ts';
import { markupRoutes } from './markup-routes.tsx';
import { memberMonths } from './month-queries.ts';
import { monthRoutes } from './month-routes.tsx';
import { servePaper } from './paper-routes.ts';
import { answerObjection, confirmStatement, objectToStatement } from './statement-commands.ts';
import { accountsOfMember, memberStatementOf } from './statement-queries.ts';

const PAGE_SIZE = 50;
const BOOK = '/books/:code{[A-Z0-9]+}/:month{\\d{4}-\\d{2}}';

export function booksRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('books.read');
  const exporters = requirePermission('export');
  const signers = requirePermission('books.confirm');
  router.route('/', monthRoutes(services));
  router.route('/', markupRoutes(services));
  router.get(paths.books(), readers, (c) => showList(c, services));
  router.get('/books/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.get(BOOK, readers, (c) => showStatement(c, services, emptyForm()));
  router.get(`${BOOK}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, (c) => exportStatement(c, services));
  router.get(`${BOOK}/statement.pdf`, readers, async (c) => servePaper(c, services, await statementFor(c, services)));
  router.get(`${BOOK}/entries`, readers, (c) => showEntries(c, services));
  router.post(`${BOOK}/confirmation`, signers, (c) => handleConfirmation(c, services));
  router.post(`${BOOK}/objection`, signers, (c) => handleObjection(c, services));
  router.post(`${BOOK}/answer`, requirePermission('month.close'), (c) => handleAnswer(c, services));
  return router;
}

const thisMonth = (services: Services) => dayOf(services.clock.now()).slice(0, 7);

async function listFor(c: AppContext, services: Services) {
  const { month = thisMonth(services), q } = listQuery.parse(c.req.query());
  const { closed, rows } = await memberMonths(services.db.read, month, signedIn(c).scopePath);
  const words = queryTokens(q ?? '');
  const found = rows.filter((row) => words.every((word) => row.searchText.includes(word)));
  return { asked: { month, q }, closed, rows: found };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { asked, closed, rows } = await listFor(c, services);
  const { roles } = signedIn(c);
  const can = { export: may(roles, 'export'), close: may(roles, 'month.close'), office: may(roles, 'account.read') };
  const page = pageOf(rows, c.req.query('page'), PAGE_SIZE);
  const shown = { t, asked, closed, rows, page, can, thisMonth: thisMonth(services) };
  return c.render(<BooksPage {...shown} />, { title: t.books.title, active: 'books' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { asked, rows } = await listFor(c, services);
  return spreadsheet(c, `${t.books.title}-${asked.month}`, listColumns(t), rows);
}

/** The statement that the address names, in the reader's scope. */
async function statementFor(c: AppContext, services: Services) {
  const [code = '', month = ''] = [c.req.param('code'), c.req.param('month')];
  if (!isMonth(month) || month > thisMonth(services)) throw new WebError(404, 'notFound');
  const { scopePath } = signedIn(c);
  const found = await memberStatementOf(services.db.read, { code, month, scopePath });
  if (found === undefined) throw new WebError(404, 'notFound');
  return found;
}

async function showStatement(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const statement = await statementFor(c, services);
  const { roles } = signedIn(c);
  const can = { export: may(roles, 'export'), sign: may(roles, 'books.confirm'), answer: may(roles, 'month.close') };
  const { month } = statement;
  const next = nextMonth(month) > thisMonth(services) ? undefined : nextMonth(month);
  const previous = dayOf(spanOf(month).from - 1).slice(0, 7);
  const shown = { t, statement, form, formKey: newFormKey(), can, next, previous, now: services.clock.now() };
  return c.render(<StatementPage {...shown} />, { title: t.books.statementOf(statement.name, month), active: 'books' });
}

async function exportStatement(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const statement = await statementFor(c, services);
  const name = `${t.books.statement}-${statement.code}-${statement.month}`;
  return spreadsheet(c, name, statementColumns(t), statementRows(t, statement));
}

async function showEntries(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const statement = await statementFor(c, services);
  const asked = entriesQuery.parse(c.req.query());
  const { organisationId, month } = statement;
  const { stockId, dueId } = await accountsOfMember(services.db.read, organisationId);
  const page = await bookEntries(services.db.read, {
    accountId: asked.account === 'stock' ? stockId : dueId,
    ...spanOf(month),
    code: asked.code,
    counterpartId: asked.with,
    after: asked.after,
    limit: PAGE_SIZE,
  });
  const shown = { t, statement, asked, ...page, now: services.clock.now() };
  return c.render(<EntriesPage {...shown} />, { title: t.books.entriesOf(statement.name, month), active: 'books' });
}

const named = (c: AppContext) => ({ code: c.req.param('code') ?? '', month: c.req.param('month') ?? '' });

/** Redirects to the statement with a word of what was done, or shows it again with what was typed and why not. */
function answerWith(
  c: AppContext,
  services: Services,
  typed: FormState['values'],
  done: Answer<unknown>,
  flash: Flash,
) {
  const { code, month } = named(c);
  if (done.ok) return redirectWith(c, paths.memberBook(code, month), flash);
  if (statusOf(done) === 404) throw refusalError(c, done);
  c.status(statusOf(done));
  return showStatement(c, services, refusedForm(c, typed, done));
}

async function handleConfirmation(c: AppContext, services: Services) {
  const form = await readForm(c, confirmationForm);
  if (!form.ok) {
    c.status(422);
    return showStatement(c, services, form);
  }
  const asked = named(c);
  const done = await confirmStatement(services, viewerToActor(signedIn(c)), form.value.idempotency_key, asked);
  const title = wordsFor(c).books.confirmedNow(asked.month);
  return answerWith(c, services, form.values, done, { tone: 'accent', title });
}

async function handleObjection(c: AppContext, services: Services) {
  const form = await readForm(c, objectionForm);
  if (!form.ok) {
    c.status(422);
    return showStatement(c, services, form);
  }
  const asked = named(c);
  const { idempotency_key: key, objection } = form.value;
  const done = await objectToStatement(services, viewerToActor(signedIn(c)), key, { ...asked, objection });
  return answerWith(c, services, form.values, done, {
    tone: 'info',
    title: wordsFor(c).books.objectedNow(asked.month),
  });
}

async function handleAnswer(c: AppContext, services: Services) {
  const form = await readForm(c, answerForm);
  if (!form.ok) {
    c.status(422);
    return showStatement(c, services, form);
  }
  const asked = named(c);
  const { idempotency_key: key, answer } = form.value;
  const done = await answerObjection(services, viewerToActor(signedIn(c)), key, { ...asked, answer });
  return answerWith(c, services, form.values, done, {
    tone: 'info',
    title: wordsFor(c).books.answeredNow(asked.month),
  });
}
