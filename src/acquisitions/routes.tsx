/** Pages of applications for equipment: the list, a new one, one with its acts, and its change. */
import type { z } from 'zod';
import { AcquisitionFormPage } from '../../views/acquisitions/form-page.tsx';
import { AcquisitionsPage } from '../../views/acquisitions/list-page.tsx';
import { AcquisitionPage } from '../../views/acquisitions/show-page.tsx';
import { assetClasses } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { appliesFor } from './act-commands.ts';
import { changeAcquisition, checkIdle, openAcquisition, submitAcquisition } from './apply-commands.ts';
import { approveAcquisition, cancelAcquisition, declineAcquisition } from './decide-commands.ts';
import { listColumns } from './exports.ts';
import {
  applicationForm,
  approveForm,
  changeForm,
  inputOf,
  listQuery,
  seenForm,
  submitForm,
  whyForm,
} from './forms.ts';
import { listAcquisitions } from './list-queries.ts';
import { type AcquisitionView, acquisitionView } from './page-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/acquisitions/:number{SG-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).acquisitions;

export function acquisitionRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('acquisition.read');
  const appliers = requirePermission('acquisition.apply');
  router.get(paths.acquisitions(), readers, (c) => showList(c, services));
  router.get('/equipment/acquisitions/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newAcquisition(), appliers, (c) => showForm(c, services, emptyForm()));
  router.post(paths.acquisitions(), appliers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/edit`, appliers, async (c) => showForm(c, services, emptyForm(), await wantedDraft(c, services)));
  router.post(`${ONE}/edit`, appliers, (c) => handleEdit(c, services));
  router.post(`${ONE}/check`, appliers, (c) =>
    act(c, services, 'check', seenForm, async (actor, value) => {
      const done = await checkIdle(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).checked(done.value.idle) : done;
    }),
  );
  router.post(`${ONE}/submission`, appliers, (c) =>
    act(c, services, 'submission', submitForm, async (actor, value) => {
      const given = Object.entries(value.reason).flatMap(([id, text]) => (text === undefined ? [] : [[id, text]]));
      const reasons: Record<string, string> = Object.fromEntries(given);
      const done = await submitAcquisition(services, actor, seenBy(numberOf(c), value), { reasons });
      return done.ok ? wordsOf(c).submitted : done;
    }),
  );
  router.post(`${ONE}/cancellation`, appliers, (c) =>
    act(c, services, 'cancellation', whyForm, async (actor, value) => {
      const done = await cancelAcquisition(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
  decisionRoutes(router, services);
  return router;
}

function decisionRoutes(router: Router, services: Services): void {
  const approvers = requirePermission('acquisition.approve');
  router.post(`${ONE}/approval`, approvers, (c) =>
    act(c, services, 'approval', approveForm, async (actor, value) => {
      const input = { meetingRecord: value.meetingRecord ?? null };
      const done = await approveAcquisition(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).approved(numberOf(c)) : done;
    }),
  );
  router.post(`${ONE}/return`, approvers, (c) =>
    act(c, services, 'return', whyForm, async (actor, value) => {
      const input = { step: 'return' as const, why: value.why };
      const done = await declineAcquisition(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).returned : done;
    }),
  );
  router.post(`${ONE}/rejection`, approvers, (c) =>
    act(c, services, 'rejection', whyForm, async (actor, value) => {
      const input = { step: 'reject' as const, why: value.why };
      const done = await declineAcquisition(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).rejected : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.acquisition(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

/** The application of the address as this person sees it; 404 outside the scope. */
async function wanted(c: AppContext, services: Services): Promise<AcquisitionView> {
  const view = await acquisitionView(services.db.read, signedIn(c), numberOf(c), services.clock.now());
  if (view === undefined) throw refusalError(c, refuse('not_found'));
  return view;
}

/** The same while it may be changed by this person. */
async function wantedDraft(c: AppContext, services: Services): Promise<AcquisitionView> {
  const view = await wanted(c, services);
  if (view.document.status !== 'draft' || !view.can.apply) throw refusalError(c, refuse('not_found'));
  return view;
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const shown = { t, view, form, formKey: newFormKey };
  const title = `${view.document.number} ${t.acquisitions.title}`;
  return c.render(<AcquisitionPage {...shown} />, { title, active: 'acquisitions' });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listAcquisitions(services.db.read, scopePath, filter, { before, size }),
  );
  const can = { apply: may(roles, 'acquisition.apply'), export: may(roles, 'export') };
  const shown = { t, filter, ...page, can, now: services.clock.now() };
  return c.render(<AcquisitionsPage {...shown} />, { title: t.acquisitions.title, active: 'acquisitions' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listAcquisitions(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.acquisitions.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t), rows);
}

async function showForm(c: AppContext, services: Services, form: FormState, view?: AcquisitionView): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const all = await organisationsUnder(services.db.read, viewer.scopePath);
  const members = all.filter((one) => one.active && appliesFor(viewer, one));
  const classes = await assetClasses(services.db.read);
  const shown = { t, form, formKey: newFormKey(), members, classes, ...(view && { view }) };
  const title = view === undefined ? t.acquisitions.newTitle : t.acquisitions.editTitle(view.document.number);
  return c.render(<AcquisitionFormPage {...shown} />, { title, active: 'acquisitions' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, applicationForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, services, form);
  }
  const { idempotency_key: key, ...value } = form.value;
  const opened = await openAcquisition(services, viewerToActor(signedIn(c)), key, inputOf(value));
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showForm(c, services, refusedForm(c, form.values, opened));
  }
  const { number, idle } = opened.value;
  return redirectWith(c, paths.acquisition(number), { tone: 'accent', title: wordsOf(c).opened(number, idle) });
}

async function handleEdit(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedDraft(c, services);
  const form = await readForm(c, changeForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, services, form, view);
  }
  const given = seenBy(numberOf(c), form.value);
  const done = await changeAcquisition(services, viewerToActor(signedIn(c)), given, inputOf(form.value));
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showForm(c, services, refusedForm(c, form.values, done), view);
  }
  const title = wordsOf(c).changed(done.value.idle);
  return redirectWith(c, paths.acquisition(numberOf(c)), { tone: 'accent', title });
}
