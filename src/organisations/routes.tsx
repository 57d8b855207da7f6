/** Pages of the members, for administrators: the tree, one member, new members and stores. */
import { OrganisationsPage } from '../../views/organisations/index-page.tsx';
import { NewOrganisationPage, OrganisationPage } from '../../views/organisations/organisation-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { peopleOf } from '../users/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { registerOrganisation, registerStore } from './commands.ts';
import { KINDS, listQuery, organisationForm, storeForm, ZONES } from './forms.ts';
import { listOrganisations, type OrganisationLine, organisationsUnder, storesOf } from './queries.ts';

const PAGE_SIZE = 50;
const CODE = '{[A-Z0-9]+}';

export function organisationsRoutes(services: Services): Router {
  const router = createRouter();
  const managers = requirePermission('organisations.manage');
  router.get(paths.organisations(), managers, (c) => showList(c, services));
  router.get('/organisations/:file{export\\.(?:csv|xlsx)}', managers, (c) => exportList(c, services));
  router.get(paths.newOrganisation(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.organisations(), managers, (c) => handleNew(c, services));
  router.get(`/organisations/:code${CODE}`, managers, (c) => showOne(c, services, emptyForm()));
  router.post(`/organisations/:code${CODE}/stores`, managers, (c) => handleStore(c, services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const all = await listOrganisations(services.db.read, signedIn(c).scopePath, filter);
  const total = all.length;
  const page = pageNumber(c.req.query('page'), total, PAGE_SIZE);
  const rows = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const shown = { t, filter, kinds: KINDS, rows, page, size: PAGE_SIZE, total };
  return c.render(<OrganisationsPage {...shown} />, { title: t.organisations.title, active: 'organisations' });
}

async function exportList(c: AppContext, services: Services) {
  const words = wordsFor(c).organisations;
  const filter = listQuery.parse(c.req.query());
  const rows = await listOrganisations(services.db.read, signedIn(c).scopePath, filter);
  const columns = [
    { head: words.code, value: (row: OrganisationLine) => row.code },
    { head: words.name, value: (row: OrganisationLine) => row.name, width: 36 },
    { head: words.shortName, value: (row: OrganisationLine) => row.shortName },
    { head: words.kind, value: (row: OrganisationLine) => words.kinds[row.kind] },
    { head: words.parent, value: (row: OrganisationLine) => row.parentName },
    { head: words.creditCode, value: (row: OrganisationLine) => row.creditCode, width: 24 },
    { head: words.stores, value: (row: OrganisationLine) => row.stores },
    { head: words.people, value: (row: OrganisationLine) => row.people },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const rows = await organisationsUnder(services.db.read, signedIn(c).scopePath);
  const parents = rows
    .filter((row) => row.kind !== 'clinic' && row.kind !== 'company')
    .map((row) => ({ value: String(row.id), label: `${row.code} ${row.shortName}` }));
  const page = <NewOrganisationPage t={t} form={form} formKey={newFormKey()} kinds={KINDS} parents={parents} />;
  return c.render(page, { title: t.organisations.addTitle, active: 'organisations' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, organisationForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, parentId = null, creditCode = null, contact = null, ...rest } = form.value;
  const input = { ...rest, parentId, creditCode, contact };
  const added = await registerOrganisation(services, viewerToActor(signedIn(c)), { key, input });
  if (!added.ok) {
    c.status(statusOf(added));
    return showNew(c, services, refusedForm(c, form.values, added));
  }
  const words = wordsFor(c).organisations;
  const flash = { tone: 'accent' as const, title: words.added(input.shortName), text: words.addedText };
  return redirectWith(c, paths.organisation(added.value.code), flash);
}

async function showOne(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const all = await listOrganisations(db, signedIn(c).scopePath, {});
  const organisation = all.find((row) => row.code === c.req.param('code'));
  if (organisation === undefined) throw new WebError(404, 'notFound');
  const [stores, people] = await Promise.all([storesOf(db, [organisation.id]), peopleOf(db, organisation.id)]);
  const under = all.filter((row) => row.parentId === organisation.id);
  const shown = { t, organisation, stores, people, under, form, formKey: newFormKey(), zones: ZONES };
  const page = <OrganisationPage {...shown} now={services.clock.now()} />;
  return c.render(page, { title: organisation.shortName, active: 'organisations' });
}

async function handleStore(c: AppContext, services: Services) {
  const form = await readForm(c, storeForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const code = c.req.param('code') ?? '';
  const { idempotency_key: key, name, zone } = form.value;
  const added = await registerStore(services, viewerToActor(signedIn(c)), { key, input: { code, name, zone } });
  if (!added.ok) {
    c.status(statusOf(added));
    return showOne(c, services, refusedForm(c, form.values, added));
  }
  const title = wordsFor(c).organisations.storeAdded(added.value.name);
  return redirectWith(c, paths.organisation(code), { tone: 'accent', title });
}
