/** Who may read dossiers at all, and the dossier that an address names. */
import type { MiddlewareHandler } from 'hono';
import { forbidden, signedIn } from '../auth/guard.ts';
import { may, ofCounty, type Role, rolesGranting } from '../auth/roles.ts';
import type { Services } from '../services.ts';
import type { AppContext, AppEnv } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type DossierRecord, readableDossier } from './dossier-queries.ts';
import { mayRead } from './reader-rules.ts';

/** Use, shortages and signals of the whole county: for county roles. */
export function mayWatch(viewer: { roles: readonly Role[]; scopePath: string }): boolean {
  return viewer.scopePath === '/' && may(viewer.roles, 'stock.read');
}

/** Costs and prices: whoever sees prices anywhere, and reviewers, who judge economy. */
export function seesCosts(viewer: { roles: readonly Role[] }): boolean {
  return may(viewer.roles, 'stock.read.prices') || may(viewer.roles, 'dossier.review');
}

export function requireReading(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!mayRead(signedIn(c))) {
      throw forbidden([...rolesGranting('dossier.apply'), ...ofCounty(rolesGranting('catalogue.read'))]);
    }
    await next();
  };
}

/** The dossier of the address, when the reader may know of it. Throws 404. */
export async function dossierOf(c: AppContext, services: Services): Promise<DossierRecord> {
  const number = c.req.param('number') ?? '';
  const record = await readableDossier(services.db.read, number, signedIn(c));
  if (record === undefined) throw new WebError(404, 'notFound');
  return record;
}
