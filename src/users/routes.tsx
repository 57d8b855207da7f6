/** Pages of people, for administrators: list, record, one-time passwords, disabling. */

import { refusalText } from '../../views/i18n/index.ts';
import { UsersPage } from '../../views/users/index-page.tsx';
import { DisablePage, InitialPasswordPage, NewUserPage, ResetPage, UserPage } from '../../views/users/person-pages.tsx';
import { PlaceResults } from '../../views/users/place-field.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { ROLES } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { changePerson, createUser, resetPassword, setActive, type WithPassword } from './commands.ts';
import { actForm, listQuery, newPersonForm, personForm } from './forms.ts';
import { findPlaces, type PlaceSearch } from './place-queries.ts';
import { countPeople, listPeople, type PersonFilter, type PersonLine, personById } from './queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;
const LONGEST_QUERY = 100;

export function usersRoutes(services: Services): Router {
  const router = createRouter();
  const managers = requirePermission('users.manage');
  router.get(paths.users(), managers, (c) => showList(c, services));
  router.get('/users/:file{export\\.(?:csv|xlsx)}', managers, (c) => exportList(c, services));
  router.get(paths.newUser(), managers, (c) => showNew(c, services, typedForm(c)));
  router.post(paths.users(), managers, (c) => handleNew(c, services));
  router.get('/users/:id{[0-9]+}', managers, async (c) =>
    showPerson(c, services, await wanted(c, services), typedForm(c)),
  );
  router.post('/users/:id{[0-9]+}', managers, (c) => handleChange(c, services));
  router.get('/users/:id{[0-9]+}/password', managers, async (c) => showReset(c, await wanted(c, services)));
  router.post('/users/:id{[0-9]+}/password', managers, (c) => handleReset(c, services));
  router.get('/users/:id{[0-9]+}/disabling', managers, async (c) => showDisabling(c, await wanted(c, services)));
  router.post('/users/:id{[0-9]+}/disabling', managers, (c) => handleActive(c, services, false));
  router.post('/users/:id{[0-9]+}/enabling', managers, (c) => handleActive(c, services, true));
  return router;
}

function filterOf(c: AppContext) {
  const shown = listQuery.parse(c.req.query());
  const { q, role, organisation, state } = shown;
  const filter: PersonFilter = { q, role, organisationCode: organisation, state };
  return { shown, filter };
}

/** In the order of the tree, under their campus. */
async function organisationOptions(c: AppContext, services: Services) {
  const rows = await organisationsUnder(services.db.read, signedIn(c).scopePath);
  const second = (path: string) => path.split('/').slice(0, 3).join('/');
  const names = new Map(rows.map((row) => [row.path, row.shortName]));
  return rows.map((row) => {
    const group = names.get(`${second(row.path)}/`) ?? row.shortName;
    return { value: row.code, label: `${row.code} ${row.shortName}`, group };
  });
}

