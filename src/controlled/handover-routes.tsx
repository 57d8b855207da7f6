/** Pages of handovers: the list and its export, the form for two, one of them and the closing of its case. */
import { HandoverPage } from '../../views/controlled/handover-page.tsx';
import { HandoversPage } from '../../views/controlled/handovers-page.tsx';
import { NewHandoverPage } from '../../views/controlled/new-handover-page.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness } from '../web/witness.ts';
import { closeForm, handoverForm, handoversQuery, storeQuery } from './forms.ts';
import { closeHandover, handOver } from './handover-commands.ts';
import {
  handoverByNumber,
  type ListedHandover,
  linesOfHandover,
  listHandovers,
  lotsInStore,
} from './handover-queries.ts';
import { controlledStores } from './place-queries.ts';
import { shiftAt } from './rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/handovers/:number{JB-[0-9]{8}-[0-9]{4,}}';

export function handoverRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('controlled.read');
  const keepers = requirePermission('controlled.act');
  router.get(paths.handovers(), readers, (c) => showList(c, services));
  router.get('/handovers/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newHandover(), keepers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.handovers(), keepers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showOne(c, services, emptyForm()));
  router.post(`${ONE}/closing`, requirePermission('card.manage'), (c) => handleClosing(c, services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const { after, ...filter } = handoversQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listHandovers(services.db.read, viewer.scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.at, row.id]);
  const can = { act: may(viewer.roles, 'controlled.act'), export: may(viewer.roles, 'export') };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<HandoversPage {...shown} />, { title: t.controlled.handover.title, active: 'controlled' });
}

function columnsOf(t: Words): Column<ListedHandover>[] {
  const { handover: words, ...of } = t.controlled;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: of.place, value: (row) => row.place },
    { head: of.store, value: (row) => row.store },
    { head: of.day, value: (row) => row.day },
    { head: of.shift, value: (row) => of.shifts[row.shift] },
    { head: words.from, value: (row) => row.from },
    { head: words.to, value: (row) => row.to },
    { head: words.at, value: (row) => fullMoment(row.at), width: 18 },
    { head: words.lots, value: (row) => row.lots },
    { head: words.differing, value: (row) => row.differing },
    { head: of.state, value: (row) => words.states[row.status] },
  ];
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = handoversQuery.parse(c.req.query());
  const rows = await listHandovers(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.controlled.handover.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, columnsOf(t), rows);
}

/** The marked stores of the members with whose goods the person works. */
async function ownStores(c: AppContext, services: Services) {
  const viewer = signedIn(c);
  const scope = viewer.scopePath === '/' ? viewer.organisationPath : viewer.scopePath;
  return (await controlledStores(services.db.read, scope)).filter((store) => worksAt(viewer, store.place));
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const stores = await ownStores(c, services);
  const { store: asked } = storeQuery.parse({ store: form.values.store?.[0] ?? c.req.query('store') });
  const store = stores.find((one) => String(one.id) === asked) ?? stores[0];
  const lots = store === undefined ? [] : await lotsInStore(services.db.read, store.id);
  const now = services.clock.now();
  const shown = { t, form, formKey: newFormKey(), stores, store, lots, today: dayOf(now), shift: shiftAt(now) };
  return c.render(<NewHandoverPage {...shown} />, { title: t.controlled.handover.new, active: 'controlled' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, handoverForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    return showNew(c, services, refusedForm(c, form.values, refusal));
  };
  const { idempotency_key: key, store: storeId, day, shift, note = '', lot: lots } = form.value;
  const store = (await ownStores(c, services)).find((one) => one.id === storeId);
  if (store === undefined) return refused(refuse('not_found'));
  const second = await proveWitness(c, services, store.place.path, form.value);
  if (!second.ok) return refused(second);
  const input = { storeId, day, shift, note, lots };
  const done = await handOver(services, viewerToActor(signedIn(c)), key, input, second.value);
  if (!done.ok) return refused(done);
  const { number, differing } = done.value;
  const title = wordsFor(c).controlled.handover.done(number, differing);
  return redirectWith(c, paths.handover(number), { tone: differing === 0 ? 'accent' : 'warn', title });
}

async function showOne(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const record = await handoverByNumber(db, c.req.param('number') ?? '');
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) throw new WebError(404, 'notFound');
  const { id, number, status } = record.document;
  const { fromPersonId, toPersonId } = record.handover;
  const own = viewer.userId === fromPersonId || viewer.userId === toPersonId;
  const canClose = status === 'open' && may(viewer.roles, 'card.manage') && !own;
  const canCount = may(viewer.roles, 'count.make') && worksAt(viewer, record.place);
  const lines = await linesOfHandover(db, id);
  const shown = { t, record, lines, acts: await timelineOf(db, id), canClose, canCount, form, formKey: newFormKey() };
  return c.render(<HandoverPage {...shown} />, { title: number, active: 'controlled' });
}

function handleClosing(c: AppContext, services: Services): Promise<Response> {
  const number = c.req.param('number') ?? '';
  return actOnPage(c, {
    name: 'closing',
    schema: closeForm,
    page: paths.handover(number),
    show: ({ state }) => showOne(c, services, state),
    work: async (actor, value) => {
      const done = await closeHandover(services, actor, seenBy(number, value), { finding: value.finding });
      return done.ok ? wordsFor(c).controlled.handover.closed(number) : done;
    },
  });
}
