/**
 * The expiry calendar: a page of its own, whose calendar the near-expiry board shows once the board is there. It adds
 * up a year of all stock, and the lists need not wait for it.
 */

import { ExpiryCalendar } from '../../views/stock/expiry-calendar.tsx';
import { ExpiryCalendarPage } from '../../views/stock/expiry-calendar-page.tsx';
import type { Services } from '../services.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { expiryAsked } from './expiry-asked.ts';
import { expiryCalendar } from './expiry-calendar-queries.ts';
import { said } from './forms.ts';
import { reachOf } from './reach.ts';
import { expiryQuery } from './view-forms.ts';

async function showCalendar(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const query = expiryQuery.parse(c.req.query());
  const { inReach, asked, expiry } = await expiryAsked(services, reach, query);
  const seesPrices = reach.can('stock.read.prices');
  const measure = seesPrices ? 'value' : 'lots';
  const months = await expiryCalendar(services.db.read, { ...asked, years: query.years, measure });
  const calendar = { t: reach.t, months, seesPrices, expiry, query: said(query) };
  const title = reach.t.stockViews.expiry.calendarPage;
  const shown = isFragment(c) ? (
    <ExpiryCalendar {...calendar} />
  ) : (
    <ExpiryCalendarPage {...calendar} choices={inReach.choices} />
  );
  return c.render(shown, { title, active: 'stockExpiry', landscape: true });
}

export function expiryCalendarRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/expiry/calendar', (c) => showCalendar(services, c));
  return router;
}
