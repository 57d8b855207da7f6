/** Scanning at a paper: what its lines have and lack, a field for the scanner, and taking a wrong scan back. */
import { TracePaperPage } from '../../views/tracing/paper-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { documentPath, paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { isRequired } from './capture-commands.ts';
import { paperColumns } from './exports.ts';
import { scanForm, undoForm } from './forms.ts';
import { headOf, mayScan, paperOf, paperScans, seesPaper } from './paper-queries.ts';
import { TRACE_ACTS, type TraceAct } from './rules.ts';
import { scanPaper, undoScan } from './scan-commands.ts';

const ACT = ':act{(?:receipt|dispatch|arrival|issue|issue_return|supplier_return)}';
const FILE = ':file{export\\.(?:csv|xlsx)}';
const NUMBER = ':number{[A-Z]{2}-[0-9]{8}-[0-9]{4,}}';

export function tracePaperRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('trace.read');
  router.get(paths.tracePaper(NUMBER, ACT), readers, (c) => showPaper(c, services, emptyForm()));
  router.get(`${paths.tracePaper(NUMBER, ACT)}/${FILE}`, readers, requirePermission('export'), (c) =>
    exportPaper(c, services),
  );
  const scanners = requirePermission('issue.record', 'dispatch.pick', 'receipt.inspect', 'return.make');
  router.post(paths.tracePaperScans(NUMBER, ACT), scanners, (c) => handleScan(c, services));
  router.post(paths.tracePaperUndo(NUMBER, ACT), scanners, (c) => handleUndo(c, services));
  return router;
}

const askedOf = (c: AppContext) => {
  const act = TRACE_ACTS.find((one) => one === c.req.param('act')) as TraceAct;
  return { number: c.req.param('number') ?? '', act };
};

/** Where the paper itself is shown. */
export function paperPath(number: string, act: TraceAct): string {
  if (act === 'arrival') return paths.dispatch(number);
  return documentPath(act, number);
}

/** The paper of the address, for who may see it. */
async function headFor(c: AppContext, services: Services) {
  const { number, act } = askedOf(c);
  const head = await headOf(services.db.read, number);
  if (head === undefined || !seesPaper(head, act, signedIn(c))) throw new WebError(404, 'notFound');
  return { head, number, act };
}

async function exportPaper(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { head, number, act } = await headFor(c, services);
  const paper = await paperOf(db, head, act);
  const scans = await paperScans(db, paper.documentId, act);
  return spreadsheet(c, `${t.tracing.codes}-${number}-${t.tracing.acts[act]}`, paperColumns(t, paper.lines), scans);
}

async function showPaper(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { head, number, act } = await headFor(c, services);
  const paper = await paperOf(db, head, act);
  const shown = {
    t,
    paper,
    scans: await paperScans(db, paper.documentId, act),
    back: paperPath(number, act),
    can: mayScan(head, act, viewer),
    canExport: may(viewer.roles, 'export'),
    required: await isRequired(db, act, dayOf(services.clock.now())),
    form,
    formKey: newFormKey(),
    now: services.clock.now(),
  };
  return c.render(<TracePaperPage {...shown} />, { title: `${number} ${t.tracing.codes}`, active: 'trace' });
}

function refused(c: AppContext, services: Services, values: FormState['values'], refusal: Refusal) {
  if (statusOf(refusal) === 404 || statusOf(refusal) === 403) throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  return showPaper(c, services, refusedForm(c, values, refusal));
}

async function handleScan(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, scanForm);
  if (!form.ok) {
    c.status(422);
    return showPaper(c, services, form);
  }
  const {
    idempotency_key: key,
    codes: scanned,
    paste = '',
    line = null,
    part: partBase = null,
    confirm: confirmed,
    from,
  } = form.value;
  const asked = askedOf(c);
  const codes = `${scanned}\n${paste}`.trim();
  const input = { ...asked, codes, line, partBase, confirmed };
  const done = await scanPaper(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) return refused(c, services, form.values, done);
  const words = wordsFor(c).tracing;
  const { scans, skipped, items, alarms } = done.value;
  const to = from === 'document' ? paperPath(asked.number, asked.act) : paths.tracePaper(asked.number, asked.act);
  const title = words.scanned(scans, items.slice(0, 3).join(words.comma), skipped);
  const [alarm] = alarms;
  if (alarm === undefined) return redirectWith(c, to, { tone: 'accent', title });
  return redirectWith(c, to, {
    tone: 'danger',
    title: words.alarmRaised(alarm.code),
    text: words.alarmTexts[alarm.kind],
  });
}

async function handleUndo(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, undoForm);
  if (!form.ok) {
    c.status(422);
    return showPaper(c, services, form);
  }
  const { idempotency_key: key, scan: scanId } = form.value;
  const asked = askedOf(c);
  const done = await undoScan(services, viewerToActor(signedIn(c)), key, { ...asked, scanId });
  if (!done.ok) return refused(c, services, {}, done);
  const title = wordsFor(c).tracing.undone(done.value.code);
  return redirectWith(c, paths.tracePaper(asked.number, asked.act), { tone: 'accent', title });
}
