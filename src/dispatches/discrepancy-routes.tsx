/** Differences: the list, its export, one difference, and the finding of one side. */
import { DifferenceListPage } from '../../views/dispatches/discrepancy-list-page.tsx';
import { DifferencePage } from '../../views/dispatches/discrepancy-page.tsx';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness, type TypedWitness } from '../web/witness.ts';
import { findDifference, sideOf } from './discrepancy-commands.ts';
import { type DifferenceFilters, listDifferences } from './discrepancy-list-queries.ts';
import { type DifferenceView, showDifference } from './discrepancy-queries.ts';
import { differenceColumns } from './exports.ts';
import { findingForm } from './forms.ts';
import { explained, finished } from './page-props.ts';
import { findingsFor } from './rules.ts';

const PAGE_SIZE = 30;
const MOST_EXPORTED = 20_000;

function filtersOf(query: Record<string, string>): DifferenceFilters {
  const state = query.state === 'closed' || query.state === 'all' ? query.state : 'open';
  const q = query.q?.trim();
  return { state, q: q === undefined || q === '' ? undefined : q.slice(0, 100) };
}

export function discrepancyRoutes(services: Services): Router {
  const router = createRouter();
  const read = requirePermission('stock.read');
  router.get(paths.discrepancies(), read, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.discrepanciesExport(format), read, requirePermission('export'), async (c) => {
      const t = wordsFor(c);
      const { scopePath } = c.get('viewer');
      const filters = filtersOf(c.req.query());
      const rows = await listDifferences(services.db.read, scopePath, filters, { size: MOST_EXPORTED });
      const columns = differenceColumns(t);
      return spreadsheet(c, format, t.dispatches.differences.exportName, columns, rows.slice(0, MOST_EXPORTED));
    });
  }
  router.get(paths.discrepancy(':number'), read, async (c) => show(c, services, emptyForm()));
  router.post(paths.discrepancyClosing(':number'), read, (c) => find(c, services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = c.get('viewer');
  const filters = filtersOf(c.req.query());
  const cursor = decodeCursor(c.req.query('after'), ['number', 'number']) as [number, number] | undefined;
  const fetched = await listDifferences(services.db.read, viewer.scopePath, filters, { cursor, size: PAGE_SIZE });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const now = services.clock.now();
  return c.render(
    <DifferenceListPage
      t={t}
      now={now}
      expiry={await expiryOn(services.db.read, dayOf(now))}
      filters={filters}
      rows={page.rows}
      later={cursor !== undefined}
      next={page.next}
      canExport={may(viewer.roles, 'export')}
    />,
    { title: t.dispatches.differences.title, active: 'discrepancies' },
  );
}

async function viewOf(c: AppContext, services: Services): Promise<DifferenceView> {
  const number = c.req.param('number') ?? '';
  const view = await showDifference(services.db.read, number, c.get('viewer').scopePath);
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

async function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const view = await viewOf(c, services);
  const viewer = c.get('viewer');
  const now = services.clock.now();
  const side = may(viewer.roles, 'discrepancy.close') ? sideOf(view.record, viewer) : undefined;
  return c.render(
    <DifferencePage
      t={wordsFor(c)}
      now={now}
      expiry={await expiryOn(services.db.read, dayOf(now))}
      view={view}
      side={side}
      findings={findingsFor(view.row.kind, controlledIn(view))}
      controlled={controlledIn(view)}
      form={form}
      formKey={newFormKey()}
      version={view.version}
    />,
    { title: view.row.number, active: 'discrepancies' },
  );
}

const controlledIn = (view: DifferenceView) => isControlled(view.record.item.controlClass);

/** Who stands by on the side that speaks, where the goods are controlled. */
async function secondAt(c: AppContext, services: Services, typed: TypedWitness): Promise<Result<SecondPerson | null>> {
  const view = await viewOf(c, services);
  const side = sideOf(view.record, c.get('viewer'));
  if (side === undefined || !controlledIn(view)) return ok(null);
  return proveWitness(c, services, view.record[side].path, typed);
}

async function find(c: AppContext, services: Services): Promise<Response> {
  const words = wordsFor(c).dispatches.differences;
  const number = c.req.param('number') ?? '';
  const form = await readForm(c, findingForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, version, finding, reason } = form.value;
  const actor = viewerToActor(c.get('viewer'));
  const two = await secondAt(c, services, form.value);
  const input = { number, version, finding, reason };
  const answer = two.ok ? await findDifference(services, actor, key, input, two.value) : two;
  if (!answer.ok) {
    if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(statusOf(answer));
    return show(c, services, refusedForm(c, form.values, explained(c, services, answer)));
  }
  if (answer.value.closed) {
    const closed = finished(c, answer, { tone: 'accent', title: words.closed });
    return redirectWith(c, paths.discrepancy(number), closed);
  }
  const { row } = await viewOf(c, services);
  const apart = row.senderFinding !== null && row.receiverFinding !== null;
  const flash = apart
    ? { tone: 'warn' as const, title: words.disagree, text: words.disagreeText }
    : { tone: 'accent' as const, title: words.given };
  return redirectWith(c, paths.discrepancy(number), finished(c, answer, flash));
}
