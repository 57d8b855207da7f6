/** Pages of adverse events: the list, a report from a card, and one event with what became of it. */
import type { z } from 'zod';
import { DeviceEventsPage } from '../../views/device-events/list-page.tsx';
import { NewDeviceEventPage } from '../../views/device-events/new-page.tsx';
import { DeviceEventPage } from '../../views/device-events/show-page.tsx';
import { type AssetCard, assetByNumber } from '../assets/record-queries.ts';
import { LARGEST_FORM_BYTES, readUpload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { usesIt } from '../faults/reporter-rules.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { forwardEvent, recallEvent, withdrawEvent } from './act-commands.ts';
import { eventColumns } from './exports.ts';
import { forwardForm, listQuery, reportForm, whyForm } from './forms.ts';
import { listEvents } from './list-queries.ts';
import { eventView } from './page-queries.ts';
import { reportEvent } from './report-commands.ts';

const CARD = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/events';
const ONE = '/equipment/events/:number{BL-[0-9]{8}-[0-9]{4,}}';
const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).deviceEvents;

export function deviceEventRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const reporters = requirePermission('fault.report');
  router.get(paths.deviceEvents(), readers, (c) => showList(c, services));
  router.get('/equipment/events/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(`${CARD}/new`, reporters, async (c) => showNew(c, services, await wantedCard(c, services), emptyForm()));
  router.post(CARD, reporters, (c) => handleReport(c, services));
  router.get(ONE, readers, (c) => showEvent(c, services));
  officeRoutes(router, services);
  return router;
}

function officeRoutes(router: Router, services: Services): void {
  const office = requirePermission('asset.edit');
  router.post(`${ONE}/forwarding`, office, (c) =>
    act(c, services, 'forwarding', forwardForm, async (actor, value) => {
      const { nationalNumber, forwardedOn } = value;
      const done = await forwardEvent(services, actor, seenBy(numberOf(c), value), { nationalNumber, forwardedOn });
      return done.ok ? wordsOf(c).done.forwarding : done;
    }),
  );
  for (const [name, perform] of [
    ['recall', recallEvent],
    ['withdrawal', withdrawEvent],
  ] as const) {
    router.post(`${ONE}/${name}`, office, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).done[name] : done;
      }),
    );
  }
}

function askOf(c: AppContext, services: Services) {
  return { scopePath: signedIn(c).scopePath, today: dayOf(services.clock.now()) };
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const page = await pageById(after, PAGE_SIZE, (from) => listEvents(services.db.read, ask, filter, from));
  const can = { export: may(signedIn(c).roles, 'export') };
  const shown = { t, filter, ...page, can, today: ask.today };
  return c.render(<DeviceEventsPage {...shown} />, { title: t.deviceEvents.title, active: 'deviceEvents' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const rows = await listEvents(services.db.read, ask, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.deviceEvents.title}-${ask.today}`, eventColumns(t), rows);
}

/** The card that the address names. Throws 404 when it is not within the person's reach. */
async function wantedCard(c: AppContext, services: Services): Promise<AssetCard> {
  const card = await assetByNumber(services.db.read, signedIn(c).scopePath, numberOf(c));
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  return card;
}

async function showNew(c: AppContext, services: Services, card: AssetCard, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const days = await ruleOn(services.db.read, 'device_event_days', today);
  const shown = { t, card, may: usesIt(signedIn(c), card), days, today, form, formKey: newFormKey() };
  return c.render(<NewDeviceEventPage {...shown} />, { title: t.deviceEvents.report, active: 'deviceEvents' });
}

async function handleReport(c: AppContext, services: Services): Promise<Response> {
  const card = await wantedCard(c, services);
  const form = await readForm(c, reportForm, { maxBytes: LARGEST_FORM_BYTES });
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, card, form);
  }
  const { idempotency_key: key, photo, ...facts } = form.value;
  const file = photo === undefined ? null : await readUpload(photo);
  const input = { asset: card.asset.number, ...facts, photo: file };
  const reported = await reportEvent(services, viewerToActor(signedIn(c)), key, input);
  if (!reported.ok) {
    if (statusOf(reported) === 404) throw refusalError(c, reported);
    c.status(statusOf(reported));
    return showNew(c, services, card, refusedForm(c, form.values, reported));
  }
  const { number, stopped } = reported.value;
  return redirectWith(c, paths.deviceEvent(number), { tone: 'accent', title: wordsOf(c).reported(number, stopped) });
}

async function showEvent(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await eventView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const shown = { t, view, back: back ?? { name: '', state: emptyForm() }, formKey: newFormKey, today };
  const title = `${view.document.number} ${t.deviceEvents.title}`;
  return c.render(<DeviceEventPage {...shown} />, { title, active: 'deviceEvents' });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.deviceEvent(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showEvent(c, services, back) });
}
