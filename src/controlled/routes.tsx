/** Pages of controlled goods: today, and the register with its papers; the rest has files of its own. */

import { ItemRegisterPage, RegistersPage } from '../../views/controlled/register-pages.tsx';
import { NoPlacePage, TodayPage } from '../../views/controlled/today-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { decodeCursor, encodeCursor } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { ampouleRoutes } from './ampoule-routes.tsx';
import { cardRoutes } from './card-routes.tsx';
import { placeQuery, registerQuery } from './forms.ts';
import { lotsInStore } from './handover-queries.ts';
import { handoverRoutes } from './handover-routes.tsx';
import { type ControlledPlace, controlledPlaces, controlledStores } from './place-queries.ts';
import { drawRegister, registerColumns, stockColumns, thisMonth } from './register-paper.ts';
import { controlledItem, controlledStock, movedSince, registerOf } from './register-queries.ts';
import { type Shown, today } from './today-queries.ts';

const PAGE_SIZE = 100;
const MOST_SHOWN = 200;
const MOST_PRINTED = 5000;
const MOST_EXPORTED = 100_000;
const ITEM = '/controlled/register/:item{[A-Z0-9][A-Z0-9._-]*}';

export function controlledRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('controlled.read');
  const exporters = requirePermission('export');
  router.get(paths.controlled(), readers, (c) => showToday(c, services));
  router.get(paths.registers(), readers, (c) => showRegisters(c, services));
  router.get('/controlled/register/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportStock(c, services));
  router.get(ITEM, readers, (c) => showRegister(c, services));
  router.get(`${ITEM}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, (c) => exportRegister(c, services));
  router.get(`${ITEM}/register.pdf`, readers, (c) => sendRegister(c, services));
  router.route('/', handoverRoutes(services));
  router.route('/', ampouleRoutes(services));
  router.route('/', cardRoutes(services));
  return router;
}

interface Where {
  places: ControlledPlace[];
  place: ControlledPlace | undefined;
}

/** The member that the address names, the own one, or the first that keeps such goods. */
async function whereOf(c: AppContext, services: Services, code: string | undefined): Promise<Where> {
  const viewer = signedIn(c);
  const places = await controlledPlaces(services.db.read, viewer.scopePath);
  const named = places.find((place) => place.code === code);
  if (code !== undefined && code !== '' && named === undefined) throw new WebError(404, 'notFound');
  return { places, place: named ?? places.find((place) => place.id === viewer.organisationId) ?? places[0] };
}

function noPlace(c: AppContext): Response | Promise<Response> {
  const t = wordsFor(c);
  return c.render(<NoPlacePage t={t} />, { title: t.controlled.title, active: 'controlled' });
}

async function showToday(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { organisation } = placeQuery.parse(c.req.query());
  const { places, place } = await whereOf(c, services, organisation);
  if (place === undefined) return noPlace(c);
  const now = services.clock.now();
  const stores = (await controlledStores(db, place.path)).filter((store) => store.place.id === place.id);
  const withLots = [];
  for (const store of stores) withLots.push({ ...store, lying: await lotsInStore(db, store.id) });
  const shown: Shown = { t, viewer, place, stores, now };
  const page = {
    t,
    places,
    place,
    stores: withLots,
    stock: await controlledStock(db, place.id),
    moved: await movedSince(db, place.id, startOfDay(dayOf(now)), MOST_SHOWN),
    ...(await today(db, shown)),
    can: {
      act: may(viewer.roles, 'controlled.act') && place.id === viewer.organisationId,
      issue: may(viewer.roles, 'issue.record') && place.id === viewer.organisationId,
    },
    expiry: await expiryOn(db, dayOf(now)),
    now,
  };
  return c.render(<TodayPage {...page} />, { title: t.controlled.title, active: 'controlled' });
}

async function showRegisters(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { organisation, q = '' } = placeQuery.parse(c.req.query());
  const { places, place } = await whereOf(c, services, organisation);
  if (place === undefined) return noPlace(c);
  const rows = await controlledStock(services.db.read, place.id, q);
  const page = { t, places, place, q, rows, canExport: may(signedIn(c).roles, 'export') };
  return c.render(<RegistersPage {...page} />, { title: t.controlled.register.title, active: 'controlled' });
}

async function exportStock(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { organisation, q = '' } = placeQuery.parse(c.req.query());
  const { place } = await whereOf(c, services, organisation);
  const rows = place === undefined ? [] : await controlledStock(services.db.read, place.id, q);
  const name = `${t.controlled.register.listName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, stockColumns(t), rows);
}

/** The item and the period of the address, at the member it names. */
async function wanted(c: AppContext, services: Services) {
  const { organisation, from, to, after } = registerQuery.parse(c.req.query());
  const { places, place } = await whereOf(c, services, organisation);
  const item = await controlledItem(services.db.read, c.req.param('item') ?? '');
  if (place === undefined || item === undefined) throw new WebError(404, 'notFound');
  const month = thisMonth(services.clock.now());
  const last = to ?? month.to;
  const first = from ?? (last < month.from ? `${last.slice(0, 7)}-01` : month.from);
  const days = first <= last ? { from: first, to: last } : { from: last, to: first };
  const ends = { since: startOfDay(days.from), until: startOfDay(addDays(days.to, 1)) };
  return { places, place, item, days, period: { organisationId: place.id, itemId: item.id, ...ends }, after };
}

async function showRegister(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { places, place, item, days, period, after } = await wanted(c, services);
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const page = await registerOf(db, period, { cursor, size: PAGE_SIZE });
  const begun = cursor === undefined ? page : await registerOf(db, period, { size: 1 });
  const openingBase = begun.opening.totalBase;
  const last = page.rows.at(-1);
  const next = page.more && last !== undefined ? encodeCursor([last.at, last.lineId]) : undefined;
  const closingBase = openingBase + page.cameBase - page.wentBase;
  const shown = { t, places, place, item, page, period: days, openingBase, closingBase, next };
  const more = { paged: cursor !== undefined, canExport: may(signedIn(c).roles, 'export') };
  const title = `${item.genericName} ${t.controlled.register.title}`;
  return c.render(<ItemRegisterPage {...shown} {...more} />, { title, active: 'controlled' });
}

async function exportRegister(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { item, days, period } = await wanted(c, services);
  const { rows } = await registerOf(services.db.read, period, { size: MOST_EXPORTED });
  const name = `${t.controlled.register.exportName}-${item.code}-${days.from}-${days.to}`;
  return spreadsheet(c, name, registerColumns(t, item), rows);
}

async function sendRegister(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { place, item, days, period } = await wanted(c, services);
  const page = await registerOf(services.db.read, period, { size: MOST_PRINTED });
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.register(item.code, { organisation: place.code, ...days }), origin).toString();
  const printing = { t, issuer: place.name, item, period: days, url };
  const by = { printedBy: signedIn(c).name, printedAt: services.clock.now() };
  return sendPaper(c, `${item.code}-${days.from}`, () => drawRegister(page, { ...printing, ...by }));
}
