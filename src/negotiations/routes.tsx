/** Pages of negotiations: the list, opening one, and one with everything that happens in it. */
import { NegotiationsPage } from '../../views/negotiations/index-page.tsx';
import { NewNegotiationPage } from '../../views/negotiations/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { negotiationActRoutes } from './act-routes.tsx';
import { listQuery, negotiationForm } from './forms.ts';
import { openNegotiation } from './prepare-commands.ts';
import { listNegotiations, type NegotiationListed } from './queries.ts';

const PAGE_SIZE = 50;

export function negotiationsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  const managers = requirePermission('negotiation.manage');
  router.get(paths.negotiations(), readers, (c) => showList(c, services));
  router.get('/negotiations/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newNegotiation(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.newNegotiation(), managers, (c) => handleNew(c, services));
  router.route('/', negotiationActRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const all = await listNegotiations(services.db.read, filter);
  const { roles } = signedIn(c);
  const can = { manage: may(roles, 'negotiation.manage'), export: may(roles, 'export') };
  const shown = { t, filter, page: pageOf(all, c.req.query('page'), PAGE_SIZE), can };
  return c.render(<NegotiationsPage {...shown} />, { title: t.prices.negotiations.title, active: 'prices' });
}

async function exportList(c: AppContext, services: Services) {
  const words = wordsFor(c).prices.negotiations;
  const rows = await listNegotiations(services.db.read, listQuery.parse(c.req.query()));
  const columns = [
    { head: words.number, value: ({ document }: NegotiationListed) => document.number, width: 24 },
    { head: words.name, value: ({ negotiation }: NegotiationListed) => negotiation.title, width: 40 },
    { head: words.heldOn, value: ({ negotiation }: NegotiationListed) => negotiation.heldOn },
    { head: words.round, value: ({ negotiation }: NegotiationListed) => negotiation.round },
    { head: words.startsOn, value: ({ negotiation }: NegotiationListed) => negotiation.startsOn },
    { head: words.endsOn, value: ({ negotiation }: NegotiationListed) => negotiation.endsOn },
    { head: words.lineCount, value: ({ lines }: NegotiationListed) => lines },
    {
      head: words.state,
      value: ({ document }: NegotiationListed) => words.states[document.status as keyof typeof words.states],
    },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const page = <NewNegotiationPage t={t} form={form} formKey={newFormKey()} today={today} />;
  return c.render(page, { title: t.prices.negotiations.add, active: 'prices' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, negotiationForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const opened = await openNegotiation(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  const title = wordsFor(c).prices.negotiations.opened(number);
  return redirectWith(c, paths.negotiation(number), { tone: 'accent', title });
}
