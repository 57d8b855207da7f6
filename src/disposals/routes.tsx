/** Pages of disposals: the list, an application, one of them with its acts, its record on paper. */
import type { z } from 'zod';
import { DisposalsPage } from '../../views/disposals/list-page.tsx';
import { NewDisposalPage } from '../../views/disposals/new-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
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
import {
  appraise,
  approveDisposal,
  carryOut,
  prepareCard,
  recordMeeting,
  refuseDisposal,
  withdrawDisposal,
} from './act-commands.ts';
import { listColumns } from './exports.ts';
import {
  appraisalForm,
  executionForm,
  listQuery,
  meetingForm,
  newQuery,
  numbersIn,
  openForm,
  preparationForm,
  seenForm,
  whyForm,
} from './forms.ts';
import { listDisposals } from './list-queries.ts';
import { disposalRecord } from './paper.ts';
import { proposeDisposal } from './propose-commands.ts';
import { showDisposal, wantedDisposal } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/disposals/:number{CZ-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).disposals;

export function disposalRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const keepers = requirePermission('asset.keep');
  router.get(paths.disposals(), readers, (c) => showList(c, services));
  router.get('/equipment/disposals/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newDisposal(), keepers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.disposals(), keepers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showDisposal(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendRecord(c, services));
  decisionRoutes(router, services);
  handlingRoutes(router, services);
  return router;
}

function decisionRoutes(router: Router, services: Services): void {
  const deciders = requirePermission('asset.agree');
  router.post(`${ONE}/appraisal`, requirePermission('asset.appraise'), (c) =>
    act(c, services, 'appraisal', appraisalForm, async (actor, { found, worth, ...value }) => {
      const entries = Object.entries(found).map(([number, text]): [string, { found: string; worthFen: number }] => [
        number,
        { found: text, worthFen: worth[number] ?? 0 },
      ]);
      const input = { findings: Object.fromEntries(entries) };
      const done = await appraise(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).appraised : done;
    }),
  );
  router.post(`${ONE}/meeting`, requirePermission('asset.edit'), (c) =>
    act(c, services, 'meeting', meetingForm, async (actor, value) => {
      const done = await recordMeeting(services, actor, seenBy(numberOf(c), value), { record: value.record });
      return done.ok ? wordsOf(c).meetingRecorded : done;
    }),
  );
  router.post(`${ONE}/approval`, deciders, (c) =>
    act(c, services, 'approval', seenForm, async (actor, value) => {
      const done = await approveDisposal(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).approved : done;
    }),
  );
  router.post(`${ONE}/refusal`, deciders, (c) =>
    act(c, services, 'refusal', whyForm, async (actor, value) => {
      const done = await refuseDisposal(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).refused : done;
    }),
  );
}

function handlingRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  router.post(`${ONE}/preparation`, keepers, (c) =>
    act(c, services, 'preparation', preparationForm, async (actor, value) => {
      const { asset: assetNumber, erasure = null, source: sourceHandling = null } = value;
      const input = { assetNumber, erasure, sourceHandling };
      const done = await prepareCard(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).prepared : done;
    }),
  );
  router.post(`${ONE}/execution`, keepers, (c) =>
    act(c, services, 'execution', executionForm, async (actor, value) => {
      const { way, takenBy, certificate: certificateNumber, income: incomeFen, receipt: incomeReceipt = null } = value;
      const input = { way, takenBy, certificateNumber, incomeFen, incomeReceipt };
      const done = await carryOut(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).carriedOut : done;
    }),
  );
  router.post(`${ONE}/withdrawal`, keepers, (c) =>
    act(c, services, 'withdrawal', whyForm, async (actor, value) => {
      const done = await withdrawDisposal(services, actor, seenBy(numberOf(c), value), { why: value.why });
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
  const page = paths.disposal(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showDisposal(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, (from) => listDisposals(services.db.read, scopePath, filter, from));
  const can = { keep: may(roles, 'asset.keep'), export: may(roles, 'export'), prices: may(roles, 'asset.price') };
  const shown = { t, filter, ...page, can, now: services.clock.now() };
  return c.render(<DisposalsPage {...shown} />, { title: t.disposals.title, active: 'disposals' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listDisposals(services.db.read, scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.disposals.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, may(roles, 'asset.price')), rows);
}

async function showNew(c: AppContext, _services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const asked = newQuery.parse(c.req.query());
  const shown = { t, form, formKey: newFormKey(), asked };
  return c.render(<NewDisposalPage {...shown} />, { title: t.disposals.add, active: 'disposals' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, assets, reason, explanation } = form.value;
  const input = { assetNumbers: numbersIn(assets), reason, explanation };
  const opened = await proposeDisposal(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.disposal(number), { tone: 'accent', title: wordsOf(c).opened(number) });
}

async function sendRecord(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedDisposal(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.disposal(number), origin).toString();
  const printedAt = services.clock.now();
  const printed = t.papers.viewed(fullMoment(printedAt), signedIn(c).name);
  return sendPaper(c, number, () => drawReport(disposalRecord(view, { t, url, printed, printedAt })));
}
