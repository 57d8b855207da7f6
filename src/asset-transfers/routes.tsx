/** Pages of equipment transfers: the list, a proposal, one transfer with its acts, its hand-over note. */
import type { z } from 'zod';
import { AssetTransfersPage } from '../../views/asset-transfers/list-page.tsx';
import { NewAssetTransferPage } from '../../views/asset-transfers/new-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { actPhoto, LARGEST_FORM_BYTES } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { approveMove, handOver, recordFiscal, refuseMove, takeOver, withdrawMove } from './act-commands.ts';
import { listColumns } from './exports.ts';
import { fiscalForm, handForm, listQuery, newQuery, openForm, seenForm, takeForm, whyForm } from './forms.ts';
import { listMoves } from './list-queries.ts';
import { handOverNote } from './paper.ts';
import { proposeMove } from './propose-commands.ts';
import { showMove, wantedMove } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/transfers/:number{SD-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).assetTransfers;

export function assetTransferRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const keepers = requirePermission('asset.keep');
  router.get(paths.assetTransfers(), readers, (c) => showList(c, services));
  router.get('/equipment/transfers/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newAssetTransfer(), keepers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.assetTransfers(), keepers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showMove(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendNote(c, services));
  decisionRoutes(router, services);
  handingRoutes(router, services);
  return router;
}

/** Whose word is asked for stands with the step: the command says who may. */
function decisionRoutes(router: Router, services: Services): void {
  const deciders = requirePermission('asset.agree');
  router.post(`${ONE}/approval`, deciders, (c) =>
    act(c, services, 'approval', seenForm, async (actor, value) => {
      const done = await approveMove(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).approved : done;
    }),
  );
  router.post(`${ONE}/refusal`, deciders, (c) =>
    act(c, services, 'refusal', whyForm, async (actor, value) => {
      const done = await refuseMove(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).refused : done;
    }),
  );
  router.post(`${ONE}/fiscal`, requirePermission('asset.edit'), (c) =>
    act(c, services, 'fiscal', fiscalForm, async (actor, value) => {
      const { fiscalNumber } = value;
      const done = await recordFiscal(services, actor, seenBy(numberOf(c), value), { fiscalNumber });
      return done.ok ? wordsOf(c).fiscalRecorded : done;
    }),
  );
}

function handingRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  router.post(`${ONE}/hand-over`, keepers, (c) =>
    act(c, services, 'hand-over', handForm, async (actor, value) => {
      const { condition, test, safe } = value;
      const photo = await actPhoto(value.photo, wordsFor(c).attachments.actPhotos.handOver);
      const said = { condition, test, safe, photo };
      const done = await handOver(services, actor, seenBy(numberOf(c), value), said);
      return done.ok ? wordsOf(c).handed : done;
    }),
  );
  router.post(`${ONE}/take-over`, keepers, (c) =>
    act(c, services, 'take-over', takeForm, async (actor, value) => {
      const { condition, room } = value;
      const photo = await actPhoto(value.photo, wordsFor(c).attachments.actPhotos.takeOver);
      const done = await takeOver(services, actor, seenBy(numberOf(c), value), { condition, room, photo });
      return done.ok ? wordsOf(c).taken : done;
    }),
  );
  router.post(`${ONE}/withdrawal`, keepers, (c) =>
    act(c, services, 'withdrawal', whyForm, async (actor, value) => {
      const done = await withdrawMove(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).withdrawn : done;
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
  const page = paths.assetTransfer(numberOf(c));
  return actOnPage(c, {
    name,
    schema,
    work,
    page,
    maxBytes: LARGEST_FORM_BYTES,
    show: (back) => showMove(c, services, back),
  });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, (from) => listMoves(services.db.read, scopePath, filter, from));
  const can = { keep: may(roles, 'asset.keep'), export: may(roles, 'export'), prices: may(roles, 'asset.price') };
  const shown = { t, filter, ...page, can, now: services.clock.now() };
  return c.render(<AssetTransfersPage {...shown} />, { title: t.assetTransfers.title, active: 'assetTransfers' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listMoves(services.db.read, scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.assetTransfers.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, may(roles, 'asset.price')), rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { asset } = newQuery.parse(c.req.query());
  const all = await organisationsUnder(services.db.read, '/');
  const members = all.filter((one) => one.active).map(({ code, shortName }) => ({ code, shortName }));
  const shown = { t, form, formKey: newFormKey(), members, asset };
  return c.render(<NewAssetTransferPage {...shown} />, { title: t.assetTransfers.add, active: 'assetTransfers' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, assetNumber, to, reason, paid: paidFen, licenceNumber = null } = form.value;
  const input = { assetNumber, to, reason, paidFen, licenceNumber };
  const opened = await proposeMove(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.assetTransfer(number), { tone: 'accent', title: wordsOf(c).opened(number) });
}

async function sendNote(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedMove(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.assetTransfer(number), origin).toString();
  const printedAt = services.clock.now();
  const printed = t.papers.viewed(fullMoment(printedAt), signedIn(c).name);
  return sendPaper(c, number, () => drawReport(handOverNote(view, { t, url, printed, printedAt })));
}
