/** Pages of requisitions: the list and the form that opens one, the draft, the record with its acts, the exports. */
import { RequisitionsPage } from '../../views/requisitions/index-page.tsx';
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
import { spreadsheet } from '../web/spreadsheets.ts';
import { calendarRoutes } from './calendar-routes.tsx';
import { roundOn } from './calendar-rules.ts';
import { openRequisition } from './commands.ts';
import { draftRoutes } from './draft-routes.tsx';
import { listQuery, openForm } from './forms.ts';
import { exportedRequisitions, listRequisitions, type RequisitionRow } from './list-queries.ts';
import { poolRoutes } from './pool-routes.tsx';
import { calendarOf, requestingMembers } from './record-queries.ts';

const PAGE_SIZE = 50;

/** The calendars and the files stand before the numbers, which would otherwise take their addresses. */
export function requisitionsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('demand.read', 'requisition.make');
  router.get(paths.requisitions(), readers, (c) => showList(c, services, emptyForm()));
  router.get('/requisitions/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.post(paths.requisitions(), requirePermission('requisition.make'), (c) => handleOpen(c, services));
  router.route('/', calendarRoutes(services));
  router.route('/', poolRoutes(services));
  router.route('/', draftRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const today = dayOf(now);
  const asked = listQuery.parse(c.req.query());
  const page = await listRequisitions(db, viewer.scopePath, asked, PAGE_SIZE);
  const members = may(viewer.roles, 'requisition.make') ? await requestingMembers(db, viewer.scopePath) : [];
  const own = members.find((member) => member.id === viewer.organisationId);
  const calendar = own && (await calendarOf(db, own.id));
  const round = own === undefined ? undefined : calendar === undefined ? null : roundOn(calendar, today);
  const can = { export: may(viewer.roles, 'export'), targets: may(viewer.roles, 'target.set') };
  const shown = { t, asked, page, now, today, members, ownCode: own?.code, round, can, form, formKey: newFormKey() };
  return c.render(<RequisitionsPage {...shown} />, { title: t.demand.title, active: 'requisitions' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.demand;
  const rows = await exportedRequisitions(services.db.read, signedIn(c).scopePath, listQuery.parse(c.req.query()));
  const columns = [
    { head: words.number, value: (row: RequisitionRow) => row.number, width: 20 },
    { head: words.member, value: (row: RequisitionRow) => row.member, width: 24 },
    { head: words.createdAt, value: (row: RequisitionRow) => dayOf(row.createdAt) },
    { head: words.round, value: (row: RequisitionRow) => row.roundOn },
    { head: words.neededBy, value: (row: RequisitionRow) => row.neededBy },
    { head: words.lines, value: (row: RequisitionRow) => row.lines },
    { head: words.state, value: (row: RequisitionRow) => words.states[row.state] },
  ];
  return spreadsheet(c, words.title, columns, rows);
}

async function handleOpen(c: AppContext, services: Services) {
  const form = await readForm(c, openForm);
  if (!form.ok) {
    c.status(422);
    return showList(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const opened = await openRequisition(services, viewerToActor(signedIn(c)), key, input);
  if (opened.ok) {
    const title = wordsFor(c).demand.start.done(opened.value.number);
    return redirectWith(c, paths.requisition(opened.value.number), { tone: 'accent', title });
  }
  if (opened.reason === 'forbidden') throw refusalError(c, opened);
  c.status(statusOf(opened));
  return showList(c, services, refusedForm(c, form.values, opened));
}
