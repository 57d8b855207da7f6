/** Pages of counts of shelves: the list, a new one, one with what is scanned and decided, and their files. */
import type { z } from 'zod';
import { ShelfCountsPage } from '../../views/consignment-counts/list-page.tsx';
import { NewShelfCountPage } from '../../views/consignment-counts/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { moveShelfCount } from './act-commands.ts';
import { closeShelfCount } from './close-commands.ts';
import { lineColumns, listColumns } from './exports.ts';
import * as forms from './forms.ts';
import { listShelfCounts, shelvesOf } from './list-queries.ts';
import { openShelfCount } from './open-commands.ts';
import { addStrayThing, scanUnit, takeBackStray, unseeUnit } from './scan-commands.ts';
import { showShelfCount, wantedShelfCount } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/implants/counts/:number{JP-[0-9]{8}-[0-9]{4,}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).shelfCounts;

export function shelfCountRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('implant.read');
  const keepers = requirePermission('implant.keep');
  const exporters = requirePermission('export');
  router.get(paths.shelfCounts(), readers, (c) => showList(c, services));
  router.get(`/implants/counts/${FILE}`, readers, exporters, (c) => exportList(c, services));
  router.get(paths.newShelfCount(), keepers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.shelfCounts(), keepers, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showShelfCount(c, services));
  router.get(`${ONE}/${FILE}`, readers, exporters, (c) => exportLines(c, services));
  scanRoutes(router, services);
  wholeRoutes(router, services);
  return router;
}

function scanRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('implant.keep');
  router.post(`${ONE}/scan`, keepers, (c) =>
    act(c, services, 'scan', forms.scanForm, async (actor, value) => {
      const { idempotency_key: key, code, shelf = '', note = '' } = value;
      const done = await scanUnit(services, actor, { key, number: numberOf(c) }, { code, shelf, note });
      if (!done.ok) return done;
      const words = wordsOf(c);
      if ('stray' in done.value) return words.strayed[done.value.stray](done.value.serial, done.value.position);
      return words.scanned[done.value.seen](done.value.serial, done.value.from);
    }),
  );
  router.post(`${ONE}/unscan`, keepers, (c) =>
    act(c, services, 'unscan', forms.unscanForm, async (actor, { idempotency_key: key, line }) => {
      const done = await unseeUnit(services, actor, { key, number: numberOf(c) }, { line });
      return done.ok ? wordsOf(c).unscanned : done;
    }),
  );
  router.post(`${ONE}/stray`, keepers, (c) =>
    act(c, services, 'stray', forms.strayForm, async (actor, { idempotency_key: key, ...found }) => {
      const done = await addStrayThing(services, actor, { key, number: numberOf(c) }, found);
      return done.ok ? wordsOf(c).strayDone(done.value.position) : done;
    }),
  );
  router.post(`${ONE}/stray-back`, keepers, (c) =>
    act(c, services, 'stray-back', forms.strayBackForm, async (actor, { idempotency_key: key, position }) => {
      const done = await takeBackStray(services, actor, { key, number: numberOf(c) }, { position });
      return done.ok ? wordsOf(c).strayBack(position) : done;
    }),
  );
}

function wholeRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('implant.keep');
  for (const name of ['finish', 'resume', 'cancel'] as const) {
    router.post(`${ONE}/${name}`, keepers, (c) =>
      act(c, services, name, name === 'cancel' ? forms.cancelForm : forms.moveForm, async (actor, value) => {
        const input = { act: name, why: value.why ?? '' };
        const done = await moveShelfCount(services, actor, seenBy(numberOf(c), value), input);
        return done.ok ? wordsOf(c).movedOn[name] : done;
      }),
    );
  }
  const closers = requirePermission('implant.keep', 'count.approve');
  router.post(`${ONE}/close`, requirePermission('implant.read'), closers, (c) =>
    act(c, services, 'close', forms.closeForm, async (actor, value) => {
      const { missing } = value;
      const done = await closeShelfCount(services, actor, seenBy(numberOf(c), value), { missing });
      return done.ok ? wordsOf(c).closedDone(done.value.seen, done.value.missing) : done;
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
  const page = paths.shelfCount(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showShelfCount(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = forms.listQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listShelfCounts(services.db.read, scopePath, filter, { before, size }),
  );
  const can = { keep: may(roles, 'implant.keep'), export: may(roles, 'export') };
  const shown = { t, filter, ...page, can };
  return c.render(<ShelfCountsPage {...shown} />, { title: t.shelfCounts.title, active: 'implants' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.listQuery.parse(c.req.query());
  const rows = await listShelfCounts(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.shelfCounts.title}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t), rows);
}

async function exportLines(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedShelfCount(c, services);
  return spreadsheet(c, view.document.number, lineColumns(wordsFor(c)), view.lines);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const shelves = await shelvesOf(services.db.read, signedIn(c).organisationId);
  return c.render(<NewShelfCountPage {...{ t, form, shelves }} formKey={newFormKey()} />, {
    title: t.shelfCounts.newTitle,
    active: 'implants',
  });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, shelf = '' } = form.value;
  const opened = await openShelfCount(services, viewerToActor(signedIn(c)), key, { shelf });
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number, units } = opened.value;
  return redirectWith(c, paths.shelfCount(number), { tone: 'accent', title: wordsOf(c).openedDone(number, units) });
}
