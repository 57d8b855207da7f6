/** Pages of probes: the list, registering one, its acts, its file, its readings as a file. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { TokenPage } from '../../views/storage/file-page.tsx';
import { NewLoggerPage } from '../../views/storage/logger-fields.tsx';
import { LoggersPage } from '../../views/storage/loggers-page.tsx';
import { LARGEST_FORM_BYTES, readUpload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { sha256 } from '../kernel/canonical.ts';
import { addDays, DAY_MS, dayOf, HOUR_MS, startOfDay } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder, storesOf } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, encodeCursor } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { loggerColumns, readingColumns } from './exports.ts';
import { fileRoutes } from './file-routes.tsx';
import * as forms from './forms.ts';
import { changeLogger, recordCalibration, registerLogger, setLoggerToken, setLoggerUse } from './logger-commands.ts';
import { listLoggers, readingsOf } from './logger-queries.ts';
import { looksAfter } from './logger-record.ts';
import { pushUrl, showLogger, wantedLogger } from './logger-show.tsx';
import { takeReadings } from './reading-commands.ts';
import { CALIBRATION_WARN_DAYS } from './rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/storage/loggers/:code{[A-Z0-9][A-Z0-9-]*}';
const MINUTE_MS = 60_000;
const codeOf = (c: AppContext) => c.req.param('code') ?? '';

export function loggerRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const managers = requirePermission('storage.manage');
  const exporters = requirePermission('export');
  router.get(paths.loggers(), readers, (c) => showList(c, services));
  router.get('/storage/loggers/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.get(paths.newLogger(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.loggers(), managers, (c) => handleNew(c, services));
  router.route('/', fileRoutes(services));
  router.get(ONE, readers, (c) => showLogger(c, services));
  router.get(`${ONE}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, (c) => exportReadings(c, services));
  router.post(`${ONE}/readings`, requirePermission('storage.log'), (c) => handleReading(c, services));
  manageRoutes(router, services);
  router.post(`${ONE}/token`, managers, (c) => handleToken(c, services));
  return router;
}

function manageRoutes(router: Router, services: Services): void {
  const managers = requirePermission('storage.manage');
  const given = (c: AppContext, key: string) => ({ key, code: codeOf(c) });
  router.post(`${ONE}/change`, managers, (c) =>
    act(c, services, 'change', forms.changeForm, async (actor, value) => {
      const done = await changeLogger(services, actor, given(c, value.idempotency_key), forms.factsOf(value));
      return done.ok ? wordsFor(c).storage.changed(codeOf(c)) : done;
    }),
  );
  for (const [name, active] of [
    ['retirement', false],
    ['reinstatement', true],
  ] as const) {
    router.post(`${ONE}/${name}`, managers, (c) =>
      act(c, services, name, forms.whyForm, async (actor, { idempotency_key: key, why }) => {
        const done = await setLoggerUse(services, actor, given(c, key), { active, why });
        return done.ok ? wordsFor(c).storage[active ? 'reinstated' : 'retired'](codeOf(c)) : done;
      }),
    );
  }
  router.post(`${ONE}/token-removal`, managers, (c) =>
    act(c, services, 'token', forms.keyForm, async (actor, { idempotency_key: key }) => {
      const done = await setLoggerToken(services, actor, given(c, key), null);
      return done.ok ? wordsFor(c).storage.tokenRevoked : done;
    }),
  );
  router.post(`${ONE}/calibrations`, managers, (c) =>
    actWithFile(c, services, 'calibrations', forms.calibrationForm, async (actor, value) => {
      const { idempotency_key: key, result, file, ...input } = value;
      const calibrated = { ...input, passed: result === 'passed', file: file && (await readUpload(file)) };
      const done = await recordCalibration(services, actor, given(c, key), calibrated);
      const words = wordsFor(c).storage;
      return done.ok ? (done.value.passed ? words.calibrated : words.calibratedFailed) : done;
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
  const page = paths.logger(codeOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showLogger(c, services, back) });
}

/** The same with a file beside the fields. */
function actWithFile<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.logger(codeOf(c));
  const show = (back: FormBack) => showLogger(c, services, back);
  return actOnPage(c, { name, schema, work, page, show, maxBytes: LARGEST_FORM_BYTES });
}

