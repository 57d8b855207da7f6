/** GET /formulary/difference: two versions side by side, the open draft against its base unless told otherwise. */
import { DifferencePage } from '../../views/formulary/difference-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { type Difference, differenceBetween } from './difference-queries.ts';
import { requireDraftReader } from './draft-routes.tsx';
import { differenceColumns } from './exports.ts';
import { type DifferenceQuery, differenceQuery } from './forms.ts';
import { openDraft, publishedVersions } from './queries.ts';

const PAGE_SIZE = 100;

export function differenceRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requireDraftReader();
  router.get(paths.formularyDifference(), readers, (c) => show(c, services));
  router.get('/formulary/difference/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), async (c) => {
    const t = wordsFor(c);
    const { difference, rows } = await asked(c, services);
    const columns = differenceColumns(t, difference, canOf(c));
    return spreadsheet(c, t.formulary.difference.exportName, columns, rows);
  });
  return router;
}

function canOf(c: AppContext) {
  const { roles } = signedIn(c);
  return {
    stock: may(roles, 'stock.read'),
    prices: may(roles, 'stock.read.prices'),
    export: may(roles, 'export'),
  };
}

/** The compared versions and the rows that are shown; named by nobody: the draft, or the latest, with its base. */
async function asked(c: AppContext, services: Services) {
  const db = services.db.read;
  const given = differenceQuery.parse(c.req.query());
  const draft = await openDraft(db);
  const versions = await publishedVersions(db);
  const to = given.to ?? (draft === undefined ? versions[0]?.edition : ('draft' as const));
  if (to === undefined) throw new WebError(404, 'notFound');
  const earlier = to === 'draft' ? versions[0]?.edition : to > 1 ? to - 1 : undefined;
  const typed = c.req.query('from') !== undefined;
  const query: DifferenceQuery = { ...given, to, from: typed ? given.from : earlier };
  const ends = { from: query.from ?? null, to };
  const { scopePath } = signedIn(c);
  const difference = await differenceBetween(db, ends, scopePath, dayOf(services.clock.now()));
  if (difference === undefined) throw new WebError(404, 'notFound');
  const rows = difference.rows.filter((row) => query.act === undefined || row.act === query.act);
  return { difference: withoutStock(difference, canOf(c).stock), rows, query, versions, draft };
}

/** Those who see no stock see no stock of leavers either. */
function withoutStock(difference: Difference, seesStock: boolean): Difference {
  return seesStock ? difference : { ...difference, leaving: new Map() };
}

async function show(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { difference, rows, query, versions, draft } = await asked(c, services);
  return c.render(
    <DifferencePage
      t={t}
      difference={difference}
      query={query}
      {...pageOf(rows, c.req.query('page'), PAGE_SIZE)}
      editions={versions}
      draftNumber={draft?.documentNumber ?? null}
      can={canOf(c)}
    />,
    { title: t.formulary.difference.title, active: 'formulary' },
  );
}
