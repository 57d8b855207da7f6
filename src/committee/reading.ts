/** Who may read the committee's sessions: the roles of the county, not its members. */
import type { MiddlewareHandler } from 'hono';
import { requireCounty, requirePermission } from '../auth/guard.ts';
import type { AppEnv } from '../web/router.ts';

export function requireSessionReader(): MiddlewareHandler<AppEnv> {
  return requireCounty('catalogue.read');
}

/** Marking attendance: members for themselves, whoever leads for others. */
export function requireSeatOrLead(): MiddlewareHandler<AppEnv> {
  return requirePermission('committee.vote', 'committee.manage');
}
