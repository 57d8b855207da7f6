/** The page of one probe, as it stands or with a form that was refused. */
import type { CurveData } from '../../views/storage/curve.tsx';
import { LoggerPage } from '../../views/storage/logger-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { addDays, DAY_MS, dayOf } from '../kernel/clock.ts';
import { storesOf } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { thin } from './curve.ts';
import { loggerQuery } from './forms.ts';
import { calibrationsOf, casesOfLogger, readingsOf, seriesOf } from './logger-queries.ts';
import { type LoadedLogger, loggerByCode, looksAfter } from './logger-record.ts';
import { CALIBRATION_WARN_DAYS, MEASURES, type Measure } from './rules.ts';
import { rangeOf } from './watch-commands.ts';

const READINGS_SHOWN = 50;
const BUCKETS = 300;

/** The probe of the address; 404 outside the scope. */
export async function wantedLogger(c: AppContext, services: Services): Promise<LoadedLogger> {
  const found = await loggerByCode(services.db.read, c.req.param('code') ?? '');
  if (found === undefined || !found.place.path.startsWith(signedIn(c).scopePath)) throw new WebError(404, 'notFound');
  return found;
}

/** Where a device sends its readings. */
export function pushUrl(c: AppContext, services: Services): string {
  return new URL(paths.readingPush(), services.settings.publicUrl ?? new URL(c.req.url).origin).toString();
}

/** A measure of the probe over a stretch of time; undefined when it is not measured. */
export async function curveOf(
  services: Services,
  logger: LoadedLogger['logger'],
  measure: Measure,
  span: { from: number; to: number },
  limits = rangeOf(logger, measure),
): Promise<CurveData | undefined> {
  if (limits === undefined) return undefined;
  const db = services.db.read;
  const points = await seriesOf(db, logger.id, measure, span);
  const cases = await casesOfLogger(db, logger.id, span);
  const bands = cases
    .filter((one) => one.measure === measure)
    .map((one) => ({ from: one.startedAt, to: one.endedAt ?? span.to }));
  const { everyMinutes } = logger;
  const drawn = thin(points, span.from, span.to, BUCKETS);
  return { measure, points: drawn, count: points.length, ...span, limits, bands, everyMinutes };
}

export async function showLogger(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const view = await wantedLogger(c, services);
  const { logger, place } = view;
  const { after, days } = loggerQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number']) as [number] | undefined;
  const now = services.clock.now();
  const today = dayOf(now);
  const span = { from: now - days * DAY_MS, to: now };
  const curves = await Promise.all(MEASURES.map((measure) => curveOf(services, logger, measure, span)));
  const page = { size: READINGS_SHOWN, before: cursor?.[0] };
  const fetched = await readingsOf(db, logger.id, page);
  const { rows: readings, next } = keysetPage(fetched, READINGS_SHOWN, (row) => [row.at]);
  const near = looksAfter(viewer, place);
  const shown = {
    t,
    view,
    stores: await storesOf(db, [place.id]),
    days,
    curves: curves.filter((curve) => curve !== undefined),
    readings,
    next,
    paged: cursor !== undefined,
    cases: await casesOfLogger(db, logger.id),
    calibrations: await calibrationsOf(db, logger.id),
    files: await attachmentsOf(db, `logger ${logger.code}`),
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    can: {
      log: near && may(viewer.roles, 'storage.log'),
      manage: near && may(viewer.roles, 'storage.manage'),
      export: may(viewer.roles, 'export'),
    },
    now,
    today,
    soon: addDays(today, CALIBRATION_WARN_DAYS),
  };
  return c.render(<LoggerPage {...shown} />, { title: `${logger.code} ${t.storage.probe}`, active: 'storage' });
}
