/** Pages of repricing: the list, proposing, one with its effect on every stock and its acts, and its paper. */
import type { z } from 'zod';
import { NewRepricingPage, RepricingsPage } from '../../views/repricings/index-page.tsx';
import { RepricingPage } from '../../views/repricings/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { codeMeant } from '../catalogue/meant-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import {
  cancelRepricing,
  openRepricing,
  removeRepricingLine,
  returnRepricing,
  setRepricingLine,
  submitRepricing,
} from './commands.ts';
import { keyForm, lineForm, listQuery, reasonForm, repricingForm, seenForm } from './forms.ts';
import { drawRepricing } from './paper.ts';
import { approveRepricing } from './post-commands.ts';
import { listRepricings, type RepricingListed, repricingView } from './queries.ts';
import { checkApprover } from './rules.ts';

const PAGE_SIZE = 50;
const ONE = '/repricings/:number{TJ-[0-9]{8}-[0-9]{4,}}';

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).prices.repricings;

export function repricingsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  const proposers = requirePermission('repricing.propose');
  router.get(paths.repricings(), readers, (c) => showList(c, services));
  router.get('/repricings/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newRepricing(), proposers, (c) => showNew(c, emptyForm()));
  router.post(paths.newRepricing(), proposers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => show(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendRepricing(c, services));
  draftRoutes(router, services);
  decisionRoutes(router, services);
  return router;
}

function draftRoutes(router: Router, services: Services): void {
  const proposers = requirePermission('repricing.propose');
  router.post(`${ONE}/lines`, proposers, (c) =>
    act(c, services, 'line', lineForm, async (actor, { idempotency_key: key, item: typed, price: newPrice }) => {
      const meant = await codeMeant(services.db.read, typed, 'item');
      if (!meant.ok) return meant;
      const done = await setRepricingLine(services, actor, key, numberOf(c), { itemCode: meant.value, newPrice });
      return done.ok ? wordsOf(c).lineSet : done;
    }),
  );
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/removal`, proposers, (c) =>
    act(c, services, 'removal', keyForm, async (actor, { idempotency_key: key }) => {
      const done = await removeRepricingLine(services, actor, key, numberOf(c), Number(c.req.param('line')));
      return done.ok ? wordsOf(c).removed(done.value.code) : done;
    }),
  );
  router.post(`${ONE}/submission`, proposers, (c) =>
    act(c, services, 'submission', seenForm, async (actor, value) => {
      const done = await submitRepricing(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).submitted : done;
    }),
  );
  router.post(`${ONE}/cancellation`, proposers, (c) =>
    act(c, services, 'cancellation', reasonForm, async (actor, value) => {
      const done = await cancelRepricing(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
}

function decisionRoutes(router: Router, services: Services): void {
  const approvers = requirePermission('repricing.approve');
  router.post(`${ONE}/approval`, approvers, (c) =>
    act(c, services, 'approval', seenForm, async (actor, value) => {
      const done = await approveRepricing(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).posted(numberOf(c)) : done;
    }),
  );
  router.post(`${ONE}/return`, approvers, (c) =>
    act(c, services, 'return', reasonForm, async (actor, value) => {
      const done = await returnRepricing(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).returned : done;
    }),
  );
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const all = await listRepricings(services.db.read, filter);
  const { roles } = signedIn(c);
  const can = { propose: may(roles, 'repricing.propose'), export: may(roles, 'export') };
  const shown = { t, filter, page: pageOf(all, c.req.query('page'), PAGE_SIZE), can };
  return c.render(<RepricingsPage {...shown} />, { title: t.prices.repricings.title, active: 'prices' });
}

async function exportList(c: AppContext, services: Services) {
  const words = wordsOf(c);
  const rows = await listRepricings(services.db.read, listQuery.parse(c.req.query()));
  const columns = [
    { head: words.number, value: ({ document }: RepricingListed) => document.number, width: 24 },
    { head: words.reason, value: ({ repricing }: RepricingListed) => repricing.reason, width: 40 },
    { head: words.legalBasis, value: ({ repricing }: RepricingListed) => repricing.legalBasis, width: 40 },
    { head: words.lineCount, value: ({ lines }: RepricingListed) => lines },
    {
      head: words.effect,
      value: ({ repricing }: RepricingListed) => (repricing.effectFen === null ? null : repricing.effectFen / 100),
    },
    {
      head: words.state,
      value: ({ document }: RepricingListed) => words.states[document.status as keyof typeof words.states],
    },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

function showNew(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  const page = <NewRepricingPage t={t} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.prices.repricings.add, active: 'prices' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, repricingForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const opened = await openRepricing(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.repricing(number), { tone: 'accent', title: wordsOf(c).opened(number) });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.repricing(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => show(c, services, back) });
}

async function show(c: AppContext, services: Services, back?: FormBack) {
  const t = wordsFor(c);
  const view = await repricingView(services.db.read, numberOf(c), dayOf(services.clock.now()));
  if (view === undefined) throw new WebError(404, 'notFound');
  const { roles, userId } = signedIn(c);
  const decide = may(roles, 'repricing.approve');
  const shown = {
    t,
    view,
    can: {
      propose: may(roles, 'repricing.propose'),
      decide,
      approve: decide && checkApprover(userId, view.acts).ok,
    },
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  return c.render(<RepricingPage {...shown} />, { title: view.document.number, active: 'prices' });
}

async function sendRepricing(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const view = await repricingView(services.db.read, numberOf(c), dayOf(services.clock.now()));
  if (view === undefined) throw new WebError(404, 'notFound');
  const head = await headOrganisation(services.db.read);
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const { number } = view.document;
  const printed = {
    issuer: head?.name ?? '',
    printedBy: signedIn(c).name,
    printedAt: services.clock.now(),
    checkUrl: new URL(paths.repricing(number), origin).toString(),
  };
  return sendPaper(c, number, () => drawRepricing(t, view, printed));
}
