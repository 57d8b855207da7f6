/** Pages of excursions: the list, one of them with its acts, its report. */
import type { z } from 'zod';
import { ExcursionPage } from '../../views/storage/excursion-page.tsx';
import { ExcursionsPage } from '../../views/storage/excursions-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf, HOUR_MS } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { closeExcursion, decideLots, explainExcursion } from './excursion-commands.ts';
import { type CaseView, caseView, listExcursions } from './excursion-queries.ts';
import { excursionColumns } from './exports.ts';
import { decideForm, excursionsQuery, explainForm, seenForm } from './forms.ts';
import { curveOf } from './logger-show.tsx';
import { drawCase } from './paper.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/excursions/:number{WD-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function excursionRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  router.get(paths.excursions(), readers, (c) => showList(c, services));
  router.get('/excursions/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(ONE, readers, (c) => showCase(c, services));
  router.get(`${ONE}/report.pdf`, readers, (c) => sendCase(c, services));
  router.post(`${ONE}/explanation`, requirePermission('storage.log', 'storage.decide'), (c) =>
    act(c, services, 'explanation', explainForm, async (actor, value) => {
      const { cause, measures } = value;
      const done = await explainExcursion(services, actor, seenBy(numberOf(c), value), { cause, measures });
      return done.ok ? wordsFor(c).storage.explained : done;
    }),
  );
  const deciders = requirePermission('storage.decide');
  router.post(`${ONE}/decisions`, deciders, (c) => handleDecision(c, services));
  router.post(`${ONE}/closing`, deciders, (c) =>
    act(c, services, 'closing', seenForm, async (actor, value) => {
      const done = await closeExcursion(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsFor(c).storage.closed(numberOf(c)) : done;
    }),
  );
  return router;
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.excursion(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showCase(c, services, back) });
}

function handleDecision(c: AppContext, services: Services) {
  return act(c, services, 'decisions', decideForm, async (actor, value) => {
    const open = async () => {
      const { lots } = await wantedCase(c, services);
      const left = lots.filter(({ part, onHand }) => part.decision === null && onHand > 0);
      return left.map(({ part }) => `${part.locationId}-${part.lotId}`);
    };
    const lots = [...new Set([...value.lot, ...(value.everything ? await open() : [])])];
    const { decision, reason } = value;
    const done = await decideLots(services, actor, seenBy(numberOf(c), value), { lots, decision, reason });
    return done.ok ? wordsFor(c).storage.decided(done.value.lots) : done;
  });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = excursionsQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listExcursions(services.db.read, scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.startedAt, row.id]);
  const can = { export: may(roles, 'export') };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<ExcursionsPage {...shown} />, { title: t.storage.excursionsTitle, active: 'storage' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = excursionsQuery.parse(c.req.query());
  const rows = await listExcursions(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.storage.exportExcursions}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, excursionColumns(t), rows);
}

/** The case of the address as this person sees it; 404 outside the scope. */
async function wantedCase(c: AppContext, services: Services): Promise<CaseView> {
  const view = await caseView(services.db.read, signedIn(c), numberOf(c), services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

/** The curve reaches this far before and after the case. */
const AROUND_MS = 6 * HOUR_MS;

async function showCase(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wantedCase(c, services);
  const now = services.clock.now();
  const { measure, startedAt, endedAt, lowTenths, highTenths } = view.case;
  const span = { from: startedAt - AROUND_MS, to: Math.min(now, (endedAt ?? now) + AROUND_MS) };
  const limits = { lowTenths, highTenths };
  const curve = await curveOf(services, view.logger, measure, span, limits);
  if (curve === undefined) throw new Error(`${numberOf(c)} has no limits`);
  const shown = {
    t,
    view,
    files: await attachmentsOf(db, `document ${view.document.number}`),
    curve,
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    expiry: await expiryOn(db, dayOf(now)),
    now,
  };
  return c.render(<ExcursionPage {...shown} />, {
    title: `${view.document.number} ${t.storage.caseTitle}`,
    active: 'storage',
  });
}

async function sendCase(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedCase(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.excursion(number), origin).toString();
  const printing = { t, url, printedBy: signedIn(c).name, printedAt: services.clock.now() };
  return sendPaper(c, number, () => drawCase(view, printing));
}
