/** Addresses of dispatches: the list, one dispatch, picking it by scan or by hand, and sending it. */
import { DispatchListPage, DispatchRows } from '../../views/dispatches/list-page.tsx';
import { DispatchPage } from '../../views/dispatches/show-page.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { quantityText } from '../../views/ui/format.ts';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { postDispatch } from './commands.ts';
import { discrepancyRoutes } from './discrepancy-routes.tsx';
import { dropRoutes } from './drop-routes.tsx';
import { endingRoutes } from './ending-routes.tsx';
import { dispatchColumns } from './exports.ts';
import { dispatchFilters, pickForm, postForm, scanForm } from './forms.ts';
import { countOpenDispatches, listDispatches } from './list-queries.ts';
import { explained, finished, pageProps, secondOf, viewOf } from './page-props.ts';
import { pickLine } from './pick-commands.ts';
import { receiptRoutes } from './receipt-routes.tsx';
import { scanPick } from './scan-pick-commands.ts';
import { slipRoutes } from './slip-routes.tsx';
import { transitRoutes } from './transit-routes.tsx';
import { unlistedRoutes } from './unlisted-routes.tsx';

const PAGE_SIZE = 30;
const MOST_EXPORTED = 20_000;

/** Every address of dispatches, receipts, differences and slips. */
export function dispatchRoutes(services: Services): Router {
  const router = createRouter();
  const read = requirePermission('stock.read');
  router.get(paths.dispatches(), read, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.dispatchesExport(format), read, requirePermission('export'), async (c) => {
      const t = wordsFor(c);
      const { scopePath } = c.get('viewer');
      const page = { size: MOST_EXPORTED };
      const rows = await listDispatches(services.db.read, scopePath, dispatchFilters(c.req.query()), page);
      return spreadsheet(c, t.dispatches.list.exportName, dispatchColumns(t), rows.slice(0, MOST_EXPORTED));
    });
  }
  // Before the pages of one dispatch: `export.csv` is no number
  router.route('/', slipRoutes(services));
  router.route('/', receiptRoutes(services));
  router.route('/', endingRoutes(services));
  router.route('/', dropRoutes(services));
  router.route('/', discrepancyRoutes(services));
  router.route('/', transitRoutes(services));
  router.route('/', unlistedRoutes(services));
  router.get(paths.dispatch(':number'), read, async (c) => {
    const view = await viewOf(c, services);
    return c.render(<DispatchPage {...(await pageProps(c, services, view))} />, pageFacts(view.record.document.number));
  });
  router.post(paths.dispatchScan(':number'), read, (c) => scan(c, services));
  router.post('/dispatches/:number/lines/:line/pick', read, (c) => pick(c, services));
  router.post(paths.dispatchPosting(':number'), read, (c) => send(c, services));
  return router;
}

function pageFacts(number: string) {
  return { title: number, active: 'dispatches' as const };
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = c.get('viewer');
  const filters = dispatchFilters(c.req.query());
  const after = c.req.query('after');
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const db = services.db.read;
  const fetched = await listDispatches(db, viewer.scopePath, filters, { cursor, size: PAGE_SIZE });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const fragment = isFragment(c);
  const counts = fragment ? {} : await countOpenDispatches(db, viewer.scopePath);
  const places = fragment ? [] : await organisationsUnder(db, viewer.scopePath);
  const destinations = places.map((place) => ({ value: place.code, label: place.shortName }));
  const props = {
    t,
    now: services.clock.now(),
    filters,
    rows: page.rows,
    counts,
    destinations,
    later: cursor !== undefined,
    next: page.next,
    after,
    canExport: may(viewer.roles, 'export'),
  };
  const active = filters.state === 'in_transit' && may(viewer.roles, 'dispatch.receive') ? 'receipts' : 'dispatches';
  const content = fragment ? <DispatchRows {...props} /> : <DispatchListPage {...props} />;
  return c.render(content, { title: t.dispatches.title, active, offline: true });
}

