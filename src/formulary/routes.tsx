/** Addresses of the formulary: the version in force as of a day, every other version, their files and papers. */
import { FormularyPage } from '../../views/formulary/index-page.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths, type Query } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { differenceRoutes } from './difference-routes.tsx';
import { listVersions } from './draft-queries.ts';
import { abandonedPage, draftRoutes, seesDrafts } from './draft-routes.tsx';
import { versionEntries } from './entry-queries.ts';
import { exceptionRoutes } from './exception-routes.tsx';
import { entryColumns } from './exports.ts';
import { entryQuery } from './forms.ts';
import { classesOf, countTiers, entriesMatching } from './list-queries.ts';
import { drawFormulary } from './print-list.ts';
import { type PublishedVersion, sessionOf, versionByEdition, versionInForce } from './queries.ts';
import { revisionView } from './revision-queries.ts';

const PAGE_SIZE = 50;
const EDITION = ':number{[1-9][0-9]{0,5}}';

export function formularyRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  const exporters = requirePermission('export');
  router.get(paths.formulary(), readers, (c) => showInForce(c, services));
  router.get('/formulary/:file{export\\.(?:csv|xlsx)}', readers, exporters, async (c) => {
    const on = entryQuery.parse(c.req.query()).on ?? dayOf(services.clock.now());
    const version = await versionInForce(services.db.read, on);
    if (version === undefined) throw new WebError(404, 'notFound');
    return exportEntries(c, services, version);
  });
  router.route('/', draftRoutes(services));
  router.route('/', differenceRoutes(services));
  router.route('/', exceptionRoutes(services));
  router.get(`/formulary/versions/${EDITION}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, async (c) =>
    exportEntries(c, services, await wanted(c, services)),
  );
  router.get(`/formulary/versions/${EDITION}/export.pdf`, readers, exporters, (c) => pdf(c, services));
  router.get(`/formulary/versions/${EDITION}`, readers, async (c) => {
    const version = await wanted(c, services);
    return showVersion(c, services, version, { single: true });
  });
  router.get('/formulary/versions/:number{ML-[0-9]{8}-[0-9]{4,}}', readers, (c) => abandonedPage(c, services));
  return router;
}

async function wanted(c: AppContext, services: Services): Promise<PublishedVersion> {
  const version = await versionByEdition(services.db.read, Number(c.req.param('number')));
  if (version === undefined) throw new WebError(404, 'notFound');
  return version;
}

async function showInForce(c: AppContext, services: Services): Promise<Response> {
  const { on } = entryQuery.parse(c.req.query());
  const version = await versionInForce(services.db.read, on ?? dayOf(services.clock.now()));
  return showVersion(c, services, version ?? null, { single: false });
}

async function showVersion(
  c: AppContext,
  services: Services,
  version: PublishedVersion | null,
  { single }: { single: boolean },
): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const filters = entryQuery.parse(c.req.query());
  const current = await versionInForce(db, today);
  const canExport = may(viewer.roles, 'export');
  const entries = version === null ? [] : await versionEntries(db, version.id);
  const href = (query: Query) =>
    single && version !== null ? paths.formularyVersion(version.edition, query) : paths.formulary(query);
  const exports = (format: 'csv' | 'xlsx', query: Query) =>
    single && version !== null
      ? paths.formularyVersionExport(version.edition, format, query)
      : paths.formularyExport(format, query);
  const fitting = await entriesMatching(db, entries, filters);
  const list = {
    t,
    filters,
    classes: classesOf(entries),
    ...pageOf(fitting, c.req.query('page'), PAGE_SIZE),
    href,
    exports: canExport ? exports : null,
    dated: !single,
  };
  const session = version === null ? null : await sessionOf(db, version.matterId);
  const seesDraft = seesDrafts(viewer);
  return c.render(
    <FormularyPage
      t={t}
      today={today}
      version={version && { ...version, sessionNumber: session, status: 'published' }}
      current={version !== null && version.id === current?.id}
      counts={countTiers(entries)}
      versions={await listVersions(db)}
      currentId={current?.id ?? null}
      list={version === null ? null : list}
      revision={seesDraft && !single ? await revisionView(db, today, { problems: false }) : null}
      single={single}
      can={{ seeDraft: seesDraft, export: canExport }}
      on={filters.on}
    />,
    { title: version?.title ?? t.formulary.title, active: 'formulary' },
  );
}

/** Exactly what the list shows, all pages. */
async function exportEntries(c: AppContext, services: Services, version: PublishedVersion): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const entries = await entriesMatching(db, await versionEntries(db, version.id), entryQuery.parse(c.req.query()));
  return spreadsheet(c, t.formulary.exportName(version.title), entryColumns(t), entries);
}

async function pdf(c: AppContext, services: Services): Promise<Response> {
  const version = await wanted(c, services);
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await headOrganisation(db);
  const list = {
    issuer: head?.name ?? '',
    version,
    session: await sessionOf(db, version.matterId),
    entries: await versionEntries(db, version.id),
    printedAt: services.clock.now(),
    printedBy: signedIn(c).name,
  };
  try {
    const body = await drawFormulary(t, list);
    return c.body(new Uint8Array(body), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="formulary-${version.edition}.pdf"`,
      'Cache-Control': 'no-store',
    });
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(t, error));
  }
}
