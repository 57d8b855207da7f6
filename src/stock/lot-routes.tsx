/** The page of one lot. */
import { LotPage } from '../../views/stock/lot-page.tsx';
import { itemById } from '../catalogue/queries.ts';
import { paths } from '../paths.ts';
import { PRINTERS } from '../scanning/label-commands.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { lotQuery } from './forms.ts';
import { freezesOfLot } from './lot-freeze-queries.ts';
import { lotPage } from './lot-queries.ts';
import { cursorOf, pointOf, reachOf } from './reach.ts';

async function showLot(services: Services, c: AppContext): Promise<Response> {
  const { viewer, t, can, today } = reachOf(services, c);
  const typed = c.req.param('id') ?? '';
  const id = /^\d{1,15}$/.test(typed) ? Number(typed) : 0;
  const before = pointOf(c.req.query('after'));
  const { kind } = lotQuery.parse(c.req.query());
  const page = await lotPage(services.db.read, { id, scopePath: viewer.scopePath, kind, before });
  const item = page === undefined ? undefined : await itemById(services.db.read, page.lot.itemId);
  if (page === undefined || item === undefined) throw new WebError(404, 'notFound');
  const next = cursorOf(page.next);
  const view = {
    t,
    page,
    item,
    freezes: await freezesOfLot(services.db.read, { lotId: id, scopePath: viewer.scopePath }),
    seesPrices: can('stock.read.prices'),
    mayPrint: PRINTERS.some(can),
    kind,
    first: before && paths.lot(id, { kind }),
    next: next && paths.lot(id, { kind, after: next }),
    expiry: await expiryOn(services.db.read, today),
  };
  const title = t.stock.lotPage.title(page.lot.number);
  return c.render(<LotPage {...view} />, { title, active: 'stock', landscape: true });
}

export function lotRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/lots/:id', (c) => showLot(services, c));
  return router;
}
