/** Storage: the stores of a member and what lies wrong in them; with probes and excursions beside it. */
import { PlacesPage } from '../../views/storage/places-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { excursionRoutes } from './excursion-routes.tsx';
import { moveForm, placeQuery } from './forms.ts';
import { loggerRoutes } from './logger-routes.tsx';
import { moveLot } from './move-commands.ts';
import { misplacedLots, placesOf } from './place-queries.ts';
import { unreadStores } from './reading-due-queries.ts';

const MOST_MISPLACED = 100;

export function storageRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  router.get(paths.storage(), readers, (c) => showPlaces(c, services));
  router.post(paths.storageMoves(), requirePermission('storage.log'), (c) => handleMove(c, services));
  router.route('/', loggerRoutes(services));
  router.route('/', excursionRoutes(services));
  return router;
}

/** Members that the person sees, the own one first. */
async function membersOf(c: AppContext, services: Services) {
  const viewer = signedIn(c);
  const all = (await organisationsUnder(services.db.read, viewer.scopePath)).filter((one) => one.active);
  const own = (one: { id: number }) => (one.id === viewer.organisationId ? 0 : 1);
  return all.sort((a, b) => own(a) - own(b));
}

async function showPlaces(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const places = await membersOf(c, services);
  const { organisation } = placeQuery.parse(c.req.query());
  const place = places.find((one) => one.code === organisation) ?? places[0];
  if (place === undefined) throw new Error(`${viewer.login} sees no member`);
  const shown = {
    t,
    places,
    place,
    stores: await placesOf(db, place.id),
    unread: await unreadStores(db, {
      scopePath: viewer.scopePath,
      organisationId: place.id,
      now: services.clock.now(),
    }),
    misplaced: await misplacedLots(db, place.id, MOST_MISPLACED),
    most: MOST_MISPLACED,
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    can: {
      move: may(viewer.roles, 'storage.log') && worksAt(viewer, place),
      manage: may(viewer.roles, 'storage.manage'),
    },
    now: services.clock.now(),
  };
  return c.render(<PlacesPage {...shown} />, { title: t.storage.title, active: 'storage' });
}

function handleMove(c: AppContext, services: Services) {
  const { organisation } = placeQuery.parse(c.req.query());
  const words = wordsFor(c).storage;
  return actOnPage(c, {
    name: 'move',
    schema: moveForm,
    page: paths.storage({ organisation }),
    show: (back) => showPlaces(c, services, back),
    work: async (actor, { idempotency_key: key, lot, to, why }) => {
      const [fromId = 0, lotId = 0] = lot.split('-').map(Number);
      const input = { fromId, lotId, toId: to, quantityBase: null, why: why ?? words.movedWhy };
      const done = await moveLot(services, actor, key, input);
      return done.ok ? words.moved(done.value.item, done.value.lot) : done;
    },
  });
}
