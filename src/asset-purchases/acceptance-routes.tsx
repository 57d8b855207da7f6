/** Pages of acceptances of equipment: the list, one with both sides' words, and its report. */
import type { z } from 'zod';
import { AssetAcceptancePage } from '../../views/asset-purchases/acceptance-page.tsx';
import { AssetAcceptancesPage } from '../../views/asset-purchases/acceptances-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { confirmAcceptance, sendBack, takeBackWord } from './accept-commands.ts';
import { listAcceptances } from './acceptance-list-queries.ts';
import { acceptanceColumns } from './exports.ts';
import { acceptancesQuery, officeForm, seenForm, userForm, whyForm } from './forms.ts';
import { type AcceptanceView, acceptanceView } from './page-queries.ts';
import { acceptanceReport } from './paper.ts';
import { undoAcceptance } from './undo-commands.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/acceptances/:number{SY-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).assetPurchases;

export function acceptanceRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('acquisition.read');
  const keepers = requirePermission('asset.keep');
  router.get(paths.assetAcceptances(), readers, (c) => showList(c, services));
  router.get('/equipment/acceptances/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendReport(c, services));
  router.post(`${ONE}/user`, keepers, (c) =>
    act(c, services, 'user', userForm, async (actor, value) => {
      const input = { side: 'user' as const, supplierPerson: null, note: value.note ?? null };
      const done = await confirmAcceptance(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? saidOf(c, done.value.cards) : done;
    }),
  );
  router.post(`${ONE}/office`, requirePermission('asset.edit'), (c) =>
    act(c, services, 'office', officeForm, async (actor, value) => {
      const input = { side: 'office' as const, supplierPerson: value.supplierPerson, note: value.note ?? null };
      const done = await confirmAcceptance(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? saidOf(c, done.value.cards) : done;
    }),
  );
  router.post(`${ONE}/retraction`, keepers, (c) =>
    act(c, services, 'retraction', seenForm, async (actor, value) => {
      const done = await takeBackWord(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).takenBack : done;
    }),
  );
  router.post(`${ONE}/return`, keepers, (c) =>
    act(c, services, 'return', whyForm, async (actor, value) => {
      const done = await sendBack(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).sentBack : done;
    }),
  );
  router.post(`${ONE}/undoing`, requirePermission('asset.edit'), (c) =>
    act(c, services, 'undoing', whyForm, async (actor, value) => {
      const done = await undoAcceptance(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).undone(done.value.cards) : done;
    }),
  );
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = acceptancesQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listAcceptances(services.db.read, scopePath, filter, { before, size }),
  );
  const shown = { t, filter, ...page, can: { export: may(roles, 'export') } };
  return c.render(<AssetAcceptancesPage {...shown} />, {
    title: t.assetPurchases.acceptancesTitle,
    active: 'assetPurchases',
  });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = acceptancesQuery.parse(c.req.query());
  const rows = await listAcceptances(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.assetPurchases.acceptancesTitle}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, acceptanceColumns(t), rows);
}

const saidOf = (c: AppContext, cards: readonly string[]) =>
  cards.length === 0 ? wordsOf(c).confirmed : wordsOf(c).made(cards.length);

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.assetAcceptance(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

async function wanted(c: AppContext, services: Services): Promise<AcceptanceView> {
  const view = await acceptanceView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw refusalError(c, refuse('not_found'));
  return view;
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const title = `${view.document.number} ${t.assetPurchases.acceptance}`;
  return c.render(<AssetAcceptancePage t={t} view={view} form={form} formKey={newFormKey} />, {
    title,
    active: 'assetPurchases',
  });
}

async function sendReport(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.assetAcceptance(number), origin).toString();
  const printedAt = services.clock.now();
  const printed = t.papers.viewed(fullMoment(printedAt), signedIn(c).name);
  return sendPaper(c, number, () => drawReport(acceptanceReport(view, { t, url, printed, printedAt })));
}
