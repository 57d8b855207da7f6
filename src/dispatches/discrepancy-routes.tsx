/** Differences: the list, its export, one difference, and the finding of one side. */
import type { z } from 'zod';
import { DifferenceListPage } from '../../views/dispatches/discrepancy-list-page.tsx';
import { DifferencePage } from '../../views/dispatches/discrepancy-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import { type Actor, type Viewer, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness, type TypedWitness } from '../web/witness.ts';
import { decideCharge } from './charge-commands.ts';
import { BEARERS, findingsFor, isLoss } from './difference-rules.ts';
import { findDifference } from './discrepancy-commands.ts';
import { type DifferenceFilters, listDifferences } from './discrepancy-list-queries.ts';
import { type DifferenceView, ownersFor, showDifference } from './discrepancy-queries.ts';
import { sideOf } from './discrepancy-record-queries.ts';
import { differenceColumns } from './exports.ts';
import { chargeForm, findingForm, ownerForm, reopenForm } from './forms.ts';
import { explained, finished } from './page-props.ts';
import { assignDifference, reopenDifference } from './reopen-commands.ts';

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
      return spreadsheet(c, t.dispatches.differences.exportName, columns, rows.slice(0, MOST_EXPORTED));
    });
  }
  router.get(paths.discrepancy(':number'), read, async (c) => show(c, services, emptyForm()));
  router.post(paths.discrepancyClosing(':number'), read, (c) => find(c, services));
  actRoutes(router, services);
  return router;
}

function actRoutes(router: Router, services: Services): void {
  const closes = requirePermission('discrepancy.close');
  const numberOf = (c: AppContext) => c.req.param('number') ?? '';
  const act = <S extends z.ZodType>(
    c: AppContext,
    name: string,
    schema: S,
    work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
  ) => {
    const told = async (actor: Actor, value: z.infer<S>) => {
      const done = await work(actor, value);
      return typeof done === 'string' ? done : explained(c, services, done);
    };
    const show = (back: FormBack) => showWith(c, services, emptyForm(), back);
    return actOnPage(c, { name, schema, work: told, page: paths.discrepancy(numberOf(c)), show });
  };
  router.post(paths.discrepancyOwner(':number'), closes, (c) =>
    act(c, 'owner', ownerForm, async (actor, { idempotency_key: key, ...value }) => {
      const done = await assignDifference(services, actor, key, { number: numberOf(c), ...value });
      return done.ok ? wordsFor(c).arrivals.assigned(done.value.owner) : done;
    }),
  );
  router.post(paths.discrepancyReopening(':number'), closes, (c) =>
    act(c, 'reopening', reopenForm, async (actor, { idempotency_key: key, ...value }) => {
      const done = await reopenDifference(services, actor, key, { number: numberOf(c), ...value });
      return done.ok ? wordsFor(c).arrivals.reopened : done;
    }),
  );
  router.post(paths.discrepancyCharge(':number'), requirePermission('payment.approve'), (c) =>
    act(c, 'charge', chargeForm, async (actor, { idempotency_key: key, agree, ...value }) => {
      const words = wordsFor(c).arrivals;
      const input = { number: numberOf(c), ...value, agree: agree === '1' };
      const done = await decideCharge(services, actor, key, input);
      return done.ok ? (input.agree ? words.confirmed : words.refused) : done;
    }),
  );
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
      prices={may(viewer.roles, 'stock.read.prices')}
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

const NOTHING_BACK = (): FormBack => ({ name: '', state: emptyForm() });

function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  return showWith(c, services, form, NOTHING_BACK());
}

/** What the viewer may do besides speaking; the commands ask again. */
function canOf(view: DifferenceView, viewer: Viewer, side: string | undefined) {
  const { row, charges } = view;
  const [charge] = charges;
  const waits = charge?.status === 'proposed' && charge.payableId === null;
  return {
    prices: may(viewer.roles, 'stock.read.prices'),
    decide: waits && may(viewer.roles, 'payment.approve'),
    reopen: row.status === 'closed' && side !== undefined && !controlledIn(view),
    keep: side !== undefined,
  };
}

async function showWith(c: AppContext, services: Services, form: FormState, back: FormBack): Promise<Response> {
  const view = await viewOf(c, services);
  const viewer = c.get('viewer');
  const now = services.clock.now();
  const findings = findingsFor(view.row.kind, controlledIn(view));
  const side = may(viewer.roles, 'discrepancy.close') ? sideOf(view.record, viewer) : undefined;
  return c.render(
    <DifferencePage
      t={wordsFor(c)}
      now={now}
      expiry={await expiryOn(services.db.read, dayOf(now))}
      view={view}
      side={side}
      findings={findings}
      bearers={findings.some(isLoss) ? BEARERS : []}
      controlled={controlledIn(view)}
      form={form}
      back={back}
      formKey={newFormKey()}
      nextKey={newFormKey}
      version={view.version}
      owners={view.row.status === 'open' && side ? await ownersFor(services.db.read, view.record) : []}
      files={await attachmentsOf(services.db.read, `document ${view.row.number}`)}
      can={canOf(view, viewer, side)}
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
  const { idempotency_key: key, version, finding, bearer = null, reason } = form.value;
  const actor = viewerToActor(c.get('viewer'));
  const two = await secondAt(c, services, form.value);
  const input = { number, version, finding, bearer, reason };
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
