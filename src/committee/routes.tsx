/** The pages and acts of the committee. Named addresses stand before `/:number`. */
import { CallPage } from '../../views/committee/form-page.tsx';
import { SessionsPage } from '../../views/committee/index-page.tsx';
import { stateOf } from '../../views/committee/session-words.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { actRoutes } from './act-routes.tsx';
import { callSession } from './commands.ts';
import { callForm, listQuery } from './forms.ts';
import { minutesRoutes } from './minutes-routes.ts';
import { requireSessionReader } from './reading.ts';
import { listSessions, type SessionLine } from './session-queries.ts';
import { renderSession, sessionOf } from './session-view.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 5000;

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const query = listQuery.parse(c.req.query());
  const page = await listSessions(services.db.read, query, { after: query.after, size: PAGE_SIZE });
  return c.render(
    <SessionsPage
      t={t}
      query={query}
      lines={page.rows}
      next={page.next}
      can={{ call: may(signedIn(c).roles, 'committee.manage') }}
    />,
    { title: t.committee.title, active: 'committee' },
  );
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const heads = t.committee.columns;
  const page = await listSessions(services.db.read, listQuery.parse(c.req.query()), { size: MOST_EXPORTED });
  const columns: Column<SessionLine>[] = [
    { head: heads.number, value: (line) => line.document.number, width: 20 },
    { head: heads.title, value: (line) => line.session.title, width: 30 },
    { head: heads.heldOn, value: (line) => line.session.heldOn },
    { head: heads.place, value: (line) => line.session.place, width: 20 },
    { head: heads.state, value: (line) => t.committee.states[stateOf(line)] },
    { head: heads.seats, value: (line) => line.seats },
    { head: heads.present, value: (line) => line.present },
    { head: heads.matters, value: (line) => line.matters },
    { head: heads.decided, value: (line) => line.decided },
  ];
  return spreadsheet(c, t.committee.fileName(dayOf(services.clock.now())), columns, page.rows);
}

async function showCall(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const start = { heldOn: dayOf(services.clock.now()) };
  const page = <CallPage t={t} form={form} start={start} idempotencyKey={newFormKey()} />;
  return c.render(page, { title: t.committee.form.title, active: 'committee' });
}

async function sendCall(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, callForm);
  if (!form.ok) {
    c.status(422);
    return showCall(c, services, form);
  }
  const { idempotency_key: key, plan } = form.value;
  const answer = await callSession(services, viewerToActor(signedIn(c)), key, plan);
  if (answer.ok) {
    const { number } = answer.value;
    return redirectWith(c, paths.session(number), { tone: 'accent', title: wordsFor(c).committee.form.done(number) });
  }
  if (answer.reason === 'forbidden') throw refusalError(c, answer);
  c.status(statusOf(answer));
  return showCall(c, services, refusedForm(c, form.values, answer));
}

export function committeeRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requireSessionReader();
  const leading = requirePermission('committee.manage');
  router.get(paths.committee(), reading, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.committeeExport(format), reading, requirePermission('export'), (c) => exportList(c, services));
  }
  router.get(paths.newSession(), leading, (c) => showCall(c, services, emptyForm()));
  router.post(paths.newSession(), leading, (c) => sendCall(c, services));
  router.get(paths.session(':number'), reading, async (c) => renderSession(c, services, await sessionOf(c, services)));
  router.route('/', minutesRoutes(services));
  router.route('/', actRoutes(services));
  return router;
}
