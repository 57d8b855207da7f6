/** Pages of empty ampoules: what is out, what came back and is destroyed, and the line of an issue they belong to. */
import { AmpouleLinePage } from '../../views/controlled/ampoule-line-page.tsx';
import { OwedAmpoulesPage, ReturnedAmpoulesPage } from '../../views/controlled/ampoule-pages.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { DAY_MS, dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { emptyForm, type FormState, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness } from '../web/witness.ts';
import { destroyAmpoules, pourAway, returnAmpoules } from './ampoule-commands.ts';
import {
  ampouleLine,
  ampoulesToDestroy,
  type IssuedLine,
  listReturns,
  owedAmpoules,
  residuesOfLine,
  returnsOfLine,
} from './ampoule-queries.ts';
import { returnColumns } from './exports.ts';
import { destroyForm, placeQuery, residueForm, returnForm, returnsQuery } from './forms.ts';
import { controlledPlaces } from './place-queries.ts';

const PAGE_SIZE = 50;
/** What is out is worked off from the top; nobody pages through it. */
const MOST_OWED = 300;
const MOST_EXPORTED = 10_000;
const SHOWN_DAYS = 730;
const LINE = '/controlled/ampoules/:line{[0-9]{1,12}}';

export function ampouleRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('controlled.read');
  const keepers = requirePermission('controlled.act');
  router.get(paths.ampoules(), readers, (c) => showOwed(c, services));
  router.get('/controlled/ampoules/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportOwed(c, services),
  );
  router.get(paths.ampoulesBack(), readers, (c) => showReturned(c, services, emptyForm()));
  router.get('/controlled/ampoules/returned/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportReturned(c, services),
  );
  router.post(paths.ampoulesDestruction(), keepers, (c) => handleDestruction(c, services));
  router.get(LINE, readers, (c) => showLine(c, services));
  router.post(`${LINE}/return`, keepers, (c) => handleReturn(c, services));
  router.post(`${LINE}/residue`, keepers, (c) => handleResidue(c, services));
  return router;
}

async function owedRows(c: AppContext, services: Services, size: number) {
  const { q = '' } = placeQuery.parse(c.req.query());
  const since = services.clock.now() - SHOWN_DAYS * DAY_MS;
  return { q, rows: await owedAmpoules(services.db.read, signedIn(c).scopePath, { since, size, q }) };
}

async function showOwed(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const { ampoules: days } = await ruleOn(services.db.read, 'controlled_days', dayOf(now));
  const { q, rows } = await owedRows(c, services, MOST_OWED);
  const shown = { t, rows, q, days, canExport: may(signedIn(c).roles, 'export'), now };
  return c.render(<OwedAmpoulesPage {...shown} />, { title: t.controlled.ampoules.title, active: 'controlled' });
}

async function exportOwed(c: AppContext, services: Services): Promise<Response> {
  const { ampoules: words, ...of } = wordsFor(c).controlled;
  const { rows } = await owedRows(c, services, MOST_EXPORTED);
  const columns: Column<IssuedLine>[] = [
    { head: of.place, value: (row) => row.place.shortName },
    { head: words.issue, value: (row) => row.issueNumber, width: 20 },
    { head: words.at, value: (row) => fullMoment(row.at), width: 18 },
    { head: of.item, value: (row) => row.item.name, width: 24 },
    { head: of.lot, value: (row) => row.lotNumber },
    { head: words.to, value: (row) => `${row.ward} ${row.patientRef}`.trim(), width: 24 },
    { head: words.issued, value: (row) => row.issued },
    { head: words.back, value: (row) => row.back },
    { head: words.left, value: (row) => row.issued - row.back },
  ];
  const name = `${words.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, columns, rows);
}

async function showReturned(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { after, q = '' } = returnsQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listReturns(db, viewer.scopePath, { cursor, size: PAGE_SIZE, q });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.at, row.id]);
  const acts = may(viewer.roles, 'controlled.act');
  const own = (await controlledPlaces(db, viewer.organisationPath)).find((one) => one.id === viewer.organisationId);
  const waiting = acts && own !== undefined ? await ampoulesToDestroy(db, own.id) : [];
  const canExport = may(viewer.roles, 'export');
  const page = { t, q, canExport, rows, next, paged: cursor !== undefined, waiting, organisation: own?.code };
  const shown = { ...page, form, formKey: newFormKey(), now: services.clock.now() };
  return c.render(<ReturnedAmpoulesPage {...shown} />, { title: t.controlled.ampoules.title, active: 'controlled' });
}

async function exportReturned(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { q } = returnsQuery.parse(c.req.query());
  const rows = await listReturns(services.db.read, signedIn(c).scopePath, { size: MOST_EXPORTED, q });
  const name = `${t.controlled.ampoules.backExportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, returnColumns(t), rows.slice(0, MOST_EXPORTED));
}

