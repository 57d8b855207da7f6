/** Pages of purchase cards: which there are, recording one, and withdrawing one. */
import { CardsPage, NewCardPage } from '../../views/controlled/card-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { recordCard, withdrawCard } from './card-commands.ts';
import { listCards } from './card-queries.ts';
import { cardColumns } from './exports.ts';
import { cardForm, cardsQuery, withdrawForm } from './forms.ts';
import { controlledPlaces } from './place-queries.ts';
import { cardState } from './rules.ts';

const PAGE_SIZE = 50;

export function cardRoutes(services: Services): Router {
  const router = createRouter();
  const managers = requirePermission('card.manage');
  router.get(paths.cards(), requirePermission('controlled.read'), (c) => showCards(c, services));
  router.get(
    '/controlled/cards/:file{export\\.(?:csv|xlsx)}',
    requirePermission('controlled.read'),
    requirePermission('export'),
    (c) => exportCards(c, services),
  );
  router.get(paths.newCard(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.cards(), managers, (c) => handleNew(c, services));
  router.post('/controlled/cards/:id{[0-9]{1,12}}/withdrawal', managers, (c) => handleWithdrawal(c, services));
  return router;
}

/** Those that lapse first on top, with how each stands today. */
async function foundCards(c: AppContext, services: Services) {
  const { q = '' } = cardsQuery.parse(c.req.query());
  const day = dayOf(services.clock.now());
  const { card: notice } = await ruleOn(services.db.read, 'controlled_days', day);
  const cards = await listCards(services.db.read, signedIn(c).scopePath, q);
  return { q, day, all: cards.map((card) => ({ ...card, state: cardState(card, day, notice) })) };
}

async function exportCards(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { all, day } = await foundCards(c, services);
  return spreadsheet(c, `${t.controlled.cards.title}-${day}`, cardColumns(t), all);
}

async function showCards(
  c: AppContext,
  services: Services,
  back?: { id: number; state: FormState },
): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const { q, all } = await foundCards(c, services);
  // A withdrawal that was refused stays in view, whatever page its card is on
  const at = all.findIndex((card) => card.id === back?.id);
  const asked = at === -1 ? cardsQuery.parse(c.req.query()).page : String(Math.floor(at / PAGE_SIZE) + 1);
  const page = pageOf(all, asked, PAGE_SIZE);
  const can = { manage: may(viewer.roles, 'card.manage'), export: may(viewer.roles, 'export') };
  const shown = { t, q, page, canManage: can.manage, canExport: can.export, back, formKey: newFormKey };
  return c.render(<CardsPage {...shown} />, { title: t.controlled.cards.title, active: 'controlled' });
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const places = await controlledPlaces(services.db.read, signedIn(c).scopePath);
  const shown = { t, form, formKey: newFormKey(), places, today: dayOf(services.clock.now()) };
  return c.render(<NewCardPage {...shown} />, { title: t.controlled.cards.new, active: 'controlled' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, cardForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, organisation: organisationCode, ...input } = form.value;
  const actor = viewerToActor(signedIn(c));
  const done = await recordCard(services, actor, key, { organisationCode, ...input });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showNew(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).controlled.cards.recorded(done.value.number);
  return redirectWith(c, paths.cards(), { tone: 'accent', title });
}

function handleWithdrawal(c: AppContext, services: Services): Promise<Response> {
  const id = Number(c.req.param('id'));
  return actOnPage(c, {
    name: 'withdrawal',
    schema: withdrawForm,
    page: paths.cards(),
    show: ({ state }) => showCards(c, services, { id, state }),
    work: async (actor, { idempotency_key: key, reason }) => {
      const done = await withdrawCard(services, actor, key, { id, reason });
      return done.ok ? wordsFor(c).controlled.cards.withdrawn(done.value.number) : done;
    },
  });
}
