/** Pages of contracts for equipment: the list, a new one, one with its acts, what arrives of it. */
import { DeliveryPage } from '../../views/asset-purchases/delivery-page.tsx';
import { AssetPurchasesPage } from '../../views/asset-purchases/list-page.tsx';
import { NewAssetPurchasePage } from '../../views/asset-purchases/new-page.tsx';
import { AssetPurchasePage } from '../../views/asset-purchases/show-page.tsx';
import { acquisitionFor } from '../acquisitions/acquisition-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { acceptanceRoutes } from './acceptance-routes.tsx';
import { recordDelivery } from './delivery-commands.ts';
import { listColumns } from './exports.ts';
import { contractForm, deliveryForm, listQuery, newQuery, unitsIn, whyForm } from './forms.ts';
import { listPurchases } from './list-queries.ts';
import { type PurchaseView, purchaseView } from './page-queries.ts';
import { closePurchase, openPurchase } from './purchase-commands.ts';
import { boughtOf } from './purchase-record.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/purchases/:number{SC-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).assetPurchases;

export function assetPurchaseRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('acquisition.read');
  const buyers = requirePermission('acquisition.buy');
  const keepers = requirePermission('asset.keep');
  router.get(paths.assetPurchases(), readers, (c) => showList(c, services));
  router.get('/equipment/purchases/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newAssetPurchase(), buyers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.assetPurchases(), buyers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/delivery`, keepers, async (c) => showDelivery(c, await wantedOpen(c, services), emptyForm()));
  router.post(`${ONE}/delivery`, keepers, (c) => handleDelivery(c, services));
  router.post(`${ONE}/closing`, buyers, (c) =>
    actOnPage(c, {
      name: 'closing',
      schema: whyForm,
      page: paths.assetPurchase(numberOf(c)),
      show: (back) => showOne(c, services, back),
      work: async (actor, value): Promise<string | Refusal> => {
        const done = await closePurchase(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).closed : done;
      },
    }),
  );
  router.route('/', acceptanceRoutes(services));
  return router;
}

/** The purchase of the address as this person sees it; 404 outside the scope. */
async function wanted(c: AppContext, services: Services): Promise<PurchaseView> {
  const view = await purchaseView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw refusalError(c, refuse('not_found'));
  return view;
}

/** The same while this person may write down what arrives. */
async function wantedOpen(c: AppContext, services: Services): Promise<PurchaseView> {
  const view = await wanted(c, services);
  if (!view.can.takeIn) throw refusalError(c, refuse('not_found'));
  return view;
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const title = `${view.document.number} ${t.assetPurchases.title}`;
  return c.render(<AssetPurchasePage t={t} view={view} form={form} formKey={newFormKey} />, {
    title,
    active: 'assetPurchases',
  });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listPurchases(services.db.read, scopePath, filter, { before, size }),
  );
  const can = { buy: may(roles, 'acquisition.buy'), export: may(roles, 'export') };
  const shown = { t, filter, ...page, can };
  return c.render(<AssetPurchasesPage {...shown} />, { title: t.assetPurchases.title, active: 'assetPurchases' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listPurchases(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.assetPurchases.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t), rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { db } = services;
  const asked = newQuery.parse(c.req.query()).acquisition ?? form.values['acquisitionNumber']?.[0];
  const found = asked === undefined ? undefined : await acquisitionFor(db.read, signedIn(c).scopePath, asked);
  const taken = found && (await boughtOf(db.read, found.document.id));
  const left = found &&
    taken && {
      quantity: found.acquisition.quantity - taken.quantity,
      amountFen: found.acquisition.quantity * found.acquisition.unitFen - taken.amountFen,
    };
  const shown = { t, form, formKey: newFormKey(), asked, name: found?.acquisition.name, left };
  return c.render(<NewAssetPurchasePage {...shown} />, { title: t.assetPurchases.newTitle, active: 'assetPurchases' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, contractForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, unit: unitFen, methodReason = null, ...facts } = form.value;
  const input = { ...facts, unitFen, methodReason };
  const opened = await openPurchase(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.assetPurchase(number), { tone: 'accent', title: wordsOf(c).opened(number) });
}

function showDelivery(c: AppContext, view: PurchaseView, form: FormState): Response | Promise<Response> {
  const t = wordsFor(c);
  return c.render(<DeliveryPage t={t} view={view} form={form} formKey={newFormKey()} />, {
    title: t.assetPurchases.deliver,
    active: 'assetPurchases',
  });
}

async function handleDelivery(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedOpen(c, services);
  const form = await readForm(c, deliveryForm);
  if (!form.ok) {
    c.status(422);
    return showDelivery(c, view, form);
  }
  const units = unitsIn(form.value);
  const { arrivedOn, brand, model, maker, room, categoryCode = null, registrationNumber = null } = form.value;
  const arrival = { arrivedOn, brand, model, maker, room, categoryCode, registrationNumber };
  const input = units.ok && { ...arrival, damage: form.value.damage ?? '', units: units.value };
  const actor = viewerToActor(signedIn(c));
  const done = input ? await recordDelivery(services, actor, seenBy(numberOf(c), form.value), input) : units;
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showDelivery(c, view, refusedForm(c, form.values, done));
  }
  const { number } = done.value as { number: string };
  return redirectWith(c, paths.assetAcceptance(number), { tone: 'accent', title: wordsOf(c).delivered(number) });
}
