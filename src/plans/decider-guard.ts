/** Who reaches the addresses by which plans are decided: approvers, and those who may stand in for one. */
import type { MiddlewareHandler } from 'hono';
import { mayStandIn } from '../approvals/rules.ts';
import { forbidden, signedIn } from '../auth/guard.ts';
import { may, rolesGranting } from '../auth/roles.ts';
import type { AppEnv } from '../web/router.ts';

/** Answers 403 to whose duties exclude approving; whose turn it is the command asks. */
export function requireDecider(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { roles } = signedIn(c);
    if (may(roles, 'plan.read') && (may(roles, 'approval.decide') || mayStandIn(roles))) return next();
    throw forbidden(rolesGranting('approval.decide'));
  };
}
