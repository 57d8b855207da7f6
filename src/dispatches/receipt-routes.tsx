/** Receiving at the destination: the form, and what was counted, line by line or all at once. */
import { ReceiptPage } from '../../views/dispatches/receipt-page.tsx';
import { WrongBranchPage } from '../../views/dispatches/wrong-branch-page.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { namesComma } from '../../views/ui/format.ts';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { type LineScan, scanAmong } from '../scanning/line-queries.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { readTenths } from '../storage/rules.ts';
import { traceStrip } from '../tracing/paper-queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { dispatchByNumber, linesOfDispatch } from './dispatch-record.ts';
import { type ReceiptTyped, receiptForm, type TypedQuantity } from './forms.ts';
import { canOf, explained, finished, secondOf, viewOf } from './page-props.ts';
import { receiveDispatch } from './receive-commands.ts';
import type { ReceivedLine } from './rules.ts';
import { scanReceipt } from './scan-receipt-queries.ts';
import type { DispatchLineView, DispatchView } from './show-queries.ts';

export function receiptRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.dispatchReceipt(':number'), requirePermission('dispatch.receive'), async (c) => {
    const wrong = await wrongBranch(c, services);
    if (wrong !== undefined) return wrong;
    const view = await viewOf(c, services);
    const { number } = view.record.document;
    if (!canOf(view, c.get('viewer')).receive) return c.redirect(paths.dispatch(number), 303);
    return show(c, services, view, c.req.query('by') === 'scan' ? scanForm() : emptyForm());
  });
  router.post(paths.dispatchReceipt(':number'), requirePermission('stock.read'), (c) => receive(c, services));
  return router;
}

/** A form in which nothing is counted yet. */
const scanForm = (): FormState => ({ ...emptyForm(), values: { by: ['scan'] } });

/** Who receives and opens a dispatch on its way to another place is told where it belongs, as the slip itself does. */
async function wrongBranch(c: AppContext, services: Services): Promise<Response | undefined> {
  const viewer = c.get('viewer');
  const record = await dispatchByNumber(services.db.read, c.req.param('number') ?? '', '/');
  if (record?.document.status !== 'in_transit' || !may(viewer.roles, 'dispatch.receive')) return undefined;
  const near = [record.receiver, record.sender].some(({ path }) => path.startsWith(viewer.scopePath));
  if (near) return undefined;
  const told = { number: record.document.number, receiver: record.receiver.name, here: viewer.organisationName };
  const t = wordsFor(c);
  c.status(409);
  const page = <WrongBranchPage t={t} refusal={refuse('wrong_branch', told)} />;
  return c.render(page, { title: t.arrivals.wrongBranch, active: 'receipts' });
}

async function show(
  c: AppContext,
  services: Services,
  view: DispatchView,
  form: FormState,
  scan?: LineScan<DispatchLineView>,
) {
  const t = wordsFor(c);
  const expiry = await expiryOn(services.db.read, dayOf(services.clock.now()));
  const keys = { all: newFormKey(), lines: newFormKey() };
  const { number, version } = view.record.document;
  const asked = { number, act: 'arrival' as const };
  const state = form.values.by?.[0] === 'scan' ? await scanReceipt(services.db.read, view, form.values) : undefined;
  const strip = await traceStrip(services.db.read, c.get('viewer'), asked, services.clock.now());
  const page = (
    <ReceiptPage
      t={t}
      strip={strip}
      expiry={expiry}
      view={view}
      form={state === undefined ? form : { ...form, values: state.values }}
      state={state}
      keys={keys}
      version={version}
      scan={scan}
    />
  );
  return c.render(page, { title: t.dispatches.receipt.heading(number), active: 'receipts', offline: true });
}

/** One quantity of a line; two empty boxes are nothing of that kind. */
function readPart(typed: TypedQuantity, line: DispatchLineView) {
  const packs = typed.packs?.trim() ?? '';
  const units = typed.units?.trim() ?? '';
  if (packs === '' && units === '') return { ok: true as const, value: 0 };
  return readQuantity({ packs, units }, line.shape);
}

const KINDS = ['good', 'damaged', 'missing', 'wrong', 'over'] as const;

function typedNothing(line: ReceiptTyped['line'][string]): boolean {
  return KINDS.every((kind) => (line[kind].packs ?? '').trim() === '' && (line[kind].units ?? '').trim() === '');
}

