/** Pages of budgets: what each member may spend in a year, what is held and used, and the acts that change it. */

import { BudgetsPage } from '../../views/budgets/index-page.tsx';
import { NewBudgetPage } from '../../views/budgets/new-page.tsx';
import { BudgetPage } from '../../views/budgets/record-page.tsx';
import { percentText } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { grantBudget, moveBudget } from './commands.ts';
import { grantForm, listQuery, moveForm, newQuery } from './forms.ts';
import { type BudgetLine, budgetHolders, budgetYears, listBudgets } from './queries.ts';
import { budgetById } from './record-queries.ts';

const PAGE_SIZE = 50;
const ID = ':id{[0-9]{1,12}}';

export function budgetsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('budget.read');
  const managers = requirePermission('budget.manage');
  router.get(paths.budgets(), readers, (c) => showList(c, services));
  router.get('/budgets/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newBudget(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.budgets(), managers, (c) => handleGrant(c, services));
  router.get(`/budgets/${ID}`, readers, (c) => showOne(c, services, emptyForm()));
  router.post(`/budgets/${ID}/move`, managers, (c) => handleMove(c, services));
  return router;
}

const thisYear = (services: Services) => Number(dayOf(services.clock.now()).slice(0, 4));

async function linesFor(c: AppContext, services: Services) {
  const { year = thisYear(services), ...filter } = listQuery.parse(c.req.query());
  const asked = { ...filter, year };
  return { asked, lines: await listBudgets(services.db.read, signedIn(c).scopePath, asked) };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { asked, lines } = await linesFor(c, services);
  const years = [...new Set([thisYear(services), asked.year, ...(await budgetYears(services.db.read))])].sort();
  const { roles } = signedIn(c);
  const can = { manage: may(roles, 'budget.manage'), export: may(roles, 'export') };
  const today = dayOf(services.clock.now());
  const shown = { t, asked, years, today, lines, page: pageOf(lines, c.req.query('page'), PAGE_SIZE), can };
  return c.render(<BudgetsPage {...shown} />, { title: t.budgets.title, active: 'budgets' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.budgets;
  const { asked, lines } = await linesFor(c, services);
  const yuan = (fen: number) => fen / 100;
  const columns = [
    { head: words.organisation, value: (row: BudgetLine) => row.organisation, width: 24 },
    { head: words.organisationCode, value: (row: BudgetLine) => row.organisationCode },
    { head: words.category, value: (row: BudgetLine) => words.categories[row.category] },
    { head: words.year, value: (row: BudgetLine) => row.year },
    { head: words.granted, value: (row: BudgetLine) => yuan(row.grantedFen) },
    { head: words.used, value: (row: BudgetLine) => yuan(row.usedFen) },
    { head: words.held, value: (row: BudgetLine) => yuan(row.heldFen) },
    { head: words.available, value: (row: BudgetLine) => yuan(row.availableFen) },
    { head: words.rate, value: (row: BudgetLine) => percentText(t, row.usedFen + row.heldFen, row.grantedFen) },
  ];
  return spreadsheet(c, `${words.title}-${asked.year}`, columns, lines);
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const places = await budgetHolders(services.db.read);
  const asked = newQuery.parse(c.req.query());
  const shown = { t, form, formKey: newFormKey(), places, year: thisYear(services), asked };
  return c.render(<NewBudgetPage {...shown} />, { title: t.budgets.grant, active: 'budgets' });
}

async function handleGrant(c: AppContext, services: Services) {
  const form = await readForm(c, grantForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, organisation: organisationCode, amount: amountFen, ...rest } = form.value;
  const input = { ...rest, organisationCode, amountFen };
  const granted = await grantBudget(services, viewerToActor(signedIn(c)), { key, input });
  if (!granted.ok) {
    c.status(statusOf(granted));
    return showNew(c, services, refusedForm(c, form.values, granted));
  }
  const title = wordsFor(c).budgets.changed(granted.value.name, amountFen);
  return redirectWith(c, paths.budget(granted.value.id), { tone: 'accent', title });
}

async function showOne(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const record = await budgetById(services.db.read, Number(c.req.param('id')), viewer.scopePath);
  if (record === undefined) throw new WebError(404, 'notFound');
  const manages = may(viewer.roles, 'budget.manage');
  const places = manages ? await budgetHolders(services.db.read) : [];
  const now = services.clock.now();
  const shown = { t, record, manages, places, form, formKey: newFormKey(), now };
  const title = `${record.organisation} ${t.budgets.categories[record.category]} ${record.year}`;
  return c.render(<BudgetPage {...shown} />, { title, active: 'budgets' });
}

async function handleMove(c: AppContext, services: Services) {
  const form = await readForm(c, moveForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const fromId = Number(c.req.param('id'));
  const { idempotency_key: key, organisation: organisationCode, category, year, amount, reason } = form.value;
  const input = { fromId, to: { organisationCode, category, year }, amountFen: amount, reason };
  const moved = await moveBudget(services, viewerToActor(signedIn(c)), { key, input });
  if (!moved.ok) {
    if (statusOf(moved) === 404) throw refusalError(c, moved);
    c.status(statusOf(moved));
    return showOne(c, services, refusedForm(c, form.values, moved));
  }
  const title = wordsFor(c).budgets.moved(moved.value.name, amount);
  return redirectWith(c, paths.budget(moved.value.id), { tone: 'accent', title });
}
