/** GET /scan says what a code means to this person; /labels prints our own. */
import { LabelPage } from '../../views/scanning/label-page.tsx';
import { PlaceLabelsPage } from '../../views/scanning/place-labels-page.tsx';
import { ScanPage } from '../../views/scanning/scan-page.tsx';
import { assetMeant } from '../assets/find-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { LONGEST_TYPED } from '../kernel/codes/scan-text.ts';
import { organisationById, storesOf } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { findTraceCode } from '../tracing/code-queries.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { rateLimit, SlidingWindow } from '../web/rate-limit.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { labelForm, labelKind } from './forms.ts';
import { PRINTERS, printLabels } from './label-commands.ts';
import { drawLabels } from './label-paper.ts';
import { earlierPrints, type LabelSubject, labelSubject } from './label-queries.ts';
import { resolveScan } from './resolve-queries.ts';
import type { LabelKind } from './rules.ts';
import { standingOf } from './standing-queries.ts';

const PRINTS_A_MINUTE = 60;
const WINDOW_MS = 60_000;
const LABELS = '/labels/:kind{lot|place|receipt|dispatch}/:of{[A-Z0-9-]{1,24}}';

export function scanningRoutes(services: Services): Router {
  const router = createRouter();
  const window = new SlidingWindow(PRINTS_A_MINUTE, WINDOW_MS, services.clock);
  const brake = rateLimit(window, (c) => String(signedIn(c).userId));
  router.get(paths.scan(), requirePermission('catalogue.read'), (c) => showScan(c, services));
  router.get(paths.placeLabels(), requirePermission(...PRINTERS), (c) => showPlaces(c, services));
  router.get(LABELS, requirePermission(...PRINTERS), (c) => showLabels(c, services, emptyForm()));
  router.post(LABELS, requirePermission(...PRINTERS), brake, (c) => handlePrint(c, services));
  return router;
}

async function showScan(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const code = (c.req.query('code') ?? '').slice(0, LONGEST_TYPED + 1);
  const can = {
    stock: may(viewer.roles, 'stock.read'),
    issue: may(viewer.roles, 'issue.record'),
    register: may(viewer.roles, 'shortage.register'),
    print: PRINTERS.some((permission) => may(viewer.roles, permission)),
    county: viewer.scopePath === '/',
  };
  // An empty box was not sent: the page has just been opened
  const traced = await findTraceCode(db, viewer, code);
  if (traced !== undefined) return c.redirect(paths.traceCode(traced.code), 303);
  const card = code === '' ? undefined : await assetMeant(db, viewer, code);
  if (card !== undefined) return c.redirect(paths.equipmentCard(card), 303);
  const found = code === '' ? undefined : await resolveScan(db, viewer, code);
  const lotIds = (found?.lots ?? []).map((lot) => lot.id);
  const page = {
    t,
    code,
    found,
    standing: await standingOf(db, viewer, lotIds),
    can,
    ownCode: (await organisationById(db, viewer.organisationId))?.code ?? '',
    expiry: await expiryOn(db, dayOf(services.clock.now())),
  };
  return c.render(<ScanPage {...page} />, { title: t.scanning.title, active: 'scan' });
}

async function showPlaces(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { organisationId, organisationName } = signedIn(c);
  const places = await storesOf(services.db.read, [organisationId]);
  const page = <PlaceLabelsPage t={t} places={places} organisationName={organisationName} />;
  return c.render(page, { title: t.scanning.ownLabels, active: 'scan' });
}

interface Asked {
  kind: LabelKind;
  of: string;
  subject: LabelSubject;
}

async function askedFor(c: AppContext, services: Services): Promise<Asked> {
  const kind = labelKind.parse(c.req.param('kind'));
  const of = c.req.param('of') ?? '';
  const actor = viewerToActor(signedIn(c));
  const subject = await labelSubject(services.db.read, actor, { kind, of }, services.clock.now());
  if (subject === undefined) throw new WebError(404, 'notFound');
  return { kind, of, subject };
}

async function showLabels(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { kind, of, subject } = await askedFor(c, services);
  const earlier = await earlierPrints(services.db.read, viewerToActor(signedIn(c)), subject.subject);
  const page = { t, form, formKey: newFormKey(), kind, of, subject, earlier, now: services.clock.now() };
  return c.render(<LabelPage {...page} />, { title: t.scanning.paper.title, active: 'stock' });
}

/** Answered with the paper itself: what was not written down is not drawn. */
async function handlePrint(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, labelForm);
  if (!form.ok) {
    c.status(422);
    return showLabels(c, services, form);
  }
  const { kind, of, subject } = await askedFor(c, services);
  const viewer = signedIn(c);
  const { idempotency_key: key, size, copies, boxes = 1, skip = 0 } = form.value;
  const order = { size, copies, boxes, skip };
  const printed = await printLabels(services, viewerToActor(viewer), key, { kind, of, ...order });
  if (!printed.ok) {
    const status = statusOf(printed);
    if (status === 403 || status === 404) throw refusalError(c, printed);
    c.status(status);
    return showLabels(c, services, refusedForm(c, form.values, printed));
  }
  const printing = { by: viewer.name, at: services.clock.now() };
  return sendPaper(c, `labels-${of}`, () => drawLabels(wordsFor(c), subject, order, printing));
}