function handleDestruction(c: AppContext, services: Services): Promise<Response> {
  return actOnPage(c, {
    name: 'destruction',
    schema: destroyForm,
    page: paths.ampoulesBack(),
    show: ({ state }) => showReturned(c, services, state),
    work: async (actor, value) => {
      const { idempotency_key: key, organisation, return: ids } = value;
      const places = await controlledPlaces(services.db.read, signedIn(c).scopePath);
      const place = places.find((one) => one.code === organisation && worksAt(actor, one));
      if (place === undefined) return refuse('not_found');
      const second = await proveWitness(c, services, place.path, value);
      if (!second.ok) return second;
      const done = await destroyAmpoules(services, actor, key, { place, ids }, second.value);
      return done.ok ? wordsFor(c).controlled.ampoules.destroyDone(done.value.pieces) : done;
    },
  });
}

async function wantedLine(c: AppContext, services: Services): Promise<IssuedLine> {
  const line = await ampouleLine(services.db.read, Number(c.req.param('line')));
  if (line === undefined || !line.place.path.startsWith(signedIn(c).scopePath)) throw new WebError(404, 'notFound');
  return line;
}

async function showLine(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const line = await wantedLine(c, services);
  const [returns, residues] = [await returnsOfLine(db, line.id), await residuesOfLine(db, line.id)];
  const canAct = may(viewer.roles, 'controlled.act') && worksAt(viewer, line.place);
  const given = back ?? { name: '', state: emptyForm() };
  const shown = { t, line, returns, residues, canAct, back: given, formKey: newFormKey };
  const title = t.controlled.ampoules.lineTitle(line.item.name);
  return c.render(<AmpouleLinePage {...shown} />, { title, active: 'controlled' });
}

async function handleReturn(c: AppContext, services: Services): Promise<Response> {
  const line = await wantedLine(c, services);
  return actOnPage(c, {
    name: 'return',
    schema: returnForm,
    page: paths.ampouleLine(line.id),
    show: (back) => showLine(c, services, back),
    work: async (actor, value) => {
      const second = await proveWitness(c, services, line.place.path, value);
      if (!second.ok) return second;
      const { idempotency_key: key, pieces, returnedBy } = value;
      const done = await returnAmpoules(services, actor, key, { lineId: line.id, pieces, returnedBy }, second.value);
      return done.ok ? wordsFor(c).controlled.ampoules.returned(done.value.pieces, done.value.left) : done;
    },
  });
}

async function handleResidue(c: AppContext, services: Services): Promise<Response> {
  const line = await wantedLine(c, services);
  return actOnPage(c, {
    name: 'residue',
    schema: residueForm,
    page: paths.ampouleLine(line.id),
    show: (back) => showLine(c, services, back),
    work: async (actor, value) => {
      const second = await proveWitness(c, services, line.place.path, value);
      if (!second.ok) return second;
      const { idempotency_key: key, amount, method } = value;
      const done = await pourAway(services, actor, key, { lineId: line.id, amount, method }, second.value);
      return done.ok ? wordsFor(c).controlled.ampoules.poured(done.value.amount) : done;
    },
  });
}
