/** Pages of prices: the list of a day, one item with its answer and its course, and what is recorded there. */
import type { Context } from 'hono';
import { PricesPage } from '../../views/prices/index-page.tsx';
import { ItemPricesPage } from '../../views/prices/item-page.tsx';
import { priceReasonText } from '../../views/prices/words.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { sellingOf } from '../selling/queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { priceOn } from './applicable-queries.ts';
import { recordListedPrices, setSupplyTerm } from './commands.ts';
import { listedForm, listQuery, termForm } from './forms.ts';
import { priceImportRoutes } from './import-routes.tsx';
import { itemPrices, sellersToChoose } from './item-queries.ts';
import { listPrices, PRICE_STATES, type PriceLine } from './list-queries.ts';

const PAGE_SIZE = 50;
const ITEM_CODE = ':code{[A-Za-z0-9._-]{1,80}}';

export function pricesRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  const editors = requirePermission('price.edit');
  router.get(paths.prices(), readers, (c) => showList(c, services));
  router.get('/prices/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.route('/', priceImportRoutes(services));
  router.get(`/prices/items/${ITEM_CODE}`, readers, (c) => showItem(c, services, {}));
  router.post(`/prices/items/${ITEM_CODE}/listed`, editors, (c) => handleListed(c, services));
  router.post(`/prices/items/${ITEM_CODE}/terms`, editors, (c) => handleTerm(c, services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { on, ...filter } = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const day = on ?? today;
  const db = services.db.read;
  const typed = Number(c.req.query('page') ?? 1);
  const wanted = Number.isSafeInteger(typed) && typed > 0 && typed < 100_000 ? typed : 1;
  let { lines, total } = await listPrices(db, { ...filter, day }, { from: (wanted - 1) * PAGE_SIZE, size: PAGE_SIZE });
  const page = pageNumber(String(wanted), total, PAGE_SIZE);
  if (page !== wanted) {
    ({ lines, total } = await listPrices(db, { ...filter, day }, { from: (page - 1) * PAGE_SIZE, size: PAGE_SIZE }));
  }
  const { roles } = signedIn(c);
  const can = { edit: may(roles, 'price.edit'), export: may(roles, 'export') };
  const shown = { t, filter, states: PRICE_STATES, day, today, lines, page: { page, size: PAGE_SIZE, total }, can };
  return c.render(<PricesPage {...shown} />, { title: t.prices.title, active: 'prices' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.prices;
  const { on, ...filter } = listQuery.parse(c.req.query());
  const day = on ?? dayOf(services.clock.now());
  const { lines } = await listPrices(services.db.read, { ...filter, day });
  const yuan = (pricePack: number | undefined) => (pricePack === undefined ? null : pricePack / 10_000);
  const columns = [
    { head: words.code, value: (line: PriceLine) => line.code },
    { head: words.item, value: (line: PriceLine) => `${line.genericName} ${line.strength}`, width: 30 },
    { head: words.maker, value: (line: PriceLine) => line.manufacturer, width: 24 },
    { head: words.listedPrice, value: (line: PriceLine) => yuan(line.listed?.pricePack) },
    { head: words.source, value: (line: PriceLine) => line.listed?.source, width: 24 },
    { head: words.dayPrice, value: (line: PriceLine) => yuan(line.price?.pricePack) },
    { head: words.channel, value: ({ price }: PriceLine) => (price === null ? '' : words.channels[price.channel]) },
    { head: words.supplier, value: (line: PriceLine) => line.partyName, width: 24 },
    {
      head: words.why,
      value: ({ price }: PriceLine) => (price === null ? words.nobody : priceReasonText(t, price.reason)),
      width: 60,
    },
    { head: t.lists.asOf, value: () => day },
  ];
  return spreadsheet(c, `${words.exportName}-${day}`, columns, lines);
}

const codeOf = (c: Context) => c.req.param('code') ?? '';

async function showItem(c: AppContext, services: Services, states: { listed?: FormState; term?: FormState }) {
  const t = wordsFor(c);
  const db = services.db.read;
  const item = await itemByCode(db, codeOf(c));
  if (item === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const day = listQuery.parse(c.req.query()).on ?? today;
  const mayEdit = may(signedIn(c).roles, 'price.edit');
  const shown = {
    t,
    item,
    day,
    today,
    selling: (await sellingOf(db, [item.id], day)).get(item.id),
    price: await priceOn(db, { itemId: item.id, day }),
    prices: await itemPrices(db, item.id, day),
    sellers: mayEdit ? await sellersToChoose(db) : [],
    mayEdit,
    listedState: states.listed ?? emptyForm(),
    termState: states.term ?? emptyForm(),
    keys: { listed: newFormKey(), term: newFormKey() },
  };
  return c.render(<ItemPricesPage {...shown} />, { title: t.prices.priceOf(item.genericName), active: 'prices' });
}

async function handleListed(c: AppContext, services: Services) {
  const form = await readForm(c, listedForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, { listed: form });
  }
  const code = codeOf(c);
  const item = await itemByCode(services.db.read, code);
  if (item === undefined) throw new WebError(404, 'notFound');
  const { idempotency_key: key, price: pricePack, validFrom, source } = form.value;
  const input = { source, lines: [{ itemId: item.id, pricePack, validFrom }] };
  const recorded = await recordListedPrices(services, viewerToActor(signedIn(c)), key, input);
  if (!recorded.ok) {
    c.status(statusOf(recorded));
    return showItem(c, services, { listed: refusedForm(c, form.values, recorded) });
  }
  const words = wordsFor(c).prices;
  const title = recorded.value.same > 0 ? words.listedSame : words.listedFlash(code);
  return redirectWith(c, paths.itemPrices(code), { tone: 'accent', title });
}

async function handleTerm(c: AppContext, services: Services) {
  const form = await readForm(c, termForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, { term: form });
  }
  const code = codeOf(c);
  const { idempotency_key: key, party: partyId, ...terms } = form.value;
  const set = await setSupplyTerm(services, viewerToActor(signedIn(c)), key, { itemCode: code, partyId, ...terms });
  if (!set.ok) {
    if (statusOf(set) === 404) throw refusalError(c, set);
    c.status(statusOf(set));
    return showItem(c, services, { term: refusedForm(c, form.values, set) });
  }
  const title = wordsFor(c).prices.termFlash(set.value.party);
  return redirectWith(c, paths.itemPrices(code), { tone: 'accent', title });
}
