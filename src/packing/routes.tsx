/** Boxes of a dispatch: one page on which they are filled by scan or by hand, sealed, opened and taken away. */
import type { z } from 'zod';
import { refusalText } from '../../views/i18n/index.ts';
import { PackingPage } from '../../views/packing/packing-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { type DispatchView, showDispatch } from '../dispatches/show-queries.ts';
import { readScan } from '../kernel/codes/scan.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { printsOf } from '../print/print-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, newFormKey, readForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { boxScansOf, dispatchOfBox, packingOf } from './box-queries.ts';
import { addBox, openBox, packLine, removeBox, scanToBox, sealBox, takeOut } from './commands.ts';
import { boxQuery, boxScanForm, contentForm, keyForm, sealForm } from './forms.ts';

const ALL = '/dispatches/:number{PS-[0-9]{8}-[0-9]{4,}}/boxes';
const ONE = `${ALL}/:box{[1-9][0-9]{0,3}}`;
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const boxOf = (c: AppContext) => ({ number: numberOf(c), position: Number(c.req.param('box')) });
const wordsOf = (c: AppContext) => wordsFor(c).packing;

export function packingRoutes(services: Services): Router {
  const router = createRouter();
  const packers = requirePermission('dispatch.pick');
  router.get(ALL, requirePermission('stock.read'), (c) => show(c, services));
  router.post(ALL, packers, async (c) => {
    const form = await readForm(c, keyForm);
    if (!form.ok) throw refusalError(c, refuse('key_reused'));
    const done = await addBox(services, viewerToActor(signedIn(c)), form.value.idempotency_key, numberOf(c));
    if (!done.ok) return refusedPage(c, services, done, { name: 'add', state: emptyForm() });
    const { position } = done.value;
    return redirectWith(c, paths.boxes(numberOf(c), position), {
      tone: 'accent',
      title: wordsOf(c).added(position),
    });
  });
  router.post(`${ONE}/scans`, packers, (c) => scan(c, services));
  boxActs(router, services);
  return router;
}

