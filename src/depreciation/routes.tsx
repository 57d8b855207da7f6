/** Pages of the value of equipment: the register of values, its cards, the month's run, one card month by month. */
import { WornCardPage } from '../../views/depreciation/card-page.tsx';
import { DepreciationRunPage } from '../../views/depreciation/run-page.tsx';
import { DepreciationPage } from '../../views/depreciation/runs-page.tsx';
import { EquipmentValuePage } from '../../views/depreciation/value-page.tsx';
import { ValuedCardsPage } from '../../views/depreciation/valued-cards-page.tsx';
import { assetByNumber, assetClasses } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage, pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { chargedOf } from './charged-queries.ts';
import { cardColumns, groupColumns, lineColumns } from './exports.ts';
import { postForm, reversalForm, runsQuery, valuedQuery, valueQuery } from './forms.ts';
import { linesOfRun, listRuns } from './list-queries.ts';
import { nextPreview } from './preview-queries.ts';
import { addMonths, type ValueGroup, wornThrough } from './rules.ts';
import { postMonth, reverseRun } from './run-commands.ts';
import { livesByClass, monthState } from './run-queries.ts';
import { totalOf, valuedCards, valuesBy } from './value-queries.ts';

const PAGE_SIZE = 50;
const RUNS_SHOWN = 24;
const MOST_EXPORTED = 100_000;
const FILE = ':file{export\\.(?:csv|xlsx)}';
const RUN = '/equipment/depreciation/:id{[0-9]{1,12}}';

export function depreciationRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.price');
  const poster = requirePermission('asset.charge');
  const files = requirePermission('export');
  router.get(paths.equipmentValue(), readers, (c) => showValues(c, services));
  router.get(`/equipment/value/${FILE}`, readers, files, (c) => exportValues(c, services));
  router.get(paths.equipmentValueCards(), readers, (c) => showCards(c, services));
  router.get(`/equipment/value/cards/${FILE}`, readers, files, (c) => exportCards(c, services));
  router.get(paths.depreciation(), readers, (c) => showRuns(c, services, emptyForm()));
  router.post(paths.depreciation(), poster, (c) => handlePost(c, services));
  router.get(RUN, readers, (c) => showRun(c, services, emptyForm()));
  router.get(`${RUN}/${FILE}`, readers, files, (c) => exportRun(c, services));
  router.post(`${RUN}/reversal`, poster, (c) => handleReversal(c, services));
  router.get('/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/value', readers, (c) => showWorn(c, services));
  return router;
}

async function choicesFor(c: AppContext, services: Services) {
  const db = services.db.read;
  const members = (await organisationsUnder(db, signedIn(c).scopePath)).filter((one) => one.active);
  const told = members.map(({ code, shortName }) => ({ code, shortName }));
  return { classes: await assetClasses(db), members: told };
}

/** The month end that is looked at: the one asked for, else that of the last run, else the last month. */
async function askedMonth(services: Services, asked: string | undefined) {
  const state = await monthState(services.db.read, services.clock.now());
  const thisMonth = dayOf(services.clock.now()).slice(0, 7);
  const month = asked !== undefined && asked <= thisMonth ? asked : (state.runs[0]?.month ?? state.latest);
  const run = state.runs.some((one) => one.month >= month);
  return { month, run, latest: thisMonth, began: state.runs.at(-1)?.month ?? state.latest };
}

async function showValues(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { by, ...asked } = valueQuery.parse(c.req.query());
  const when = await askedMonth(services, asked.month);
  const filter = { ...asked, month: when.month };
  const can = { charge: may(roles, 'asset.charge'), export: may(roles, 'export') };
  const lines = await valuesBy(db, scopePath, filter, by);
  const grouped = (group: ValueGroup) => (group === by ? lines : valuesBy(db, scopePath, filter, group));
  const [ages, members] = [await grouped('age'), await grouped('member')];
  const shown = {
    ...{ t, by, filter, when, can, lines, total: totalOf(ages) },
    picture: { ages, owners: members },
    ...(await choicesFor(c, services)),
  };
  return c.render(<EquipmentValuePage {...shown} />, { title: t.assetValues.title, active: 'equipment' });
}

async function exportValues(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { by, ...asked } = valueQuery.parse(c.req.query());
  const { month } = await askedMonth(services, asked.month);
  const rows = await valuesBy(services.db.read, signedIn(c).scopePath, { ...asked, month }, by);
  return spreadsheet(c, `${t.assetValues.exportName}-${month}`, groupColumns(t, by), rows);
}

