/** Pages of bookings: the list, what members used, asking for slots, and one booking with its acts. */
import type { z } from 'zod';
import { BookingPage } from '../../views/sharing/booking-page.tsx';
import { BookingsPage } from '../../views/sharing/bookings-page.tsx';
import { ShareFiguresPage } from '../../views/sharing/figures-page.tsx';
import { NewBookingPage } from '../../views/sharing/new-booking-page.tsx';
import { actPhoto, LARGEST_FORM_BYTES } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay, timeOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import * as acts from './booking-commands.ts';
import { listBookings, shareFigures } from './booking-queries.ts';
import { bookingColumns, figureColumns } from './exports.ts';
import * as forms from './forms.ts';
import { offerOf } from './offer-queries.ts';
import { bookingView, firstFree } from './page-queries.ts';

const ONE = '/equipment/bookings/:number{YY-[0-9]{8}-[0-9]{4,}}';
const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const MINUTE_MS = 60_000;
const MONTH_DAYS = 30;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).sharing;

export function bookingRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const exporters = requirePermission('export');
  const bookers = requirePermission('fault.report');
  router.get(paths.bookings(), readers, (c) => showList(c, services));
  router.get('/equipment/bookings/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.get(paths.bookingFigures(), readers, (c) => showFigures(c, services));
  router.get('/equipment/bookings/figures/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) =>
    exportFigures(c, services),
  );
  router.get(paths.newBooking(), bookers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.bookings(), bookers, (c) => handleAsk(c, services));
  router.get(ONE, readers, (c) => showBooking(c, services));
  actRoutes(router, services);
  return router;
}

function actRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  const bookers = requirePermission('fault.report');
  router.post(`${ONE}/agreement`, keepers, (c) =>
    act(c, services, 'agreement', forms.seenForm, async (actor, value) => {
      const done = await acts.agreeToBooking(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).acted.agreement : done;
    }),
  );
  router.post(`${ONE}/refusal`, keepers, (c) =>
    act(c, services, 'refusal', forms.whyForm, async (actor, value) => {
      const done = await acts.refuseBooking(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).acted.refusal : done;
    }),
  );
  router.post(`${ONE}/cancellation`, bookers, (c) =>
    act(c, services, 'cancellation', forms.whyForm, async (actor, value) => {
      const done = await acts.cancelBooking(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).acted.cancellation : done;
    }),
  );
  router.post(`${ONE}/start`, bookers, (c) =>
    act(c, services, 'start', forms.seenForm, async (actor, value) => {
      const done = await acts.startBooking(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).acted.start : done;
    }),
  );
  router.post(`${ONE}/finish`, keepers, (c) =>
    act(
      c,
      services,
      'finish',
      forms.useForm,
      async (actor, { minutes, cases, condition, damaged, photo: file, ...value }) => {
        const use = {
          minutes,
          cases,
          condition,
          damaged,
          photo: await actPhoto(file, wordsFor(c).attachments.actPhotos.use),
        };
        const done = await acts.finishBooking(services, actor, seenBy(numberOf(c), value), use);
        return done.ok ? wordsOf(c).acted.finish : done;
      },
    ),
  );
}

const askOf = (c: AppContext, services: Services) => ({
  scopePath: signedIn(c).scopePath,
  now: services.clock.now(),
});

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after, ...filter } = forms.bookingsQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const page = await pageById(after, PAGE_SIZE, (from) => listBookings(services.db.read, ask, filter, from));
  const can = { export: may(signedIn(c).roles, 'export') };
  const shown = { t, filter, ...page, can, now: ask.now };
  return c.render(<BookingsPage {...shown} />, { title: t.sharing.bookingsTitle, active: 'shares' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.bookingsQuery.parse(c.req.query());
  const rows = await listBookings(services.db.read, askOf(c, services), filter, { size: MOST_EXPORTED });
  const name = `${t.sharing.bookingsTitle}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, bookingColumns(t), rows);
}

/** The period asked for, or the last thirty days. */
function periodOf(c: AppContext, services: Services) {
  const today = dayOf(services.clock.now());
  const { from, until } = forms.figuresQuery.parse(c.req.query());
  return { from: from ?? addDays(today, 1 - MONTH_DAYS), until: until ?? today };
}

async function showFigures(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const period = periodOf(c, services);
  const { scopePath, roles } = signedIn(c);
  const rows = await shareFigures(services.db.read, scopePath, period);
  const can = { export: may(roles, 'export') };
  return c.render(<ShareFiguresPage {...{ t, period, rows, can }} />, {
    title: t.sharing.figures,
    active: 'shares',
  });
}

async function exportFigures(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const period = periodOf(c, services);
  const rows = await shareFigures(services.db.read, signedIn(c).scopePath, period);
  return spreadsheet(c, `${t.sharing.figures}-${period.from}-${period.until}`, figureColumns(t), rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { asset, starts } = forms.newQuery.parse(c.req.query());
  const { roles, scopePath } = signedIn(c);
  const all = await organisationsUnder(services.db.read, may(roles, 'asset.edit') ? '/' : scopePath);
  const members = all.filter((one) => one.active).map(({ code, shortName }) => ({ code, shortName }));
  const number = asset ?? form.values['asset']?.[0];
  const offer = number === undefined ? undefined : await offerOf(services.db.read, number);
  const now = services.clock.now();
  const at = starts ?? (offer && (await firstFree(services.db.read, offer, now)))?.startsAt ?? now;
  const shown = { t, form, formKey: newFormKey(), members, offer, day: dayOf(at), time: timeOf(at) };
  return c.render(<NewBookingPage {...shown} />, { title: t.sharing.ask, active: 'shares' });
}

async function handleAsk(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.askForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, day, starts, slots, ...facts } = form.value;
  const offer = await offerOf(services.db.read, facts.asset);
  const [hour = 0, minute = 0] = starts.split(':').map(Number);
  const startsAt = startOfDay(day) + (hour * 60 + minute) * MINUTE_MS;
  const endsAt = startsAt + slots * (offer?.offer.slotMinutes ?? 1) * MINUTE_MS;
  const asked = await acts.askForBooking(services, viewerToActor(signedIn(c)), key, { ...facts, startsAt, endsAt });
  if (!asked.ok) {
    c.status(statusOf(asked));
    return showNew(c, services, refusedForm(c, form.values, asked));
  }
  const { number } = asked.value;
  return redirectWith(c, paths.booking(number), { tone: 'accent', title: wordsOf(c).askedFor(number) });
}

async function showBooking(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await bookingView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  const shown = { t, view, back: back ?? { name: '', state: emptyForm() }, formKey: newFormKey };
  const title = `${view.document.number} ${t.sharing.bookingsTitle}`;
  return c.render(<BookingPage {...shown} />, { title, active: 'shares' });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.booking(numberOf(c));
  return actOnPage(c, {
    name,
    schema,
    work,
    page,
    maxBytes: LARGEST_FORM_BYTES,
    show: (back) => showBooking(c, services, back),
  });
}
