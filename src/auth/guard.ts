/** Nobody passes without a session, and nobody with a one-time password goes further than to change it. */
import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { paths } from '../paths.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, type AppEnv, viewerOf } from '../web/router.ts';
import { cookieName, cookieOptions } from '../web/security.ts';
import { WebError } from '../web/web-error.ts';
import { may, ofCounty, type Permission, type Role, rolesGranting } from './roles.ts';
import type { Sessions } from './session.ts';
import type { Viewer } from './viewer.ts';

const COOKIE = 'session';

/** The session id that the browser sent. */
export function sessionIdOf(c: AppContext): string | undefined {
  return getCookie(c, cookieName(c.get('webSettings'), COOKIE));
}

/** A cookie without an end: closing the browser drops it, and the server ends it earlier. */
export function keepSession(c: AppContext, sessionId: string): void {
  const settings = c.get('webSettings');
  setCookie(c, cookieName(settings, COOKIE), sessionId, cookieOptions(settings));
}

export function dropSession(c: AppContext): void {
  const settings = c.get('webSettings');
  deleteCookie(c, cookieName(settings, COOKIE), { path: '/', secure: cookieOptions(settings).secure });
}

/** Finds out who asks; pages without a person go on without one. Assets need no answer to that. */
export function knowViewer(sessions: Sessions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = sessionIdOf(c);
    if (id !== undefined) {
      const viewer = await sessions.viewer(id);
      if (viewer !== undefined) c.set('viewer', viewer);
    }
    await next();
  };
}

const WITHOUT_PERSON = new Set<string>([paths.login(), paths.demoSession(), paths.preferences()]);
const WITH_ONE_TIME_PASSWORD = new Set<string>([paths.password(), paths.logout(), ...WITHOUT_PERSON]);

/** Sends strangers to the login and back to where they wanted to go; one-time passwords are changed first. */
export function requireViewer(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const viewer = viewerOf(c);
    const path = c.req.path;
    if (viewer === undefined && !WITHOUT_PERSON.has(path)) return toLogin(c);
    if (viewer?.mustChangePassword && !WITH_ONE_TIME_PASSWORD.has(path)) return leave(c, paths.password());
    await next();
  };
}

/** All that people of a supplier may ask for; the portal's pages lie under its address. */
const FOR_SUPPLIERS = new Set<string>([paths.home(), paths.events(), ...WITH_ONE_TIME_PASSWORD]);
const PORTAL = /^\/(?:portal|attachments)(?:\/|$)/;

/**
 * People of a supplier see nothing of the county: every address that is not theirs answers alike, whether it exists or
 * not. Each feature refuses them by permission as well; this door does not rely on it.
 */
export function keepSuppliersOut(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { path } = c.req;
    if (isSupplier(viewerOf(c)) && !FOR_SUPPLIERS.has(path) && !PORTAL.test(path)) throw forbidden([]);
    await next();
  };
}

/** True for people of a supplier. */
export function isSupplier(viewer: Viewer | undefined): boolean {
  return viewer?.roles.includes('supplier') ?? false;
}

function toLogin(c: AppContext): Response {
  const url = new URL(c.req.url);
  const wanted = c.req.method === 'GET' ? url.pathname + url.search : undefined;
  return leave(c, paths.login(wanted === paths.home() || isFragment(c) ? undefined : wanted));
}

/** A fragment cannot show a page: htmx is told to go there as a whole. A stream just ends. */
function leave(c: AppContext, path: string): Response {
  if (c.req.path === paths.events()) return c.body(null, 204);
  if (!isFragment(c)) return c.redirect(path, 303);
  c.header('HX-Redirect', path);
  return c.body(null, 401);
}

/** The signed-in person, on routes behind `requireViewer`. */
export function signedIn(c: AppContext): Viewer {
  const viewer = viewerOf(c);
  if (viewer === undefined) throw new Error(`${c.req.path} stands outside the session guard`);
  return viewer;
}

/** Answers 403 to people whose roles grant none of the permissions, and names the roles that do. */
export function requirePermission(...permissions: Permission[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { roles } = signedIn(c);
    if (permissions.some((permission) => may(roles, permission))) return next();
    throw forbidden(rolesGranting(...permissions));
  };
}

/** What everybody is told who may not: that nothing was done, and whose roles may. */
export function forbidden(roles: readonly Role[]): WebError {
  return new WebError(403, 'forbidden', undefined, roles);
}

/** Answers 403 to people who do not see the whole county with the permission, and names the roles that do. */
export function requireCounty(permission: Permission): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { roles, scopePath } = signedIn(c);
    if (scopePath === '/' && may(roles, permission)) return next();
    throw forbidden(ofCounty(rolesGranting(permission)));
  };
}
