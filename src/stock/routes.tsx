/** The stock pages: overview, a member's stock, stock card, lot, and each of them as a file. All of them only read. */
import { requirePermission } from '../auth/guard.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from '../web/router.ts';
import { cardRoutes } from './card-routes.tsx';
import { expiryCalendarRoutes } from './expiry-calendar-routes.tsx';
import { expiryRoutes } from './expiry-routes.tsx';
import { lotRoutes } from './lot-routes.tsx';
import { matrixRoutes } from './matrix-routes.tsx';
import { memberRoutes } from './member-routes.tsx';
import { slowMemberRoutes } from './slow-member-routes.tsx';
import { slowRoutes } from './slow-routes.tsx';
import { thenRoutes } from './then-routes.tsx';
import { valueRoutes } from './value-routes.tsx';

export function stockRoutes(services: Services): Router {
  const router = createRouter();
  // By address and not by `*`: what stands below /stock for others, such as imports, has its own permission
  const reading = requirePermission('stock.read');
  const exporting = requirePermission('export');
  router.get('/stock', reading);
  router.get('/lots/:id', reading);
  router.get('/stock/expiry/calendar', reading);
  router.get('/stock/:organisation{[A-Z0-9]+}', reading);
  router.get('/stock/:organisation{[A-Z0-9]+}/*', reading);
  for (const view of ['expiry', 'slow', 'slow/members', 'value', 'then']) {
    const readingIt = view === 'value' ? requirePermission('stock.read.prices') : reading;
    router.get(`/stock/${view}`, readingIt);
    for (const format of ['csv', 'xlsx']) router.get(`/stock/${view}/export.${format}`, readingIt, exporting);
  }
  for (const format of ['csv', 'xlsx']) {
    router.get(`/stock/export.${format}`, reading, exporting);
    router.get(`/stock/:organisation{[A-Z0-9]+}/export.${format}`, exporting);
    router.get(`/stock/:organisation{[A-Z0-9]+}/:item/export.${format}`, exporting);
  }
  router.route('/', matrixRoutes(services));
  router.route('/', expiryRoutes(services));
  router.route('/', expiryCalendarRoutes(services));
  router.route('/', slowRoutes(services));
  router.route('/', slowMemberRoutes(services));
  router.route('/', valueRoutes(services));
  router.route('/', thenRoutes(services));
  router.route('/', memberRoutes(services));
  router.route('/', cardRoutes(services));
  router.route('/', lotRoutes(services));
  return router;
}
