/** The pages and acts of the selection of medicines. Named addresses stand before `/:number`. */
import type { Services } from '../services.ts';
import { createRouter, type Router } from '../web/router.ts';
import { actRoutes } from './act-routes.tsx';
import { applicationRoutes } from './application-routes.tsx';
import { listRoutes } from './list-routes.tsx';
import { paperRoutes } from './paper-routes.ts';
import { reviewRoutes } from './review-routes.tsx';
import { trialRoutes } from './trial-routes.tsx';

export function selectionRoutes(services: Services): Router {
  const router = createRouter();
  router.route('/', listRoutes(services));
  router.route('/', applicationRoutes(services));
  router.route('/', trialRoutes(services));
  router.route('/', reviewRoutes(services));
  router.route('/', paperRoutes(services));
  router.route('/', actRoutes(services));
  return router;
}