async function showCards(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, ...asked } = valuedQuery.parse(c.req.query());
  const when = await askedMonth(services, asked.month);
  const filter = { ...asked, month: when.month };
  const page = await pageById(after, PAGE_SIZE, (from) => valuedCards(db, scopePath, filter, from));
  const can = { export: may(roles, 'export') };
  const shown = { t, filter, when, ...page, can, ...(await choicesFor(c, services)) };
  return c.render(<ValuedCardsPage {...shown} />, { title: t.assetValues.cardsTitle, active: 'equipment' });
}

async function exportCards(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...asked } = valuedQuery.parse(c.req.query());
  const { month } = await askedMonth(services, asked.month);
  const filter = { ...asked, month };
  const rows = await valuedCards(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.assetValues.cardsTitle}-${month}`, cardColumns(t), rows);
}

async function showRuns(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, member } = runsQuery.parse(c.req.query());
  const page = await pageById(after, RUNS_SHOWN, ({ after: before, size }) =>
    listRuns(db, scopePath, { before, size, member }),
  );
  const state = await monthState(db, services.clock.now());
  const charge = may(roles, 'asset.charge');
  const preview = charge ? await nextPreview(db, scopePath, state) : undefined;
  const now = services.clock.now();
  const shown = {
    t,
    form,
    ...page,
    state,
    charge,
    preview,
    now,
    formKey: newFormKey(),
  };
  return c.render(<DepreciationPage {...shown} />, { title: t.assetValues.runsTitle, active: 'equipment' });
}

async function handlePost(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, postForm);
  if (!form.ok) {
    c.status(422);
    return showRuns(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const posted = await postMonth(services, viewerToActor(signedIn(c)), key, input);
  if (!posted.ok) {
    c.status(statusOf(posted));
    return showRuns(c, services, refusedForm(c, form.values, posted));
  }
  const { month, owners } = posted.value;
  return redirectWith(c, paths.depreciation(), {
    tone: 'accent',
    title: wordsFor(c).assetValues.posted(month, owners),
  });
}

async function wantedRun(c: AppContext, services: Services) {
  const id = Number(c.req.param('id'));
  const [run] = await listRuns(services.db.read, signedIn(c).scopePath, { size: 1, id });
  if (run === undefined) throw refusalError(c, refuse('not_found'));
  return run;
}

async function showRun(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const run = await wantedRun(c, services);
  const { roles } = signedIn(c);
  const cursor = decodeCursor(c.req.query('after'), ['number', 'string']) as [number, string] | undefined;
  const after = cursor && { asset: cursor[0], source: cursor[1] };
  const fetched = await linesOfRun(services.db.read, run.id, { after, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.assetId, row.source]);
  const { runs, closedThrough } = await monthState(services.db.read, services.clock.now());
  const stands = runs.some(({ id }) => id === run.id) && (closedThrough === null || run.month > closedThrough);
  const can = { reverse: stands && may(roles, 'asset.charge'), export: may(roles, 'export') };
  const shown = { t, form, run, rows, next, paged: cursor !== undefined, can, formKey: newFormKey() };
  const title = t.assetValues.runTitle(run.month, run.owner);
  return c.render(<DepreciationRunPage {...shown} />, { title, active: 'equipment' });
}

async function exportRun(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const run = await wantedRun(c, services);
  const rows = await linesOfRun(services.db.read, run.id, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.assetValues.runExport}-${run.month}`, lineColumns(t), rows);
}

async function handleReversal(c: AppContext, services: Services): Promise<Response> {
  const { id: runId } = await wantedRun(c, services);
  const form = await readForm(c, reversalForm);
  if (!form.ok) {
    c.status(422);
    return showRun(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const done = await reverseRun(services, viewerToActor(signedIn(c)), key, { runId, reason });
  if (!done.ok) {
    c.status(statusOf(done));
    return showRun(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).assetValues.reversed(done.value.month);
  return redirectWith(c, paths.depreciationRun(done.value.runId), { tone: 'accent', title });
}

async function showWorn(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const card = await assetByNumber(db, signedIn(c).scopePath, c.req.param('number') ?? '');
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  const lines = await chargedOf(db, card.asset.id);
  const { priceFen, acquiredOn } = card.asset;
  const facts = { priceFen, acquiredOn, endedOn: null, lives: (await livesByClass(db))(card.class.code) };
  const month = dayOf(services.clock.now()).slice(0, 7);
  const worn = wornThrough(facts, month);
  const last = addMonths(acquiredOn.slice(0, 7), worn.lifeMonths - 1);
  const nextFen = wornThrough(facts, addMonths(month, 1)).fen - worn.fen;
  const shown = { t, card, lines, plan: { lifeMonths: worn.lifeMonths, last, nextFen } };
  return c.render(<WornCardPage {...shown} />, {
    title: t.assetValues.cardTitle(card.asset.number),
    active: 'equipment',
  });
}
