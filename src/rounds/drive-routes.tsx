/** The driver's pages, made for a phone: own rounds, and one round stop by stop with its hand-over. */
import { DrivePage } from '../../views/rounds/drive-page.tsx';
import { DrivesPage } from '../../views/rounds/drives-page.tsx';
import { namesComma } from '../../views/ui/format.ts';
import { readUpload, type Upload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { readScan } from '../kernel/codes/scan.ts';
import { boxName } from '../packing/rules.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { readTenths } from '../storage/rules.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { tellStop } from './drive-commands.ts';
import { LARGEST_STOP_BYTES, stopForm } from './forms.ts';
import { listRounds } from './list-queries.ts';
import { handleLoading } from './loading-routes.ts';
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
      offline: true,
    });
  });
  router.get(ONE, drivers, (c) => showDrive(c, services));
  router.post(`${ONE}/loading`, drivers, (c) => handleLoading(c, services, (back) => showDrive(c, services, back)));
  router.post(`${ONE}/stop`, drivers, (c) => handleStop(c, services));
  return router;
}

/** The round in the driver's hand, with the form that came back of it and what a scan without scripts meant. */
export async function showDrive(
  c: AppContext,
  services: Services,
  back?: FormBack,
  scanned?: string,
): Promise<Response> {
  const t = wordsFor(c);
  const view = await roundView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined || !view.can.drive) throw new WebError(404, 'notFound');
  const form = back ?? { name: '', state: emptyForm() };
  const shown = { t, view, form, scanned, formKey: newFormKey, now: services.clock.now() };
  const page = <DrivePage {...shown} />;
  return c.render(page, { title: view.document.number, active: 'drives', offline: true });
}

/** A picture that was chosen or drawn; a field that was left empty sends a file without a byte. */
async function fileOf(file: File | undefined): Promise<Upload | null> {
  if (file === undefined || file.size === 0) return null;
  return readUpload(file);
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
    box: boxes,
    without,
  } = form.value;
  if (form.value.find !== undefined) return tickBox(c, services, stopId, form.values);
  const back = (refusal: Parameters<typeof refusedForm>[2]) => {
    c.status(statusOf(refusal));
    return showDrive(c, services, { name: `stop${stopId}`, state: refusedForm(c, form.values, refusal) });
  };
  const typed = form.value.degrees.trim();
  const tenths = typed === '' ? { ok: true as const, value: null } : readTenths(typed);
  if (!tenths.ok) return back({ ...tenths, field: 'degrees' });
  const input = { stopId, outcome, receiver, reason, tenths: tenths.value, deviceAt, deviceSentAt, boxes, without };
  const files = { signature: await fileOf(form.value.signature), photo: await fileOf(form.value.photo) };
  const done = await tellStop(services, viewerToActor(signedIn(c)), { key, number }, input, files);
  if (!done.ok) {
    if (statusOf(done) === 404 || done.reason === 'forbidden') throw refusalError(c, done);
    return back(done);
  }
  const { place, outside, missing } = done.value;
  const title = t.rounds.toldDone[done.value.outcome](place);
  const text = [
    outside ? t.rounds.outside : '',
    missing.length > 0 ? t.packing.hand.missing(missing.join(namesComma(t))) : '',
  ].join(' ');
  const flash = text.trim() === '' ? { tone: 'accent' as const, title } : { tone: 'warn' as const, title, text };
  return redirectWith(c, paths.drive(number), flash);
}

/** Without scripts the server ticks the box whose label was scanned; nothing is told of the stop yet. */
async function tickBox(
  c: AppContext,
  services: Services,
  stopId: number,
  values: Record<string, string[]>,
): Promise<Response> {
  const words = wordsFor(c).packing.hand;
  const view = await roundView(services.db.read, signedIn(c), numberOf(c));
  const read = readScan(values['code']?.[0] ?? '');
  const label = read.ok ? read.value.label : null;
  const box = label?.kind === 'carton' ? view?.boxes.find((one) => one.id === label.id) : undefined;
  const ticked = values['box'] ?? [];
  const state: FormState = { ...emptyForm(), values: { ...values, code: [] } };
  const back = { name: `stop${stopId}`, state };
  if (box === undefined) return showDrive(c, services, back, words.unknown);
  if (box.stopId !== stopId) return showDrive(c, services, back, words.other(boxName(box), box.place));
  if (ticked.includes(String(box.id))) return showDrive(c, services, back, words.twice(boxName(box)));
  state.values = { ...state.values, box: [...ticked, String(box.id)] };
  return showDrive(c, services, back, words.ticked(boxName(box)));
}
