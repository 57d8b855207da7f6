/** One page of all equipment that a person may see: what there is, what stands still, what comes due, the rates. */
import { z } from 'zod';
import { EquipmentOverviewPage } from '../../views/equipment-overview/overview-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { dueSoon, ownWork } from './due-queries.ts';
import { overviewColumns } from './exports.ts';
import { addedUp } from './rules.ts';
import { memberSums } from './sum-queries.ts';

const PAGE_SIZE = 50;

const overviewQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  page: z.string().max(10).optional().catch(undefined),
});

export function equipmentOverviewRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  router.get(paths.equipmentOverview(), readers, (c) => showOverview(c, services));
  router.get('/equipment/overview/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportOverview(c, services),
  );
  return router;
}

async function showOverview(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const now = services.clock.now();
  const { q = '', page } = overviewQuery.parse(c.req.query());
  const { lines, barred } = await memberSums(db, viewer.scopePath, now);
  const tokens = queryTokens(q);
  const found = lines.filter(({ searchText }) => tokens.every((token) => searchText.includes(token)));
  const shown = {
    ...{ t, barred, today: dayOf(now), now, q },
    total: addedUp(lines),
    members: pageOf(found, page, PAGE_SIZE),
    several: lines.length > 1,
    due: await dueSoon(db, viewer.scopePath, now),
    own: await ownWork(db, viewer, now),
    can: { prices: may(viewer.roles, 'asset.price'), export: may(viewer.roles, 'export') },
  };
  return c.render(<EquipmentOverviewPage {...shown} />, {
    title: t.equipmentOverview.title,
    active: 'equipmentOverview',
  });
}

async function exportOverview(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const now = services.clock.now();
  const { lines } = await memberSums(services.db.read, scopePath, now);
  const columns = overviewColumns(t, may(roles, 'asset.price'));
  return spreadsheet(c, `${t.equipmentOverview.title}-${dayOf(now)}`, columns, lines);
}
