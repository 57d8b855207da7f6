/** Pages of what can be booked: the list, and one offer with its week and what its keeper sets. */
import type { z } from 'zod';
import { OfferPage } from '../../views/sharing/offer-page.tsx';
import { OffersPage } from '../../views/sharing/offers-page.tsx';
import { assetByNumber, assetClasses } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { offerColumns } from './exports.ts';
import * as forms from './forms.ts';
import { closeShare, endShare, offerShare, reopenShare, setShareRate } from './offer-commands.ts';
import { listOffers } from './offer-queries.ts';
import { offerView } from './page-queries.ts';

const ONE = '/equipment/shares/:number{SB-[0-9]{8}-[0-9]{4,}}';
const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).sharing;
const givenBy = (c: AppContext, value: { idempotency_key: string }) => ({
  key: value.idempotency_key,
  number: numberOf(c),
});

export function offerRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  router.get(paths.shares(), readers, (c) => showList(c, services));
  router.get('/equipment/shares/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(ONE, readers, (c) => showOffer(c, services));
  keeperRoutes(router, services);
  return router;
}

function keeperRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  router.post(`${ONE}/offer`, keepers, (c) =>
    act(c, services, 'offer', forms.offerForm, async (actor, value) => {
      const { slot: slotMinutes, hours, note = '' } = value;
      const done = await offerShare(services, actor, givenBy(c, value), { slotMinutes, hours, note });
      return done.ok ? wordsOf(c).done.offer : done;
    }),
  );
  router.post(`${ONE}/end`, keepers, (c) =>
    act(c, services, 'end', forms.endForm, async (actor, value) => {
      const done = await endShare(services, actor, givenBy(c, value), { why: value.why });
      return done.ok ? wordsOf(c).done.end : done;
    }),
  );
  router.post(`${ONE}/rate`, keepers, (c) =>
    act(c, services, 'rate', forms.rateForm, async (actor, value) => {
      const { from, per, rate: fen } = value;
      const done = await setShareRate(services, actor, givenBy(c, value), { from, per, fen });
      return done.ok ? wordsOf(c).done.rate : done;
    }),
  );
  router.post(`${ONE}/closing`, keepers, (c) =>
    act(c, services, 'closing', forms.closingForm, async (actor, value) => {
      const { day, from, until, why } = value;
      const done = await closeShare(services, actor, givenBy(c, value), { day, from, until, why });
      return done.ok ? wordsOf(c).done.closing : done;
    }),
  );
  router.post(`${ONE}/reopening`, keepers, (c) =>
    act(c, services, 'reopening', forms.reopenForm, async (actor, value) => {
      const { day, from } = value;
      const done = await reopenShare(services, actor, givenBy(c, value), { day, from });
      return done.ok ? wordsOf(c).done.reopening : done;
    }),
  );
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { after, ...filter } = forms.offersQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, (from) => listOffers(db, filter, from));
  const can = { export: may(signedIn(c).roles, 'export') };
  const shown = { t, filter, ...page, can, classes: await assetClasses(db) };
  return c.render(<OffersPage {...shown} />, { title: t.sharing.title, active: 'shares' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.offersQuery.parse(c.req.query());
  const rows = await listOffers(services.db.read, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.sharing.title}-${dayOf(services.clock.now())}`, offerColumns(t), rows);
}

/** The offer; for who keeps the card, the form that offers it where it is not offered yet. */
async function showOffer(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const now = services.clock.now();
  const { close, why = '', ...asked } = forms.weekQuery.parse(c.req.query());
  const from = asked.from ?? close ?? dayOf(now);
  const view = await offerView(db, viewer, numberOf(c), { from, now });
  const card = view === undefined ? await assetByNumber(db, viewer.scopePath, numberOf(c)) : undefined;
  if (view === undefined && (card === undefined || !may(viewer.roles, 'asset.keep'))) {
    throw new WebError(404, 'notFound');
  }
  const asset = view?.asset ?? card?.asset;
  if (asset === undefined) throw new WebError(404, 'notFound');
  const state = back ?? { name: '', state: emptyForm() };
  const proposed = close && { closing: { day: close, why } };
  const shown = { t, view, asset, from, today: dayOf(now), back: state, formKey: newFormKey, ...proposed };
  return c.render(<OfferPage {...shown} />, { title: `${asset.name} ${t.sharing.title}`, active: 'shares' });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = name === 'end' ? paths.shares() : paths.share(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOffer(c, services, back) });
}
