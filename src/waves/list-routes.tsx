/** All waves as a list that is looked through, paged and taken as a file. */
import type { Words } from '../../views/i18n/index.ts';
import { WavesPage } from '../../views/waves/list-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { listQuery } from './forms.ts';
import { type ListedWave, listWaves } from './list-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;

export function waveListRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  router.get(paths.waveList(), readers, (c) => showList(c, services));
  router.get(`${paths.waveList()}/:file{export\\.(?:csv|xlsx)}`, readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string', 'number']) as [string, number] | undefined;
  const fetched = await listWaves(services.db.read, viewer.scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.day, row.id]);
  const shown = { t, filter, rows, next, paged: cursor !== undefined, canExport: may(viewer.roles, 'export') };
  return c.render(<WavesPage {...shown} />, { title: t.waves.all, active: 'rounds' });
}

function columnsOf(t: Words): Column<ListedWave>[] {
  const words = t.waves;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.day, value: (row) => row.day, width: 12 },
    { head: words.house, value: (row) => row.house },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.entries, value: (row) => row.entries },
    { head: words.refusedEntries, value: (row) => row.refused },
  ];
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listWaves(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.waves.all}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, columnsOf(t), rows.slice(0, MOST_EXPORTED));
}
