/** Pages of faults: the list, its figures, a report from a card, and one fault with its acts. */
import { FaultFiguresPage } from '../../views/faults/figures-page.tsx';
import { FaultsPage } from '../../views/faults/list-page.tsx';
import { assetClasses } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { faultActRoutes } from './act-routes.tsx';
import { figureColumns, listColumns } from './exports.ts';
import { faultFigures } from './figure-queries.ts';
import { figureQuery, listQuery } from './forms.ts';
import { listFaults } from './list-queries.ts';
import { reportRoutes } from './report-routes.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const YEAR_DAYS = 364;

export function faultRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const exporters = requirePermission('export');
  router.get(paths.faults(), readers, (c) => showList(c, services));
  router.get('/equipment/faults/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.get(paths.faultFigures(), readers, (c) => showFigures(c, services));
  router.get('/equipment/faults/figures/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) =>
    exportFigures(c, services),
  );
  router.route('/', reportRoutes(services));
  router.route('/', faultActRoutes(services));
  return router;
}

const seesCosts = (c: AppContext) =>
  (['asset.price', 'fault.repair', 'fault.approve'] as const).some((one) => may(signedIn(c).roles, one));

const askOf = (c: AppContext, services: Services) => {
  const { scopePath, userId } = signedIn(c);
  return { scopePath, userId, now: services.clock.now() };
};

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { after, ...filter } = listQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const page = await pageById(after, PAGE_SIZE, (from) => listFaults(db, ask, filter, from));
  const { roles } = signedIn(c);
  const can = { export: may(roles, 'export'), costs: seesCosts(c), repair: may(roles, 'fault.repair') };
  const classes = await assetClasses(db);
  const members = (await organisationsUnder(db, ask.scopePath)).filter((one) => one.active);
  const choices = { classes, members: members.map(({ code, shortName }) => ({ code, shortName })) };
  const shown = { t, filter, ...page, can, ...choices, now: ask.now };
  return c.render(<FaultsPage {...shown} />, { title: t.faults.title, active: 'faults' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listFaults(services.db.read, askOf(c, services), filter, { size: MOST_EXPORTED });
  const name = `${t.faults.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, seesCosts(c)), rows);
}

/** The period asked for, or the last year. */
function periodOf(c: AppContext, services: Services) {
  const today = dayOf(services.clock.now());
  const { by, from, until } = figureQuery.parse(c.req.query());
  return { by, from: from ?? addDays(today, -YEAR_DAYS), until: until ?? today };
}

async function showFigures(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const filter = periodOf(c, services);
  const { scopePath, roles } = signedIn(c);
  const rows = await faultFigures(services.db.read, scopePath, filter, services.clock.now());
  const can = { export: may(roles, 'export'), costs: seesCosts(c) };
  return c.render(<FaultFiguresPage t={t} filter={filter} rows={rows} can={can} />, {
    title: t.faults.figures,
    active: 'faults',
  });
}

async function exportFigures(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const filter = periodOf(c, services);
  const rows = await faultFigures(services.db.read, signedIn(c).scopePath, filter, services.clock.now());
  const name = `${t.faults.figuresExport}-${filter.from}-${filter.until}`;
  return spreadsheet(c, name, figureColumns(t, seesCosts(c)), rows);
}
