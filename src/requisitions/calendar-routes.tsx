/** The page of calendars: when members file their requisitions. */
import { CalendarsPage } from '../../views/requisitions/calendars-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { setCalendar } from './calendar-commands.ts';
import { calendarLines } from './calendar-queries.ts';
import { calendarForm } from './forms.ts';

const PAGE_SIZE = 50;

export function calendarRoutes(services: Services): Router {
  const router = createRouter();
  const setters = requirePermission('target.set');
  const readers = requirePermission('demand.read');
  router.get(paths.requisitionCalendars(), readers, (c) => showCalendars(c, services, emptyForm()));
  router.post(paths.requisitionCalendars(), setters, (c) => handleCalendar(c, services));
  return router;
}

async function showCalendars(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const canSet = may(viewer.roles, 'target.set') && viewer.scopePath === '/';
  const today = dayOf(services.clock.now());
  const lines = await calendarLines(services.db.read, viewer.scopePath, today);
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, lines, page, today, canSet, form, formKey: newFormKey() };
  return c.render(<CalendarsPage {...shown} />, { title: t.demand.calendars.title, active: 'calendars' });
}

async function handleCalendar(c: AppContext, services: Services) {
  const form = await readForm(c, calendarForm);
  if (!form.ok) {
    c.status(422);
    return showCalendars(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const set = await setCalendar(services, viewerToActor(signedIn(c)), key, input);
  if (set.ok) {
    const title = wordsFor(c).demand.calendars.saved(set.value.members);
    return redirectWith(c, paths.requisitionCalendars(), { tone: 'accent', title });
  }
  if (set.reason === 'forbidden') throw refusalError(c, set);
  c.status(statusOf(set));
  return showCalendars(c, services, refusedForm(c, form.values, set));
}
