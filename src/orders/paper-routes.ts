/** The order as a PDF and its lines as a sheet, for the buyer and for its supplier. */
import { refusalText } from '../../views/i18n/index.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { placesOf } from './delivery-queries.ts';
import { drawOrder, lineColumns } from './paper.ts';
import { orderLines } from './record-queries.ts';
import { BUYER, type Side, SUPPLIER, wantedOrder } from './side.ts';
import { ORDER } from './speaking-routes.tsx';

export function paperRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('party.read');
  const suppliers = requirePermission('supplier.portal');
  router.get(paths.orderPaper(ORDER), readers, (c) => sendPaper(c, services, BUYER));
  router.get(paths.portalPaper(ORDER), suppliers, (c) => sendPaper(c, services, SUPPLIER));
  const file = ':file{export\\.(?:csv|xlsx)}';
  router.get(`/orders/${ORDER}/${file}`, readers, (c) => sendLines(c, services, BUYER));
  router.get(`/portal/orders/${ORDER}/${file}`, suppliers, (c) => sendLines(c, services, SUPPLIER));
  return router;
}

async function sendPaper(c: AppContext, services: Services, side: Side) {
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await wantedOrder(c, services, side);
  const now = services.clock.now();
  const lines = await orderLines(db, head, { today: dayOf(now), scopePath: '/' });
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const paper = {
    head,
    lines,
    places: await placesOf(db, [...new Set(lines.map((row) => row.place.id))]),
    issuer: (await headOrganisation(db))?.name ?? '',
    printedAt: now,
    printedBy: signedIn(c).name,
    checkUrl: new URL(side.order(head.number), origin).toString(),
  };
  try {
    return c.body(new Uint8Array(await drawOrder(paper, t)), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${head.number}.pdf"`,
      'Cache-Control': 'no-store',
    });
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(t, error));
  }
}

async function sendLines(c: AppContext, services: Services, side: Side) {
  const head = await wantedOrder(c, services, side);
  const today = dayOf(services.clock.now());
  const rows = await orderLines(services.db.read, head, { today, scopePath: '/' });
  return spreadsheet(c, head.number, lineColumns(wordsFor(c)), rows);
}
