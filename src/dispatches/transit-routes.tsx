/** What is on the way by age, and who bears losses of the way: two lists, looked through, paged and exported. */
import { z } from 'zod';
import { ChargesPage } from '../../views/dispatches/charges-page.tsx';
import { TransitPage } from '../../views/dispatches/transit-page.tsx';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { listCharges } from './charge-queries.ts';
import { CHARGE_STATES, type ChargeFilter } from './charge-rules.ts';
import { chargeColumns, transitColumns } from './exports.ts';
import { bandsOfTransit, listTransit, type TransitAsked } from './transit-queries.ts';
import { AGE_BANDS, TRANSIT_STATES, type TransitFilter } from './transit-rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 50_000;

/** Nonsense in the address is left out. */
const words = z.string().trim().min(1).max(100).optional().catch(undefined);
const transitQuery = z.object({
  band: z.enum(AGE_BANDS).optional().catch(undefined),
  state: z.enum(TRANSIT_STATES).optional().catch(undefined),
  q: words,
});
const chargeQuery = z.object({ state: z.enum(CHARGE_STATES).optional().catch(undefined), q: words });

export function transitRoutes(services: Services): Router {
  const router = createRouter();
  const read = requirePermission('stock.read');
  const prices = requirePermission('stock.read.prices');
  const exports = requirePermission('export');
  router.get(paths.transit(), read, (c) => showTransit(c, services));
  router.get(paths.charges(), read, prices, (c) => showCharges(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.transitExport(format), read, exports, async (c) => {
      const t = wordsFor(c);
      const rows = await listTransit(services.db.read, await transitAsked(c, services), { size: MOST_EXPORTED });
      const columns = transitColumns(t, services.clock.now(), may(c.get('viewer').roles, 'stock.read.prices'));
      return spreadsheet(c, t.arrivals.transit.exportName, columns, rows.slice(0, MOST_EXPORTED));
    });
    router.get(paths.chargesExport(format), read, prices, exports, async (c) => {
      const t = wordsFor(c);
      const filter: ChargeFilter = chargeQuery.parse(c.req.query());
      const rows = await listCharges(services.db.read, c.get('viewer').scopePath, filter, { size: MOST_EXPORTED });
      const columns = chargeColumns(t);
      return spreadsheet(c, t.arrivals.charges.exportName, columns, rows.slice(0, MOST_EXPORTED));
    });
  }
  return router;
}

async function transitAsked(c: AppContext, services: Services): Promise<TransitAsked> {
  const now = services.clock.now();
  const rule = await ruleOn(services.db.read, 'arrival_minutes', dayOf(now));
  const filter: TransitFilter = transitQuery.parse(c.req.query());
  return { scopePath: c.get('viewer').scopePath, filter, rule, now };
}

async function showTransit(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = c.get('viewer');
  const asked = await transitAsked(c, services);
  const cursor = decodeCursor(c.req.query('after'), ['number', 'number']) as [number, number] | undefined;
  const fetched = await listTransit(services.db.read, asked, { cursor, size: PAGE_SIZE });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.postedAt, row.id]);
  const shown = {
    t,
    states: TRANSIT_STATES,
    filter: asked.filter,
    rows: page.rows,
    next: page.next,
    paged: cursor !== undefined,
    bands: await bandsOfTransit(services.db.read, asked),
    now: asked.now,
    can: { export: may(viewer.roles, 'export'), prices: may(viewer.roles, 'stock.read.prices') },
  };
  return c.render(<TransitPage {...shown} />, { title: t.arrivals.transit.title, active: 'discrepancies' });
}

async function showCharges(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = c.get('viewer');
  const filter: ChargeFilter = chargeQuery.parse(c.req.query());
  const [cursor] = (decodeCursor(c.req.query('after'), ['number']) as [number] | undefined) ?? [];
  const fetched = await listCharges(services.db.read, viewer.scopePath, filter, { cursor, size: PAGE_SIZE });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.id]);
  const shown = {
    t,
    states: CHARGE_STATES,
    filter,
    rows: page.rows,
    next: page.next,
    paged: cursor !== undefined,
    now: services.clock.now(),
    can: { export: may(viewer.roles, 'export') },
  };
  return c.render(<ChargesPage {...shown} />, { title: t.arrivals.charges.title, active: 'discrepancies' });
}
