/** The pages and acts of shortages. */
import type { Services } from '../services.ts';
import { createRouter, type Router } from '../web/router.ts';
import { actRoutes } from './act-routes.tsx';
import { boardRoutes } from './board-routes.tsx';
import { deskRoutes } from './desk-routes.tsx';
import { manyRoutes } from './many-routes.tsx';
import { newRoutes } from './new-routes.tsx';

/** The form stands before `/:number`, which would otherwise take its address for a number. */
export function shortageRoutes(services: Services): Router {
  const router = createRouter();
  router.route('/', newRoutes(services));
  router.route('/', boardRoutes(services));
  router.route('/', actRoutes(services));
  router.route('/', manyRoutes(services));
  router.route('/', deskRoutes(services));
  return router;
}