async function scan(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const number = c.req.param('number') ?? '';
  const form = await readForm(c, scanForm);
  if (!form.ok) throw refusalError(c, refuse('key_reused'));
  const { idempotency_key: key, code } = form.value;
  const actor = viewerToActor(c.get('viewer'));
  const answer = await scanPick(services, actor, key, { number, text: code });
  if (!answer.ok && statusOf(answer) !== 422) throw refusalError(c, answer);
  const view = await viewOf(c, services);
  const left = view.lines.filter((line) => line.pickedBase === null).length;
  const words = t.dispatches.scan;
  if (!answer.ok) {
    const said = refusalText(t, explained(c, services, answer));
    const scanned = { ok: false, title: words.refused, text: said, refusal: answer };
    c.status(422);
    return c.render(<DispatchPage {...(await pageProps(c, services, view, { scanned }))} />, pageFacts(number));
  }
  const { lineId, itemName, lotNumber, pickedBase } = answer.value;
  const line = view.lines.find((one) => one.id === lineId);
  const quantity = line === undefined ? '' : quantityText(t, pickedBase, line.shape);
  const title = words.picked(itemName);
  const text = `${words.pickedText(lotNumber, quantity)}${t.language === 'zh' ? '。' : '. '}${words.left(left)}`;
  if (!isFragment(c)) {
    return redirectWith(c, paths.dispatch(number), finished(c, answer, { tone: 'accent', title, text }));
  }
  const scanned = { ok: true, title, text, lineId };
  return c.render(<DispatchPage {...(await pageProps(c, services, view, { scanned }))} />, pageFacts(number));
}

async function pick(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const number = c.req.param('number') ?? '';
  const lineId = Number(c.req.param('line'));
  const before = await viewOf(c, services);
  const line = before.lines.find((one) => one.id === lineId);
  if (line === undefined) throw refusalError(c, refuse('not_found'));
  const form = await readForm(c, pickForm);
  const redisplay = async (values: Record<string, string[]>, refusal: Refusal) => {
    if (refusal.reason === 'forbidden' || refusal.reason === 'not_found') throw refusalError(c, refusal);
    const refused = refusedForm(c, values, explained(c, services, refusal));
    c.status(statusOf(refusal));
    const view = await viewOf(c, services);
    const more = { refusedPick: { lineId, form: refused } };
    return c.render(<DispatchPage {...(await pageProps(c, services, view, more))} />, pageFacts(number));
  };
  if (!form.ok) return redisplay(form.values, refuse('field_wrong'));
  const typed = form.value.line[String(lineId)] ?? { reason: '' };
  const quantity = form.value.undo === undefined ? readQuantity(typed, line.shape) : { ok: true as const, value: null };
  if (!quantity.ok) return redisplay(form.values, { ...quantity, field: `line.${lineId}` });
  const input = { number, lineId, pickedBase: quantity.value, reason: typed.reason };
  const actor = viewerToActor(c.get('viewer'));
  const answer = await pickLine(services, actor, form.value.idempotency_key, input);
  if (!answer.ok) return redisplay(form.values, answer);
  const words = t.dispatches.manual;
  const title =
    quantity.value === null
      ? words.unpicked(line.itemName)
      : words.picked(line.itemName, quantityText(t, quantity.value, line.shape));
  return redirectWith(c, paths.dispatch(number), finished(c, answer, { tone: 'accent', title }));
}

async function send(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const number = c.req.param('number') ?? '';
  const form = await readForm(c, postForm);
  if (!form.ok) {
    c.status(422);
    const view = await viewOf(c, services);
    return c.render(<DispatchPage {...(await pageProps(c, services, view, { postForm: form }))} />, pageFacts(number));
  }
  const { idempotency_key: key, version, vehicle = null, driver = null, box = null, note = null } = form.value;
  const actor = viewerToActor(c.get('viewer'));
  const two = await secondOf(c, services, 'sender', form.value);
  const input = { number, version, vehicle, driver, box, note };
  const answer = two.ok ? await postDispatch(services, actor, key, input, two.value) : two;
  if (answer.ok) {
    const words = t.dispatches.post;
    const text = words.doneText(answer.value.receiver);
    const flash = { tone: 'accent' as const, title: words.done(number), text };
    return redirectWith(c, paths.dispatch(number), finished(c, answer, flash));
  }
  if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
  const view = await viewOf(c, services);
  const refused = refusedForm(c, form.values, explained(c, services, answer));
  c.status(statusOf(answer));
  return c.render(<DispatchPage {...(await pageProps(c, services, view, { postForm: refused }))} />, pageFacts(number));
}