/** The person of the address, or 404 when there is none in the viewer's scope. */
async function wanted(c: AppContext, services: Services): Promise<PersonLine> {
  const id = Number(c.req.param('id'));
  const row = Number.isSafeInteger(id) ? await personById(services.db.read, signedIn(c).scopePath, id) : undefined;
  if (row === undefined) throw new WebError(404, 'notFound');
  return row;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { shown, filter } = filterOf(c);
  const { scopePath } = signedIn(c);
  const db = services.db.read;
  const total = await countPeople(db, scopePath, filter);
  const page = pageNumber(c.req.query('page'), total, PAGE_SIZE);
  const rows = await listPeople(db, scopePath, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const organisations = await organisationOptions(c, services);
  const paging = { page, size: PAGE_SIZE, total, now: services.clock.now() };
  return c.render(
    <UsersPage t={t} filter={shown} roles={ROLES} organisations={organisations} rows={rows} {...paging} />,
    { title: t.users.title, active: 'users' },
  );
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { filter } = filterOf(c);
  const rows = await listPeople(services.db.read, signedIn(c).scopePath, filter, { limit: MOST_EXPORTED, offset: 0 });
  const words = t.users;
  const columns = [
    { head: words.login, value: (row: PersonLine) => row.login },
    { head: words.name, value: (row: PersonLine) => row.name },
    { head: words.jobTitle, value: (row: PersonLine) => row.title },
    { head: words.organisation, value: (row: PersonLine) => row.organisationName, width: 24 },
    {
      head: words.roles,
      value: (row: PersonLine) => row.roles.map((role) => t.roles[role]).join('、'),
      width: 24,
    },
    { head: words.state, value: (row: PersonLine) => words.states[row.active ? 'active' : 'disabled'] },
    { head: words.since, value: (row: PersonLine) => dayOf(row.createdAt) },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

/** A search without script sends the whole form in the address: what was typed comes back from there. */
function typedForm(c: AppContext): FormState {
  const values = c.req.queries();
  return values.name === undefined ? emptyForm() : { values, errors: {}, formErrors: [] };
}

/** What the box for the organisation finds; `own` is where the person belongs now. */
async function placesOf(c: AppContext, services: Services, form: FormState, own?: number): Promise<PlaceSearch> {
  const q = (form.values.place?.[0] ?? '').trim().slice(0, LONGEST_QUERY);
  const typed = form.values.organisationId?.[0];
  const chosen = typed !== undefined && /^\d{1,15}$/.test(typed) ? Number(typed) : own;
  return findPlaces(services.db.read, signedIn(c).scopePath, { q, chosen });
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const places = await placesOf(c, services, form);
  if (isFragment(c)) return c.render(<PlaceResults t={t} form={form} search={places} />, { title: t.users.addTitle });
  const shown = { t, form, formKey: newFormKey(), action: paths.users(), page: paths.newUser(), roles: ROLES, places };
  return c.render(<NewUserPage {...shown} />, { title: t.users.addTitle, active: 'users' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, newPersonForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const made = await createUser(services, viewerToActor(signedIn(c)), { key, input });
  if (made.ok) return showPassword(c, input.name, made);
  c.status(statusOf(made));
  return showNew(c, services, refusedForm(c, form.values, made));
}

/** Shown in the answer to the form itself: an address would show the password again. */
function showPassword(c: AppContext, name: string, made: Extract<WithPassword, { ok: true }>) {
  const t = wordsFor(c);
  const page = <InitialPasswordPage t={t} id={made.id} login={made.login} name={name} password={made.password} />;
  return c.render(page, { title: t.users.once.title, active: 'users' });
}

async function showPerson(c: AppContext, services: Services, row: PersonLine, form: FormState) {
  const t = wordsFor(c);
  const places = await placesOf(c, services, form, row.organisationId);
  if (isFragment(c)) return c.render(<PlaceResults t={t} form={form} search={places} />, { title: row.name });
  const page = paths.user(row.id);
  const shown = { t, form, formKey: newFormKey(), action: page, page, roles: ROLES, places };
  const person = <UserPage {...shown} person={row} row={row} now={services.clock.now()} />;
  return c.render(person, { title: row.name, active: 'users' });
}

async function handleChange(c: AppContext, services: Services) {
  const row = await wanted(c, services);
  const form = await readForm(c, personForm);
  if (!form.ok) {
    c.status(422);
    return showPerson(c, services, row, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const request = { key, input: { ...input, personId: row.id } };
  const changed = await changePerson(services, viewerToActor(signedIn(c)), request);
  if (changed.ok) {
    return redirectWith(c, paths.user(row.id), { tone: 'accent', title: wordsFor(c).users.saved(input.name) });
  }
  c.status(statusOf(changed));
  return showPerson(c, services, row, refusedForm(c, form.values, changed));
}

function showReset(c: AppContext, row: PersonLine, refusal?: Refusal) {
  const t = wordsFor(c);
  const refused = refusal && refusalText(t, refusal);
  const page = <ResetPage t={t} row={row} formKey={newFormKey()} refused={refused} />;
  return c.render(page, { title: t.users.reset, active: 'users' });
}

async function handleReset(c: AppContext, services: Services) {
  const row = await wanted(c, services);
  const form = await readForm(c, actForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const request = { key: form.value.idempotency_key, input: { personId: row.id } };
  const made = await resetPassword(services, viewerToActor(signedIn(c)), request);
  if (made.ok) return showPassword(c, row.name, made);
  c.status(statusOf(made));
  return showReset(c, row, made);
}

function showDisabling(c: AppContext, row: PersonLine, refusal?: Refusal) {
  const t = wordsFor(c);
  const refused = refusal && refusalText(t, refusal);
  const page = <DisablePage t={t} row={row} formKey={newFormKey()} refused={refused} />;
  return c.render(page, { title: t.users.disable, active: 'users' });
}

async function handleActive(c: AppContext, services: Services, active: boolean) {
  const row = await wanted(c, services);
  const form = await readForm(c, actForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const request = { key: form.value.idempotency_key, input: { personId: row.id, active } };
  const changed = await setActive(services, viewerToActor(signedIn(c)), request);
  if (!changed.ok) {
    if (active) throw refusalError(c, changed);
    c.status(statusOf(changed));
    return showDisabling(c, row, changed);
  }
  const words = wordsFor(c).users;
  const title = active ? words.enabled(row.name) : words.disabled(row.name);
  return redirectWith(c, paths.user(row.id), { tone: 'accent', title });
}
