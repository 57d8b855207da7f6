/** Who may read the committee's sessions: the roles of the county, not its members. */
import type { MiddlewareHandler } from 'hono';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { AppEnv } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';

export function requireCounty(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const viewer = signedIn(c);
    if (viewer.scopePath !== '/' || !may(viewer.roles, 'catalogue.read')) throw new WebError(403, 'forbidden');
    await next();
  };
}

/** Marking attendance: members for themselves, whoever leads for others. */
export function requireSeatOrLead(): MiddlewareHandler<AppEnv> {
  return requirePermission('committee.vote', 'committee.manage');
}