function handleReading(c: AppContext, services: Services) {
  return act(c, services, 'readings', forms.readingForm, async (actor, value) => {
    const [hours = 0, minutes = 0] = value.time.split(':').map(Number);
    const at = startOfDay(value.day) + hours * HOUR_MS + minutes * MINUTE_MS;
    const reading = { at, temperatureTenths: value.temperature, humidityTenths: value.humidity ?? null };
    const input = { code: codeOf(c), source: 'manual' as const, readings: [reading] };
    const done = await takeReadings(services, actor, value.idempotency_key, input);
    if (!done.ok) return done;
    const words = wordsFor(c).storage;
    const { taken, repeated, differing, excursions } = done.value;
    const said = words.taken(taken, repeated, differing);
    return excursions.length === 0 ? said : `${said}；${words.opened(excursions.join(' '))}`;
  });
}

async function handleToken(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.keyForm);
  const refused = (state: FormState) => showLogger(c, services, { name: 'token', state });
  if (!form.ok) {
    c.status(422);
    return refused(form);
  }
  const token = `yx_${randomBytes(32).toString('base64url')}`;
  const given = { key: form.value.idempotency_key, code: codeOf(c) };
  const done = await setLoggerToken(services, viewerToActor(signedIn(c)), given, sha256(token));
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return refused(refusedForm(c, form.values, done));
  }
  const t = wordsFor(c);
  const shown = { t, code: codeOf(c), token, pushUrl: pushUrl(c, services) };
  // Shown in the answer itself and kept nowhere: a redirect would have to carry it
  return c.render(<TokenPage {...shown} />, { title: t.storage.tokenShown, active: 'storage' });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = forms.loggersQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string']) as [string] | undefined;
  const now = services.clock.now();
  const fetched = await listLoggers(services.db.read, scopePath, filter, { after: cursor?.[0], size: PAGE_SIZE, now });
  const rows = fetched.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  const next = fetched.length > PAGE_SIZE && last !== undefined ? encodeCursor([last.code]) : undefined;
  const can = { manage: may(roles, 'storage.manage'), export: may(roles, 'export') };
  const soon = addDays(dayOf(now), CALIBRATION_WARN_DAYS);
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now, soon };
  return c.render(<LoggersPage {...shown} />, { title: t.storage.loggersTitle, active: 'storage' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.loggersQuery.parse(c.req.query());
  const now = services.clock.now();
  const page = { size: MOST_EXPORTED, now };
  const rows = await listLoggers(services.db.read, signedIn(c).scopePath, filter, page);
  return spreadsheet(c, `${t.storage.exportLoggers}-${dayOf(now)}`, loggerColumns(t), rows);
}

async function exportReadings(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { logger, location } = await wantedLogger(c, services);
  const { days } = forms.loggerQuery.parse(c.req.query());
  const from = services.clock.now() - days * DAY_MS;
  const rows = await readingsOf(services.db.read, logger.id, { from, size: MOST_EXPORTED });
  const storeName = location?.name ?? t.storage.travels;
  const columns = readingColumns(t, { logger, storeName });
  return spreadsheet(c, `${t.storage.exportReadings}-${logger.code}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const places = (await organisationsUnder(db, viewer.scopePath)).filter(
    (one) => one.active && looksAfter(viewer, one),
  );
  const asked = { organisation: form.values.organisation?.[0] ?? c.req.query('organisation') };
  const { organisation } = forms.placeQuery.parse(asked);
  const own = places.find((one) => one.id === viewer.organisationId) ?? places[0];
  const place = places.find((one) => one.code === organisation) ?? own;
  const stores = place === undefined ? [] : await storesOf(db, [place.id]);
  const today = dayOf(services.clock.now());
  const shown = { t, form, formKey: newFormKey(), places, place, stores, today };
  return c.render(<NewLoggerPage {...shown} />, { title: t.storage.newLogger, active: 'storage' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.loggerForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, code, organisation: organisationCode, calibrationDueOn } = form.value;
  const input = { code, organisationCode, calibrationDueOn, ...forms.factsOf(form.value) };
  const done = await registerLogger(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showNew(c, services, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.logger(code), { tone: 'accent', title: wordsFor(c).storage.registered(code) });
}
