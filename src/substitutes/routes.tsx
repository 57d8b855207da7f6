/** Pages of substitutes: what the committee approved, its recording and ending, and the look-up of one item. */
import { SubstitutesPage } from '../../views/substitutes/index-page.tsx';
import { LookupPage } from '../../views/substitutes/lookup-page.tsx';
import { NewSubstitutePage } from '../../views/substitutes/new-page.tsx';
import { SubstitutePage } from '../../views/substitutes/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode, searchItems } from '../catalogue/queries.ts';
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
import { endSubstitute, recordSubstitute } from './commands.ts';
import { endingForm, listQuery, substituteForm } from './forms.ts';
import {
  conceptsById,
  decisionsAboutSubstitutes,
  findConcepts,
  listSubstitutes,
  type SubstituteLine,
  substituteById,
} from './list-queries.ts';
import { substitutesFor } from './queries.ts';

const PAGE_SIZE = 50;
const FOUND = 20;
const ID = ':id{[0-9]{1,12}}';

export function substitutesRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  const managers = requirePermission('substitute.manage');
  router.get(paths.substitutes(), readers, (c) => showList(c, services));
  router.get('/substitutes/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.substituteLookup(), requirePermission('stock.read'), (c) => showLookup(c, services));
  router.get(paths.newSubstitute(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.newSubstitute(), managers, (c) => handleNew(c, services));
  router.get(`/substitutes/${ID}`, readers, (c) => showOne(c, services, emptyForm()));
  router.post(`/substitutes/${ID}/ending`, managers, (c) => handleEnding(c, services));
  return router;
}

const todayOf = (services: Services) => dayOf(services.clock.now());

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const today = todayOf(services);
  const all = await listSubstitutes(services.db.read, filter, filter.on ?? today);
  const { roles, scopePath } = signedIn(c);
  const can = { manage: may(roles, 'substitute.manage'), export: may(roles, 'export'), sessions: scopePath === '/' };
  const shown = { t, filter, today, page: pageOf(all, c.req.query('page'), PAGE_SIZE), can };
  return c.render(<SubstitutesPage {...shown} />, { title: t.substitutes.title, active: 'substitutes' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.substitutes;
  const filter = listQuery.parse(c.req.query());
  const day = filter.on ?? todayOf(services);
  const rows = await listSubstitutes(services.db.read, filter, day);
  const columns = [
    { head: words.from, value: ({ from }: SubstituteLine) => `${from.genericName} ${from.form}`, width: 28 },
    { head: words.to, value: ({ to }: SubstituteLine) => `${to.genericName} ${to.form}`, width: 28 },
    { head: words.ways, value: ({ row }: SubstituteLine) => words.way[row.bothWays ? 'both' : 'one'] },
    { head: words.guidance, value: ({ row }: SubstituteLine) => row.guidance, width: 60 },
    { head: words.validFrom, value: ({ row }: SubstituteLine) => row.validFrom },
    { head: words.validTo, value: ({ row }: SubstituteLine) => row.validTo },
    { head: words.decision, value: ({ decision }: SubstituteLine) => decision?.sessionNumber, width: 24 },
    { head: words.state, value: ({ state }: SubstituteLine) => words.states[state] },
    { head: words.recordedBy, value: ({ recordedBy }: SubstituteLine) => recordedBy },
    { head: t.lists.asOf, value: () => day },
  ];
  return spreadsheet(c, `${words.title}-${day}`, columns, rows);
}

async function showLookup(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const q = (c.req.query('q') ?? '').trim().slice(0, 100);
  const found = await searchItems(db, q, { limit: FOUND });
  const code = c.req.query('item');
  const named = code !== undefined && /^[\w.-]{1,80}$/.test(code) ? await itemByCode(db, code) : undefined;
  const chosen = named ?? (found.length === 1 ? found[0] : undefined);
  const { scopePath } = signedIn(c);
  const offers = chosen === undefined ? [] : await substitutesFor(db, chosen.id, todayOf(services), scopePath);
  const page = <LookupPage t={t} q={q} found={found} chosen={chosen} offers={offers} />;
  return c.render(page, { title: t.substitutes.title, active: 'substitutes' });
}

/** The medicines found for the words of the address, and those chosen already when a form comes back. */
async function foundFor(services: Services, q: string, chosen: string | undefined) {
  const db = services.db.read;
  const found = await findConcepts(db, q);
  const id = Number(chosen);
  if (!/^\d{1,9}$/.test(chosen ?? '') || found.some((one) => one.id === id)) return found;
  return [...(await conceptsById(db, [id])), ...found];
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const typed = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 100);
  const search = { from: typed('from'), to: typed('to') };
  const found = {
    from: await foundFor(services, search.from, form.values.from?.[0]),
    to: await foundFor(services, search.to, form.values.to?.[0]),
  };
  const decisions = await decisionsAboutSubstitutes(services.db.read);
  const shown = { t, form, formKey: newFormKey(), search, found, decisions, today: todayOf(services) };
  return c.render(<NewSubstitutePage {...shown} />, { title: t.substitutes.add, active: 'substitutes' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, substituteForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, from, to, ways, matter, guidance, validFrom, validTo = null } = form.value;
  const pair = { fromConceptId: from, toConceptId: to, bothWays: ways === 'both', matterId: matter };
  const input = { ...pair, guidance, validFrom, validTo };
  const recorded = await recordSubstitute(services, viewerToActor(signedIn(c)), key, input);
  if (!recorded.ok) {
    c.status(statusOf(recorded));
    return showNew(c, services, refusedForm(c, form.values, recorded));
  }
  const title = wordsFor(c).substitutes.recorded(recorded.value.name);
  return redirectWith(c, paths.substitute(recorded.value.id), { tone: 'accent', title });
}

async function showOne(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const today = todayOf(services);
  const line = await substituteById(services.db.read, Number(c.req.param('id')), today);
  if (line === undefined) throw new WebError(404, 'notFound');
  const manages = may(signedIn(c).roles, 'substitute.manage');
  const sessions = signedIn(c).scopePath === '/';
  const shown = { t, line, today, manages, sessions, form, formKey: newFormKey() };
  return c.render(<SubstitutePage {...shown} />, { title: t.substitutes.title, active: 'substitutes' });
}

async function handleEnding(c: AppContext, services: Services) {
  const form = await readForm(c, endingForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const id = Number(c.req.param('id'));
  const { idempotency_key: key, lastDay, reason } = form.value;
  const ended = await endSubstitute(services, viewerToActor(signedIn(c)), key, { id, lastDay, reason });
  if (!ended.ok) {
    if (statusOf(ended) === 404) throw refusalError(c, ended);
    c.status(statusOf(ended));
    return showOne(c, services, refusedForm(c, form.values, ended));
  }
  const title = wordsFor(c).substitutes.endedFlash(lastDay);
  return redirectWith(c, paths.substitute(id), { tone: 'accent', title });
}
