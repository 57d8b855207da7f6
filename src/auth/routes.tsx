/** The door's pages: login, logout, the demonstration's one-press login, the own password. */

import { type DemoPerson, LoginPage } from '../../views/auth/login-page.tsx';
import { FirstPasswordPage, PasswordPage } from '../../views/auth/password-page.tsx';
import { dayOf } from '../kernel/clock.ts';
import { countyNames, headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { isDemo } from '../settings/queries.ts';
import { demoPeople } from '../users/queries.ts';
import { redirectWith, setFlash } from '../web/flash.ts';
import { emptyForm, type FormState, readForm, refusedForm } from '../web/form.ts';
import { safeNext, wordsFor } from '../web/preferences.ts';
import { SlidingWindow } from '../web/rate-limit.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router, viewerOf } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';
import { WebError } from '../web/web-error.ts';
import { changePassword, type DoorServices, signIn, signInDemo, signOut } from './commands.ts';
import { demoForm, loginForm, passwordForm } from './forms.ts';
import { dropSession, keepSession, sessionIdOf, signedIn } from './guard.ts';
import { UnknownLogins } from './lockout.ts';
import type { Sessions } from './session.ts';
import { viewerToActor } from './viewer.ts';

const WINDOW_MS = 60_000;
/** A whole ward may sit behind one address; one login is one person. */
const TRIES_OF_ADDRESS = 60;
const TRIES_OF_LOGIN = 10;

interface Door {
  services: Services;
  door: DoorServices;
  byAddress: SlidingWindow;
  byLogin: SlidingWindow;
}

async function demoList(services: Services): Promise<DemoPerson[]> {
  const { db, clock, settings } = services;
  if (settings.production || !(await isDemo(db.read, dayOf(clock.now())))) return [];
  return (await demoPeople(db.read)).flatMap(({ login, name, title, roles }) => {
    const role = roles[0];
    return role === undefined ? [] : [{ login, name, title: title ?? '', role }];
  });
}

async function showLogin(c: AppContext, services: Services, form: FormState, next: string | undefined) {
  const t = wordsFor(c);
  const db = services.db.read;
  const [house, names, people] = await Promise.all([headOrganisation(db), countyNames(db), demoList(services)]);
  const shown = { t, form, next, names, people, house: house?.name ?? t.frame.site };
  return c.render(<LoginPage {...shown} />, { title: t.auth.title, bare: true });
}

/** Seconds to wait, 0 when this try may go on. */
function brake(door: Door, address: string, login: string): number {
  return Math.max(door.byAddress.take(address), door.byLogin.take(login));
}

/** The session that the browser had is given up, so that no one's old id becomes somebody else's login. */
async function begin(c: AppContext, door: Door, sessionId: string, next: string | undefined): Promise<Response> {
  const old = sessionIdOf(c);
  if (old !== undefined) await door.door.sessions.close(old);
  keepSession(c, sessionId);
  return c.redirect(safeNext(next), 303);
}

async function handleLogin(c: AppContext, door: Door): Promise<Response> {
  const form = await readForm(c, loginForm);
  if (!form.ok) {
    c.status(422);
    return showLogin(c, door.services, form, form.values.next?.[0]);
  }
  const { account, password, next } = form.value;
  const address = clientAddress(c);
  const seconds = brake(door, address, account);
  const refused = { ok: false as const, reason: 'too_many_tries', detail: { seconds } };
  const entered = seconds > 0 ? refused : await signIn(door.door, { login: account, password, address });
  if (entered.ok) return begin(c, door, entered.value.sessionId, next);
  c.status(statusOf(entered));
  return showLogin(c, door.services, refusedForm(c, form.values, entered), next);
}

async function handleDemo(c: AppContext, door: Door): Promise<Response> {
  const { db, clock, settings } = door.services;
  if (settings.production || !(await isDemo(db.read, dayOf(clock.now())))) throw new WebError(404, 'notFound');
  const form = await readForm(c, demoForm);
  if (!form.ok) throw new WebError(404, 'notFound');
  const entered = await signInDemo(door.door, form.value.account, clientAddress(c));
  if (!entered.ok) throw refusalError(c, entered);
  return begin(c, door, entered.value.sessionId, form.value.next);
}

function showPassword(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const shown = { t, form, login: viewer.login };
  const title = t.auth.change.title;
  if (viewer.mustChangePassword) return c.render(<FirstPasswordPage {...shown} />, { title, bare: true });
  return c.render(<PasswordPage {...shown} />, { title });
}

async function handlePassword(c: AppContext, door: Door): Promise<Response> {
  const viewer = signedIn(c);
  const form = await readForm(c, passwordForm);
  if (!form.ok) {
    c.status(422);
    return showPassword(c, { values: {}, errors: form.errors, formErrors: form.formErrors });
  }
  const { current, password } = form.value;
  const given = { current, password, address: clientAddress(c) };
  const changed = await changePassword(door.door, viewerToActor(viewer), viewer.login, given);
  if (!changed.ok) {
    c.status(statusOf(changed));
    return showPassword(c, refusedForm(c, {}, changed));
  }
  keepSession(c, changed.value.sessionId);
  const words = wordsFor(c).auth.change;
  return redirectWith(c, paths.home(), { tone: 'accent', title: words.done, text: words.doneText });
}

async function handleLogout(c: AppContext, door: Door): Promise<Response> {
  const viewer = viewerOf(c);
  const id = sessionIdOf(c);
  if (viewer !== undefined && id !== undefined) await signOut(door.door, viewerToActor(viewer), viewer.login, id);
  dropSession(c);
  setFlash(c, { tone: 'accent', title: wordsFor(c).auth.signedOut });
  return c.redirect(paths.login(), 303);
}

export function authRoutes(services: Services, sessions: Sessions): Router {
  const router = createRouter();
  const door: Door = {
    services,
    door: { ...services, sessions, unknownLogins: new UnknownLogins() },
    byAddress: new SlidingWindow(TRIES_OF_ADDRESS, WINDOW_MS, services.clock),
    byLogin: new SlidingWindow(TRIES_OF_LOGIN, WINDOW_MS, services.clock),
  };
  router.get(paths.login(), async (c) => {
    const next = c.req.query('next');
    if (viewerOf(c) !== undefined) return c.redirect(safeNext(next), 303);
    return showLogin(c, services, emptyForm(), next);
  });
  router.post(paths.login(), (c) => handleLogin(c, door));
  router.post(paths.demoSession(), (c) => handleDemo(c, door));
  router.post(paths.logout(), (c) => handleLogout(c, door));
  router.get(paths.password(), (c) => showPassword(c, emptyForm()));
  router.post(paths.password(), (c) => handlePassword(c, door));
  return router;
}
