/** GET /selection and its files, and the comparison side by side. */
import { ComparisonPage } from '../../views/selection/comparison-page.tsx';
import { DossiersPage } from '../../views/selection/index-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { comparisonColumns } from './comparison-columns.ts';
import { type ComparedColumn, compareClass, compareDossier } from './comparison-queries.ts';
import { readableDossier } from './dossier-queries.ts';
import { type ListQuery, listQuery } from './forms.ts';
import { dossierColumns } from './list-columns.ts';
import { classesOf, type DossierFilters, exportDossiers, listDossiers, TABS, tabCounts } from './list-queries.ts';
import { mayWatch, requireReading, seesCosts } from './reading.ts';
import { waitingReviews } from './waiting-queries.ts';

const PAGE_SIZE = 50;

async function filtersOf(c: AppContext, services: Services, query: ListQuery): Promise<DossierFilters> {
  const viewer = signedIn(c);
  const place = query.organisation ? await organisationByCode(services.db.read, query.organisation) : undefined;
  return {
    tab: query.state,
    q: query.q,
    therapeuticClass: query.class,
    ...(query.organisation && { underPath: place?.path ?? '-' }),
    ...(query.mine && { tab: 'scoring' as const, reviewerId: viewer.userId }),
  };
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const query = listQuery.parse(c.req.query());
  const filters = await filtersOf(c, services, query);
  const page = await listDossiers(db, viewer, filters, { after: query.after, size: PAGE_SIZE });
  const reviews = may(viewer.roles, 'dossier.review');
  return c.render(
    <DossiersPage
      t={t}
      query={{ ...query, state: filters.tab }}
      tabs={TABS}
      counts={await tabCounts(db, viewer)}
      lines={page.rows}
      next={page.next}
      classes={await classesOf(db, viewer)}
      waiting={reviews ? await waitingReviews(db, viewer.userId) : 0}
      can={{ apply: may(viewer.roles, 'dossier.apply'), review: reviews, watch: mayWatch(viewer) }}
    />,
    { title: t.selection.title, active: 'selection' },
  );
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const query = listQuery.parse(c.req.query());
  const filters = await filtersOf(c, services, query);
  const lines = await exportDossiers(services.db.read, viewer, filters);
  const name = t.selection.fileName(t.selection.tabs[filters.tab], dayOf(services.clock.now()));
  return spreadsheet(c, name, dossierColumns(t, seesCosts(viewer)), lines);
}

interface Comparison {
  name: string | undefined;
  dossier: string | undefined;
  columns: ComparedColumn[];
}

/** What the address compares: a class, or a dossier's item with those it names. Throws 404. */
async function comparisonOf(c: AppContext, services: Services): Promise<Comparison> {
  const viewer = signedIn(c);
  const { scopePath } = viewer;
  const db = services.db.read;
  const day = dayOf(services.clock.now());
  const number = c.req.query('dossier');
  const name = (c.req.query('class') ?? '').slice(0, 100) || undefined;
  if (name !== undefined) {
    return { name, dossier: undefined, columns: await compareClass(db, name, scopePath, day) };
  }
  if (!number) return { name, dossier: undefined, columns: [] };
  const record = await readableDossier(db, number, viewer);
  if (record === undefined) throw new WebError(404, 'notFound');
  return { name, dossier: record.document.number, columns: await compareDossier(db, record, scopePath, day) };
}

async function showComparison(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const compared = await comparisonOf(c, services);
  return c.render(
    <ComparisonPage
      t={t}
      classes={await classesOf(services.db.read, viewer)}
      {...compared}
      seesPrices={seesCosts(viewer)}
    />,
    { title: t.selection.comparison.title, active: 'selection' },
  );
}

async function exportComparison(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { name, dossier, columns } = await comparisonOf(c, services);
  const file = t.selection.comparison.fileName(name ?? dossier ?? '', dayOf(services.clock.now()));
  return spreadsheet(c, file, comparisonColumns(t, seesCosts(signedIn(c))), columns);
}

export function listRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requireReading();
  router.get(paths.selection(), reading, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.selectionExport(format), reading, requirePermission('export'), (c) => exportList(c, services));
    router.get(paths.comparisonExport(format), reading, requirePermission('export'), (c) =>
      exportComparison(c, services),
    );
  }
  router.get(paths.comparison(), reading, (c) => showComparison(c, services));
  return router;
}
