/** The driver's pages, made for a phone: own rounds, and one round stop by stop with its hand-over. */
import { DrivePage } from '../../views/rounds/drive-page.tsx';
import { DrivesPage } from '../../views/rounds/drives-page.tsx';
import type { Upload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { readTenths } from '../storage/rules.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, newFormKey, readForm, refusedForm } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { tellStop } from './drive-commands.ts';
import { LARGEST_STOP_BYTES, stopForm } from './forms.ts';
import { listRounds } from './list-queries.ts';
import { roundView } from './page-queries.ts';

const ONE = '/drive/:number{PC-[0-9]{8}-[0-9]{4,}}';
const SHOWN = 30;
const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function driveRoutes(services: Services): Router {
  const router = createRouter();
  const drivers = requirePermission('round.drive');
  router.get(paths.drives(), drivers, async (c) => {
    const t = wordsFor(c);
    const { scopePath, userId: driverId } = signedIn(c);
    const rows = await listRounds(services.db.read, { scopePath, driverId }, {}, { size: SHOWN });
    const today = dayOf(services.clock.now());
    return c.render(<DrivesPage t={t} rows={rows.slice(0, SHOWN)} today={today} />, {
      title: t.rounds.drives,
      active: 'drives',
    });
  });
  router.get(ONE, drivers, (c) => showDrive(c, services));
  router.post(`${ONE}/stop`, drivers, (c) => handleStop(c, services));
  return router;
}

async function showDrive(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await roundView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined || !view.can.drive) throw new WebError(404, 'notFound');
  const form = back ?? { name: '', state: emptyForm() };
  const page = <DrivePage t={t} view={view} form={form} formKey={newFormKey} now={services.clock.now()} />;
  return c.render(page, { title: view.document.number, active: 'drives' });
}

/** A picture that was chosen or drawn; a field that was left empty sends a file without a byte. */
async function fileOf(file: File | undefined): Promise<Upload | null> {
  if (file === undefined || file.size === 0) return null;
  return { fileName: file.name, content: Buffer.from(await file.arrayBuffer()) };
}

async function handleStop(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const number = numberOf(c);
  const form = await readForm(c, stopForm, { maxBytes: LARGEST_STOP_BYTES });
  if (!form.ok) {
    c.status(422);
    return showDrive(c, services, { name: `stop${form.values['stop']?.[0] ?? ''}`, state: form });
  }
  const {
    idempotency_key: key,
    stop: stopId,
    outcome,
    receiver = '',
    reason = '',
    deviceAt,
    deviceSentAt,
  } = form.value;
  const back = (refusal: Parameters<typeof refusedForm>[2]) => {
    c.status(statusOf(refusal));
    return showDrive(c, services, { name: `stop${stopId}`, state: refusedForm(c, form.values, refusal) });
  };
  const typed = form.value.degrees.trim();
  const tenths = typed === '' ? { ok: true as const, value: null } : readTenths(typed);
  if (!tenths.ok) return back({ ...tenths, field: 'degrees' });
  const input = { stopId, outcome, receiver, reason, tenths: tenths.value, deviceAt, deviceSentAt };
  const files = { signature: await fileOf(form.value.signature), photo: await fileOf(form.value.photo) };
  const done = await tellStop(services, viewerToActor(signedIn(c)), { key, number }, input, files);
  if (!done.ok) {
    if (statusOf(done) === 404 || done.reason === 'forbidden') throw refusalError(c, done);
    return back(done);
  }
  const { place, outside } = done.value;
  const title = t.rounds.toldDone[done.value.outcome](place);
  const flash = outside ? { tone: 'warn' as const, title, text: t.rounds.outside } : { tone: 'accent' as const, title };
  return redirectWith(c, paths.drive(number), flash);
}