/** What was counted, or for each wrong line the refusal at its field. */
function readLines(
  view: DispatchView,
  typed: ReceiptTyped,
  scanned: string,
): { lines: ReceivedLine[]; refused: [string, Refusal][] } {
  const lines: ReceivedLine[] = [];
  const refused: [string, Refusal][] = [];
  for (const line of view.lines.filter((one) => one.shippedBase > 0)) {
    const given = typed.line[String(line.id)];
    const byScan = typed.by === 'scan';
    if (given === undefined || (typedNothing(given) && !byScan)) {
      refused.push([`line.${line.id}`, refuse('line_not_answered', { line: line.lineNumber })]);
      continue;
    }
    const counted = { good: 0, damaged: 0, missing: 0, wrong: 0, over: 0 };
    for (const kind of KINDS) {
      const part = readPart(given[kind], line);
      if (part.ok) counted[kind] = part.value;
      else refused.push([`line.${line.id}.${kind}`, part]);
    }
    const { good: goodBase, damaged: damagedBase, wrong: wrongBase, over: overBase } = counted;
    const rest = line.shippedBase - goodBase - damagedBase - wrongBase;
    const missingBase = byScan && counted.missing === 0 ? Math.max(0, rest) : counted.missing;
    const note = given.note.trim() === '' ? (byScan ? scanned : null) : given.note.trim();
    const actualLot = given.actual.trim() === '' ? null : given.actual.trim();
    lines.push({ lineId: line.id, goodBase, damagedBase, missingBase, wrongBase, overBase, actualLot, note });
  }
  return { lines, refused };
}

/** Everything arrived in good order: what was shipped is what was counted, and the page need not be read for it. */
async function allGood(c: AppContext, services: Services, number: string): Promise<ReceivedLine[]> {
  const record = await dispatchByNumber(services.db.read, number, c.get('viewer').scopePath);
  if (record === undefined) throw new WebError(404, 'notFound');
  const lines = await linesOfDispatch(services.db.read, record.document.id);
  return lines
    .filter((line) => line.shipped_base > 0)
    .map((line) => ({
      lineId: line.id,
      goodBase: line.shipped_base,
      damagedBase: 0,
      missingBase: 0,
      note: null,
    }));
}

async function receive(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, receiptForm);
  if (form.values.find !== undefined || form.values.odd !== undefined) {
    const view = await viewOf(c, services);
    if (form.values.by?.[0] === 'scan') {
      return show(c, services, view, { values: form.values, errors: {}, formErrors: [] });
    }
    const lines = view.lines.filter((line) => line.shippedBase > 0);
    const scan = await scanAmong(services.db.read, form.values, lines, (line) => line);
    return show(c, services, view, { values: form.values, errors: {}, formErrors: [] }, scan);
  }
  if (!form.ok) {
    c.status(422);
    return show(c, services, await viewOf(c, services), form);
  }
  if (form.value.all !== undefined) {
    const lines = await allGood(c, services, c.req.param('number') ?? '');
    return finish(c, services, form, lines);
  }
  const view = await viewOf(c, services);
  const { lines, refused } = readLines(view, form.value, wordsFor(c).arrivals.scan.note);
  if (refused.length > 0 && canOf(view, c.get('viewer')).receive) {
    const t = wordsFor(c);
    const errors = Object.fromEntries(refused.map(([name, refusal]) => [name, refusalText(t, refusal)]));
    c.status(422);
    return show(c, services, view, { values: form.values, errors, formErrors: [] });
  }
  return finish(c, services, form, lines);
}

/** Degrees as people write them; null when nothing was measured. */
function readDegrees(typed: string): Result<number | null> {
  if (typed === '') return ok(null);
  const read = readTenths(typed);
  return read.ok ? read : refuse('temperature_unreadable', { typed: typed.slice(0, 20) }, 'tenths');
}

async function finish(
  c: AppContext,
  services: Services,
  form: { value: ReceiptTyped; values: Record<string, string[]> },
  lines: ReceivedLine[],
): Promise<Response> {
  const t = wordsFor(c);
  const number = c.req.param('number') ?? '';
  const actor = viewerToActor(c.get('viewer'));
  const { idempotency_key: key, version } = form.value;
  const two = await secondOf(c, services, 'receiver', form.value);
  const degrees = readDegrees(form.value.tenths);
  const boxes = [form.value.box ?? []].flat().map(Number).filter(Number.isSafeInteger);
  const answer = !two.ok
    ? two
    : !degrees.ok
      ? degrees
      : await receiveDispatch(
          services,
          actor,
          key,
          { number, version, lines, tenths: degrees.value, boxes },
          two.value,
        );
  if (!answer.ok) {
    if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(statusOf(answer));
    const view = await viewOf(c, services);
    return show(c, services, view, refusedForm(c, form.values, explained(c, services, answer)));
  }
  const words = t.dispatches.receipt;
  const { discrepancies } = answer.value;
  const comma = namesComma(t);
  const flash =
    discrepancies.length === 0
      ? { tone: 'accent' as const, title: words.done(number), text: words.doneText }
      : {
          tone: 'warn' as const,
          title: words.different(number, discrepancies.length),
          text: words.differentText(discrepancies.slice(0, 8).join(comma)),
        };
  return redirectWith(c, paths.dispatch(number), finished(c, answer, flash));
}
