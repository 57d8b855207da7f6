/** One lot of an inspection, and the shares of one order line: their forms, and the paper of the whole. */
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { actorOf, answered, numberOf, shownAgain } from './act-routes.tsx';
import { allotShares } from './allot-commands.ts';
import { actForm, lineForm, sharesForm } from './forms.ts';
import { removeLine, saveLine } from './line-commands.ts';
import { receiptPage } from './page-queries.ts';
import { recordReport } from './paper.ts';
import { showReceipt } from './show.tsx';

const LINE = ':line{[0-9]{1,6}}';

export function receiptLineRoutes(services: Services): Router {
  const router = createRouter();
  const inspectors = requirePermission('receipt.inspect');
  router.post(paths.receiptLine(':number', LINE), inspectors, (c) => handleLine(c, services));
  router.post(paths.receiptLineRemoval(':number', LINE), inspectors, (c) => handleRemoval(c, services));
  router.post(paths.receiptShares(':number', LINE), inspectors, (c) => handleShares(c, services));
  router.get(paths.receiptRecord(':number'), requirePermission('receipt.read'), (c) => printRecord(c, services));
  return router;
}

const lineOf = (c: AppContext) => Number(c.req.param('line'));

interface Typed {
  packs?: string | undefined;
  units?: string | undefined;
}

/** A quantity of two boxes; two empty ones are none. */
function quantityOf(typed: Typed | undefined, shape: { packSize: number; scale: number }): Result<number> {
  const { packs = '', units = '' } = typed ?? {};
  return packs.trim() === '' && units.trim() === '' ? ok(0) : readQuantity({ packs, units }, shape);
}

async function pageOf(c: AppContext, services: Services) {
  const data = await receiptPage(services.db.read, signedIn(c), numberOf(c), services.clock.now());
  if (data === undefined) throw new WebError(404, 'notFound');
  return data;
}

async function handleLine(c: AppContext, services: Services): Promise<Response> {
  const shown = { refused: 'line' as const, line: lineOf(c) };
  const data = await pageOf(c, services);
  const line = data.lines.find((one) => one.lineNumber === shown.line);
  if (line === undefined) throw new WebError(404, 'notFound');
  const form = await readForm(c, lineForm);
  if (!form.ok) return shownAgain(c, services, form, shown);
  const { idempotency_key: key, arrived, bad, store: storeId, ...given } = form.value;
  for (const [name, typed] of Object.entries({ arrived, bad })) {
    const read = quantityOf(typed, line.shape);
    if (read.ok) continue;
    c.status(422);
    return showReceipt(c, services, { ...shown, form: refusedForm(c, form.values, { ...read, field: name }) });
  }
  const base = (typed: Typed | undefined) => {
    const read = quantityOf(typed, line.shape);
    return read.ok ? read.value : 0;
  };
  const { lotNumber = '', maker = '', approvalNumber = '', reason = '', badReason = '', sampledPacks = 0 } = given;
  const texts = { lotNumber, maker, approvalNumber, reason, badReason, sampledPacks, expiresOn: given.expiresOn ?? '' };
  const amounts = { arrivedBase: base(arrived), badBase: base(bad) };
  const input = { ...given, ...texts, ...amounts, storeId, number: numberOf(c), line: shown.line };
  const answer = await saveLine(services, actorOf(c), { key, input });
  const words = wordsFor(c).receiving;
  const title = (value: { item: string }) => words.done(value.item);
  return answered(c, services, answer, { values: form.values, shown, title });
}

async function handleRemoval(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, actForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'line', line: lineOf(c) });
  const { idempotency_key: key, version } = form.value;
  const input = { number: numberOf(c), version, line: lineOf(c) };
  const answer = await removeLine(services, actorOf(c), { key, input });
  const title = () => wordsFor(c).receiving.changedLines(1);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'line', line: lineOf(c) }, title });
}

async function handleShares(c: AppContext, services: Services): Promise<Response> {
  const data = await pageOf(c, services);
  const form = await readForm(c, sharesForm);
  if (!form.ok) return shownAgain(c, services, form, {});
  const { idempotency_key: key, version, need } = form.value;
  // Of the line and not of what waits: the same form says the same also after everything was shared
  const shared = data.lines.find((line) => line.orderLineNumber === lineOf(c));
  const shape = shared?.shape ?? { packSize: 1, scale: 1 };
  const shares: { demandId: number; quantityBase: number; reason: string }[] = [];
  for (const [id, { packs, units, reason = '' }] of Object.entries(need)) {
    const read = quantityOf({ packs, units }, shape);
    if (!read.ok) {
      c.status(422);
      return showReceipt(c, services, { form: refusedForm(c, form.values, { ...read, field: `need.${id}` }) });
    }
    shares.push({ demandId: Number(id), quantityBase: read.value, reason });
  }
  const input = { number: numberOf(c), version, orderLine: lineOf(c), shares };
  const answer = await allotShares(services, actorOf(c), { key, input });
  const title = (value: { item: string }) => wordsFor(c).receiving.shared(value.item);
  return answered(c, services, answer, { values: form.values, shown: {}, title });
}

async function printRecord(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const data = await pageOf(c, services);
  const { number } = data.record.document;
  const hub = await headOrganisation(services.db.read);
  const printedAt = services.clock.now();
  const { design } = await designOn(services.db.read, 'receipt_note', data.record.place.path, dayOf(printedAt));
  const report = recordReport(t, data, {
    issuer: hub?.name ?? data.record.place.name,
    url: new URL(paths.receipt(number), c.req.url).toString(),
    printed: t.papers.viewed(fullMoment(printedAt), `${signedIn(c).organisationName} ${signedIn(c).name}`),
    printedAt,
    design,
  });
  return sendPaper(c, number, () => drawReport(report));
}