function boxActs(router: Router, services: Services): void {
  const packers = requirePermission('dispatch.pick');
  router.post(`${ONE}/contents`, packers, (c) =>
    act(c, services, 'contents', contentForm, async (actor, value) => {
      const quantity = await typedQuantity(c, services, value);
      if (!quantity.ok) return quantity;
      const input = { ...boxOf(c), lineId: value.lineId, quantityBase: quantity.value };
      const done = await packLine(services, actor, value.idempotency_key, input);
      return done.ok ? wordsOf(c).packed(done.value.item, done.value.position) : done;
    }),
  );
  router.post(`${ONE}/taking`, packers, (c) =>
    act(c, services, 'taking', contentForm, async (actor, value) => {
      const quantity = await typedQuantity(c, services, value);
      if (!quantity.ok) return quantity;
      const input = { ...boxOf(c), lineId: value.lineId, quantityBase: quantity.value };
      const done = await takeOut(services, actor, value.idempotency_key, input);
      return done.ok ? wordsOf(c).taken(done.value.item, done.value.quantity) : done;
    }),
  );
  router.post(`${ONE}/sealing`, packers, (c) =>
    act(c, services, 'sealing', sealForm, async (actor, value) => {
      const done = await sealBox(services, actor, value.idempotency_key, { ...boxOf(c), seal: value.seal ?? null });
      return done.ok ? wordsOf(c).sealDone(done.value.position) : done;
    }),
  );
  router.post(`${ONE}/opening`, packers, (c) =>
    act(c, services, 'opening', keyForm, async (actor, value) => {
      const done = await openBox(services, actor, value.idempotency_key, boxOf(c));
      return done.ok ? wordsOf(c).unsealed(done.value.position) : done;
    }),
  );
  router.post(`${ONE}/removal`, packers, (c) =>
    act(c, services, 'removal', keyForm, async (actor, value) => {
      const done = await removeBox(services, actor, value.idempotency_key, boxOf(c));
      return done.ok ? wordsOf(c).removed(done.value.position) : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: ReturnType<typeof viewerToActor>, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const { number, position } = boxOf(c);
  const page = name === 'removal' ? paths.boxes(number) : paths.boxes(number, position);
  return actOnPage(c, { name, schema, work, page, show: (back) => show(c, services, { back }) });
}

/** What was typed for the line, against its pack; null when nothing was. */
async function typedQuantity(
  c: AppContext,
  services: Services,
  value: z.infer<typeof contentForm>,
): Promise<Result<number | null>> {
  const { packs = '', units = '' } = value.quantity[String(value.lineId)] ?? {};
  if (packs.trim() === '' && units.trim() === '') return ok(null);
  const view = await wanted(c, services);
  const line = view.lines.find((one) => one.id === value.lineId);
  if (line === undefined) return refuse('line_unknown');
  const read = readQuantity({ packs, units }, line.shape);
  return read.ok ? read : { ...read, field: `quantity.${value.lineId}` };
}

async function wanted(c: AppContext, services: Services): Promise<DispatchView> {
  const view = await showDispatch(services.db.read, numberOf(c), signedIn(c).scopePath);
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

interface Shown {
  back?: FormBack;
  scanned?: { ok: boolean; title: string; text: string; lineId?: number; refusal?: Refusal };
}

async function show(c: AppContext, services: Services, { back, scanned }: Shown = {}): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const view = await wanted(c, services);
  const { document, sender } = view.record;
  const packing = await packingOf(db, document.id);
  const asked = c.req.param('box') === undefined ? boxQuery.parse(c.req.query()).box : Number(c.req.param('box'));
  const box = packing.boxes.find((one) => one.position === asked) ?? packing.boxes.find((one) => !one.sealed);
  const keeps = !view.controlled || may(viewer.roles, 'controlled.act');
  const pack = document.status === 'picking' && keeps && may(viewer.roles, 'dispatch.pick') && worksAt(viewer, sender);
  const page = {
    t,
    now: services.clock.now(),
    view,
    packing,
    box: box ?? packing.boxes[0],
    scans: await boxScansOf(
      db,
      packing.boxes.map((one) => one.id),
    ),
    prints: await printsOf(db, document.id),
    can: { pack },
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    scanned,
  };
  return c.render(<PackingPage {...page} />, { title: `${t.packing.title} ${document.number}`, active: 'dispatches' });
}

async function refusedPage(c: AppContext, services: Services, refusal: Refusal, back: FormBack): Promise<Response> {
  if (refusal.reason === 'forbidden' || refusal.reason === 'not_found') throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  back.state.formErrors.push(refusalText(wordsFor(c), refusal));
  return show(c, services, { back });
}

/** The label of a box changes to that box; anything else is goods that go into this one. */
async function scan(c: AppContext, services: Services): Promise<Response> {
  const words = wordsOf(c);
  const form = await readForm(c, boxScanForm);
  if (!form.ok) throw refusalError(c, refuse('key_reused'));
  const { idempotency_key: key, code } = form.value;
  const ref = boxOf(c);
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404 || statusOf(refusal) === 403) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    const scanned = { ok: false, title: words.refused, text: refusalText(wordsFor(c), refusal), refusal };
    return show(c, services, { scanned });
  };
  const read = readScan(code);
  const label = read.ok ? read.value.label : null;
  if (label?.kind === 'carton') {
    const view = await wanted(c, services);
    const found = await dispatchOfBox(services.db.read, label.id);
    if (found === undefined) return refused(refuse('box_scan_unknown', { text: code.slice(0, 60) }));
    if (found.number === view.record.document.number) {
      return c.redirect(paths.boxes(found.number, found.position), 303);
    }
    return refused(refuse('box_scan_other', { number: found.number, box: found.position }));
  }
  const done = await scanToBox(services, viewerToActor(signedIn(c)), key, { ...ref, text: code });
  if (!done.ok) return refused(done);
  const { item, lot, quantity, position, linesLeft, lineId } = done.value;
  const title = words.packed(item, position);
  const text = words.packedText(lot, quantity, linesLeft);
  if (isFragment(c)) return show(c, services, { scanned: { ok: true, title, text, lineId } });
  return redirectWith(c, paths.boxes(ref.number, position), { tone: 'accent', title, text });
}
