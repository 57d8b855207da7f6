/** Files of loggers: shown first with what is wrong in them, then taken; a file taken twice changes nothing. */
import { FilePage, type FilePreview } from '../../views/storage/file-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal, Result } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { readApart } from '../spreadsheets/apart.ts';
import { SHEET_LIMITS } from '../spreadsheets/sheet.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { thin } from './curve.ts';
import { runsOf } from './excursion-runs.ts';
import { gapsOf, packReadings, readFile, TEMPLATE_HEADS, unpackReadings } from './file-readings.ts';
import { fileForm, packedForm } from './forms.ts';
import type { LoadedLogger } from './logger-record.ts';
import { showLogger, wantedLogger } from './logger-show.tsx';
import { knownMoments, takeReadings } from './reading-commands.ts';

const ONE = '/storage/loggers/:code{[A-Z0-9][A-Z0-9-]*}';
const MINUTE_MS = 60_000;
const MOST_PACKED = 1_200_000;
const BUCKETS = 300;
/** A form around a file is this much larger than the file. */
const AROUND = 64 * 1024;

export function fileRoutes(services: Services): Router {
  const router = createRouter();
  const loggers = requirePermission('storage.log');
  router.get(paths.loggerTemplate(), loggers, (c) => {
    const heads = TEMPLATE_HEADS.map((head, index) => ({ head, value: (row: readonly string[]) => row[index] ?? '' }));
    const example = [[`${dayOf(services.clock.now())} 08:30`, '5.2', '48', '']];
    return spreadsheet(c, wordsFor(c).storage.exportReadings, heads, example);
  });
  router.post(`${ONE}/file`, loggers, (c) => showFile(c, services));
  router.post(`${ONE}/file/readings`, loggers, (c) => takeFile(c, services));
  return router;
}

async function previewOf(
  services: Services,
  { logger }: LoadedLogger,
  content: Uint8Array,
): Promise<Result<FilePreview>> {
  const sheet = await readApart(content, async () => undefined);
  if (!sheet.ok) return sheet;
  const read = readFile(sheet.value, { code: logger.code, now: services.clock.now() });
  if (!read.ok) return read;
  const { readings, problems, others, twice } = read.value;
  const moments = readings.map((reading) => reading.at);
  const known = await knownMoments(services.db.read, logger.id, moments);
  const points = readings.map(({ at, temperatureTenths: value }) => ({ at, value }));
  const limits = { lowTenths: logger.lowTenths, highTenths: logger.highTenths };
  const runs = runsOf(points, limits, logger.graceMinutes * MINUTE_MS);
  const [from = 0, to = 0] = [moments[0], moments.at(-1)];
  const bands = runs.map((run) => ({ from: run.startedAt, to: run.endedAt ?? to }));
  const curve = { points: thin(points, from, to, BUCKETS), count: points.length, from, to, limits, bands };
  return {
    ok: true,
    value: {
      packed: packReadings(readings),
      fresh: readings.length - known.size,
      known: known.size,
      others,
      twice,
      problems,
      gaps: gapsOf(readings, logger.everyMinutes),
      runs,
      curve:
        readings.length < 2
          ? undefined
          : { measure: 'temperature' as const, everyMinutes: logger.everyMinutes, ...curve },
    },
  };
}

async function showFile(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const loaded = await wantedLogger(c, services);
  const form = await readForm(c, fileForm, { maxBytes: SHEET_LIMITS.bytes + AROUND });
  if (!form.ok) {
    c.status(422);
    return showLogger(c, services, { name: 'file', state: form });
  }
  const content = new Uint8Array(await form.value.file.arrayBuffer());
  const preview = await previewOf(services, loaded, content);
  if (!preview.ok) {
    c.status(422);
    return showLogger(c, services, { name: 'file', state: refusedForm(c, {}, preview) });
  }
  const { code, name } = loaded.logger;
  const today = dayOf(services.clock.now());
  const shown = { t, code, name, preview: preview.value, form: emptyForm(), formKey: newFormKey(), today };
  return c.render(<FilePage {...shown} />, { title: `${t.storage.fileTitle} ${code}`, active: 'storage' });
}

async function takeFile(c: AppContext, services: Services): Promise<Response> {
  const words = wordsFor(c).storage;
  const { logger } = await wantedLogger(c, services);
  const form = await readForm(c, packedForm, { maxBytes: MOST_PACKED });
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    return showLogger(c, services, { name: 'file', state: refusedForm(c, {}, refusal) });
  };
  if (!form.ok) {
    c.status(422);
    return showLogger(c, services, { name: 'file', state: { ...form, values: {} } });
  }
  const readings = unpackReadings(form.value.readings);
  if (!readings.ok) return refused(readings);
  const input = { code: logger.code, source: 'file' as const, readings: readings.value };
  const done = await takeReadings(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  if (!done.ok) return refused(done);
  const { taken, repeated, differing, excursions } = done.value;
  const said = words.taken(taken, repeated, differing);
  const title = excursions.length === 0 ? said : `${said}；${words.opened(excursions.join(' '))}`;
  return redirectWith(c, paths.logger(logger.code), { tone: excursions.length === 0 ? 'accent' : 'warn', title });
}
