/** Pages of approvals: what waits for whom, and who stands in for whom. */
import { ApprovalsPage } from '../../views/approvals/index-page.tsx';
import { StandInsPage } from '../../views/approvals/stand-ins-page.tsx';
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
import { spreadsheet } from '../web/spreadsheets.ts';
import { endStandIn, nameStandIn } from './delegation-commands.ts';
import { listPlaces, standIns } from './delegation-queries.ts';
import { type ApprovalTab, endForm, listQuery, placeForm } from './forms.ts';
import { openApprovals, type WaitingApproval, waitingApprovals } from './queries.ts';
import { APPROVERS } from './rules.ts';

const PAGE_SIZE = 50;

export function approvalsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('plan.read');
  const givers = requirePermission('delegation.make');
  router.get(paths.approvals(), readers, (c) => showList(c, services));
  router.get('/approvals/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.delegations(), readers, (c) => showPlaces(c, services, emptyForm()));
  router.post(paths.delegations(), givers, (c) => handlePlace(c, services));
  router.post('/approvals/stand-ins/:id{[0-9]{1,12}}/ending', givers, (c) => handleEnd(c, services));
  return router;
}

interface Asked {
  tab: ApprovalTab;
  q: string | undefined;
}

/** People who approve see first what waits for them; everyone else sees whom things wait for. */
function askedOf(c: AppContext): Asked {
  const { tab, q } = listQuery.parse(c.req.query());
  const decides = may(signedIn(c).roles, 'approval.decide');
  return { tab: tab ?? (decides ? 'mine' : 'all'), q };
}

async function linesFor(c: AppContext, services: Services, asked: Asked): Promise<WaitingApproval[]> {
  const db = services.db.read;
  const now = services.clock.now();
  const lines = asked.tab === 'mine' ? await waitingApprovals(db, signedIn(c), now) : await openApprovals(db);
  const typed = (asked.q ?? '').trim().toUpperCase();
  return lines.filter((line) => (asked.tab !== 'late' || line.dueAt < now) && line.number.includes(typed));
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const asked = askedOf(c);
  const all = await linesFor(c, services, asked);
  const now = services.clock.now();
  const shown = { t, ...asked, now, page: pageOf(all, c.req.query('page'), PAGE_SIZE) };
  const can = { export: may(signedIn(c).roles, 'export') };
  return c.render(<ApprovalsPage {...shown} can={can} />, { title: t.approvals.title, active: 'approvals' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.approvals;
  const rows = await linesFor(c, services, askedOf(c));
  const now = services.clock.now();
  const columns = [
    { head: words.number, value: (row: WaitingApproval) => row.number, width: 22 },
    {
      head: words.kind,
      value: (row: WaitingApproval) => words.kinds[row.kind],
    },
    { head: words.organisation, value: (row: WaitingApproval) => row.organisation },
    { head: words.amount, value: (row: WaitingApproval) => row.amountFen / 100 },
    { head: words.waitsFor, value: (row: WaitingApproval) => t.roles[row.role] },
    { head: words.dueOn, value: (row: WaitingApproval) => dayOf(row.dueAt) },
    { head: words.late, value: (row: WaitingApproval) => (row.dueAt < now ? words.yes : words.no) },
  ];
  return spreadsheet(c, `${words.title}-${dayOf(now)}`, columns, rows);
}

async function showPlaces(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const gives = may(viewer.roles, 'delegation.make');
  const people = gives ? await standIns(db, viewer.userId) : [];
  const roles = APPROVERS.filter((role) => viewer.roles.includes(role));
  const places = await listPlaces(db, today);
  const shown = { t, form, formKey: newFormKey(), today, gives, people, roles, places, userId: viewer.userId };
  return c.render(<StandInsPage {...shown} />, { title: t.approvals.standIns, active: 'approvals' });
}

async function handlePlace(c: AppContext, services: Services) {
  const form = await readForm(c, placeForm);
  if (!form.ok) {
    c.status(422);
    return showPlaces(c, services, form);
  }
  const { idempotency_key: key, to, ...rest } = form.value;
  const named = await nameStandIn(services, viewerToActor(signedIn(c)), { key, input: { ...rest, toPersonId: to } });
  if (!named.ok) {
    c.status(statusOf(named));
    return showPlaces(c, services, refusedForm(c, form.values, named));
  }
  const title = wordsFor(c).approvals.named(named.value.name, rest.startsOn, rest.endsOn);
  return redirectWith(c, paths.delegations(), { tone: 'accent', title });
}

async function handleEnd(c: AppContext, services: Services) {
  const form = await readForm(c, endForm);
  if (!form.ok) {
    c.status(422);
    return showPlaces(c, services, form);
  }
  const id = Number(c.req.param('id'));
  const ended = await endStandIn(services, viewerToActor(signedIn(c)), { key: form.value.idempotency_key, id });
  if (!ended.ok) {
    if (statusOf(ended) === 404) throw refusalError(c, ended);
    c.status(statusOf(ended));
    return showPlaces(c, services, refusedForm(c, {}, ended));
  }
  const title = wordsFor(c).approvals.ended(ended.value.name);
  return redirectWith(c, paths.delegations(), { tone: 'accent', title });
}
