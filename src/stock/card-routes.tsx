/** The stock card as a page and as a file. */

import { StockCardPage } from '../../views/stock/card-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import { amountFen } from '../kernel/money.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import {
  type CardAsked,
  defaultDays,
  lotsOfSubject,
  lotsThere,
  stockCard,
  subjectOf,
  wholeCard,
} from './card-queries.ts';
import type { OpenedLot } from './drill-queries.ts';
import { recordStockExport } from './export-commands.ts';
import { cardQuery, said } from './forms.ts';
import { useByWeek } from './item-use-queries.ts';
import { storesEver } from './place-queries.ts';
import { cursorOf, pointOf, reachItem, reachMember, reachOf } from './reach.ts';
import { coverDays, heatOf } from './rules.ts';
import { cardSheet } from './sheets.ts';
import { dailyStandings } from './standing-queries.ts';
import { transitTo, useOf } from './supply-queries.ts';

const CHART_DAYS = 90;

type CardQuery = ReturnType<typeof cardQuery.parse>;

/** The days asked for, or the last 90; days the wrong way round are not used. */
function daysOf(query: CardQuery, now: number): { from: string; to: string; refused: boolean } {
  const usual = defaultDays(now);
  const from = query.from ?? usual.from;
  const to = query.to ?? usual.to;
  return from > to ? { ...usual, refused: true } : { from, to, refused: false };
}

function askedOf(given: { organisationId: number; itemId: number; now: number }, query: CardQuery): CardAsked {
  const { from, to } = daysOf(query, given.now);
  return { ...given, from, to, kind: query.kind, lotId: query.lot, placeId: query.place };
}

function factsOf(
  lots: readonly OpenedLot[],
  given: { transitBase: number; use30Base: number; packSize: number | null },
) {
  const sum = (of: (lot: OpenedLot) => number) => lots.reduce((total, lot) => total + of(lot), 0);
  const usableBase = sum((lot) => (lot.why === null ? lot.onHand - lot.reserved : 0));
  const cover = coverDays(usableBase, given.use30Base);
  const { packSize } = given;
  return {
    onHandBase: sum((lot) => lot.onHand),
    usableBase,
    reservedBase: sum((lot) => lot.reserved),
    blockedBase: sum((lot) => (lot.why === null ? 0 : lot.onHand - lot.reserved)),
    transitBase: given.transitBase,
    use30Base: given.use30Base,
    cover,
    heat: heatOf(usableBase, cover),
    amountFen: packSize === null ? null : sum((lot) => amountFen(lot.onHand, packSize, lot.pricePack)),
  };
}

async function showCard(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const { t, now, today, viewer } = reach;
  const db = services.db.read;
  const [organisation, item] = await Promise.all([
    reachMember(services, viewer, c.req.param('organisation') ?? ''),
    reachItem(services, c.req.param('item') ?? ''),
  ]);
  const query = cardQuery.parse(c.req.query());
  const cursor = pointOf(c.req.query('after'));
  const where = { organisationId: organisation.id, itemId: item.id };
  const asked = askedOf({ ...where, now }, query);
  const subject = await subjectOf(db, where);
  // Asked side by side: where several connections read, they do not wait for each other
  const [card, lots, everyLot, days, transitBase, use30Base, weeks, stores] = await Promise.all([
    stockCard(db, { ...asked, before: cursor }),
    lotsThere(db, subject, today),
    lotsOfSubject(db, subject),
    dailyStandings(db, subject, today, CHART_DAYS),
    transitTo(db, where),
    useOf(db, { ...where, day: today }),
    useByWeek(db, { ...where, day: today }),
    storesEver(db, organisation.id),
  ]);
  const seesPrices = reach.can('stock.read.prices');
  const own = organisation.id === viewer.organisationId;
  const next = cursorOf(card.next);
  const view = {
    t,
    organisation,
    item,
    card,
    facts: factsOf(lots, { transitBase, use30Base, packSize: seesPrices ? item.packSize : null }),
    lots,
    everyLot,
    days,
    weeks,
    stores,
    query: said(query),
    from: asked.from,
    to: asked.to,
    periodRefused: daysOf(query, now).refused,
    daysAsTable: query.days === '1',
    mayExport: reach.can('export'),
    mayRegister: own && reach.can('shortage.register'),
    paged: cursor !== undefined,
    nextHref: next && paths.stockCard(organisation.code, item.code, { ...said(query), after: next }),
    today,
    expiry: await expiryOn(db, today),
    now,
  };
  const title = `${item.genericName} ${organisation.shortName}`;
  return c.render(<StockCardPage {...view} />, { title, active: 'stock', landscape: true });
}

async function exportCard(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const organisation = await reachMember(services, reach.viewer, c.req.param('organisation') ?? '');
  const item = await reachItem(services, c.req.param('item') ?? '');
  const query = cardQuery.parse(c.req.query());
  const asked = askedOf({ organisationId: organisation.id, itemId: item.id, now: reach.now }, query);
  const rows = await wholeCard(services.db.read, asked);
  const subject = `${organisation.code} ${item.code}`;
  const taken = { list: 'card' as const, subject, format, rows: rows.length, filters: said(query) };
  await recordStockExport(services, viewerToActor(reach.viewer), taken);
  const name = `${reach.t.stock.card}-${organisation.shortName}-${item.genericName}-${asked.from}-${asked.to}`;
  return spreadsheet(c, name, cardSheet(reach.t, organisation, item), rows);
}

export function cardRoutes(services: Services): Router {
  const router = createRouter();
  const card = '/stock/:organisation{[A-Z0-9]+}/:item';
  router.get(card, (c) => showCard(services, c));
  router.get(`${card}/export.csv`, (c) => exportCard(services, c, 'csv'));
  router.get(`${card}/export.xlsx`, (c) => exportCard(services, c, 'xlsx'));
  return router;
}
