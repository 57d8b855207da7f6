/** Pages of stocktakes of equipment: the list, a new one, one with what is found and decided, its files and report. */
import type { z } from 'zod';
import { InventoriesPage } from '../../views/inventories/list-page.tsx';
import { NewInventoryPage } from '../../views/inventories/new-page.tsx';
import { assetClasses } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { moveInventory } from './act-commands.ts';
import { closeInventory, decideFind, decideLine } from './decide-commands.ts';
import { lineColumns, listColumns } from './exports.ts';
import { addOffBook, markFound, unmarkFound } from './find-commands.ts';
import * as forms from './forms.ts';
import { listInventories } from './list-queries.ts';
import { openInventory } from './open-commands.ts';
import { drawInventory } from './paper.ts';
import { showInventory, wantedInventory } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/inventories/:number{ZC-[0-9]{8}-[0-9]{4,}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).inventories;

export function inventoryRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const counters = requirePermission('asset.count');
  const exporters = requirePermission('export');
  router.get(paths.inventories(), readers, (c) => showList(c, services));
  router.get(`/equipment/inventories/${FILE}`, readers, exporters, (c) => exportList(c, services));
  router.get(paths.newInventory(), counters, (c) => showNew(c, services, emptyForm()));
  router.post(paths.inventories(), counters, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showInventory(c, services));
  router.get(`${ONE}/${FILE}`, readers, exporters, (c) => exportLines(c, services));
  router.get(`${ONE}/report.pdf`, readers, (c) => sendReport(c, services));
  countingRoutes(router, services);
  decidingRoutes(router, services);
  return router;
}

function countingRoutes(router: Router, services: Services): void {
  const counters = requirePermission('asset.count');
  router.post(`${ONE}/found`, counters, (c) =>
    act(c, services, 'found', forms.foundForm, async (actor, value) => {
      const { idempotency_key: key, code, at = '', room = '', condition, note = '' } = value;
      const given = { key, number: numberOf(c) };
      const done = await markFound(services, actor, given, { code, at, room, condition, note });
      if (!done.ok) return done;
      const { name, extra } = done.value;
      return extra ? wordsOf(c).markedExtra(name) : wordsOf(c).marked(name);
    }),
  );
  router.post(`${ONE}/unfind`, counters, (c) =>
    act(c, services, 'unfind', forms.unfindForm, async (actor, { idempotency_key: key, line }) => {
      const done = await unmarkFound(services, actor, { key, number: numberOf(c) }, { lineId: line });
      return done.ok ? wordsOf(c).unfound : done;
    }),
  );
  router.post(`${ONE}/off-book`, counters, (c) =>
    act(c, services, 'offBook', forms.offBookForm, async (actor, value) => {
      const { idempotency_key: key, serialNumber = '', room = '', name, description, at, condition } = value;
      const given = { key, number: numberOf(c) };
      const done = await addOffBook(services, actor, given, { name, description, serialNumber, at, room, condition });
      return done.ok ? wordsOf(c).offBookDone(done.value.position) : done;
    }),
  );
  for (const name of ['finish', 'resume', 'cancel'] as const) {
    router.post(`${ONE}/${name}`, name === 'cancel' ? requirePermission('asset.edit') : counters, (c) =>
      act(c, services, name, forms.moveForm, async (actor, value) => {
        const input = { act: name, why: value.why ?? '' };
        const done = await moveInventory(services, actor, seenBy(numberOf(c), value), input);
        return done.ok ? wordsOf(c).moved[name] : done;
      }),
    );
  }
}

function decidingRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  const office = requirePermission('asset.edit');
  router.post(`${ONE}/decision`, keepers, (c) =>
    act(c, services, 'decision', forms.decideForm, async (actor, value) => {
      const { idempotency_key: key, line: lineId, decision, why } = value;
      const done = await decideLine(services, actor, { key, number: numberOf(c) }, { lineId, decision, why });
      return done.ok ? wordsOf(c).decided(done.value.number) : done;
    }),
  );
  router.post(`${ONE}/dismissal`, keepers, (c) =>
    act(c, services, 'dismissal', forms.dismissForm, async (actor, { idempotency_key: key, position, why }) => {
      const done = await decideFind(services, actor, { key, number: numberOf(c) }, { position, why });
      return done.ok ? wordsOf(c).dismissed : done;
    }),
  );
  router.post(`${ONE}/card`, office, (c) =>
    act(c, services, 'card', forms.cardForm, async (actor, value) => {
      const { idempotency_key: key, position, why, price: priceFen, ...facts } = value;
      const { classCode, source, acquiredOn, purchaseMethod } = facts;
      const card = { classCode, priceFen, source, acquiredOn, purchaseMethod };
      const done = await decideFind(services, actor, { key, number: numberOf(c) }, { position, why, card });
      return done.ok ? wordsOf(c).cardMade(done.value.card ?? '') : done;
    }),
  );
  router.post(`${ONE}/close`, office, (c) =>
    act(c, services, 'close', forms.closeForm, async (actor, value) => {
      const done = await closeInventory(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).closed(done.value.corrected, done.value.lost) : done;
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
  const page = paths.inventory(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showInventory(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = forms.listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listInventories(services.db.read, scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const can = { count: may(roles, 'asset.count'), export: may(roles, 'export') };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can };
  return c.render(<InventoriesPage {...shown} />, { title: t.inventories.title, active: 'inventories' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.listQuery.parse(c.req.query());
  const rows = await listInventories(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.inventories.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t), rows);
}

async function exportLines(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedInventory(c, services);
  return spreadsheet(c, view.document.number, lineColumns(wordsFor(c)), view.lines);
}

async function sendReport(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedInventory(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.inventory(number), origin).toString();
  const printing = { t, url, printedBy: signedIn(c).name, printedAt: services.clock.now() };
  return sendPaper(c, number, () => drawInventory(view, printing));
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const under = await organisationsUnder(db, signedIn(c).scopePath);
  const members = under.filter((one) => one.active).map(({ code, shortName }) => ({ code, shortName }));
  const shown = { t, form, formKey: newFormKey(), members, classes: await assetClasses(db) };
  return c.render(<NewInventoryPage {...shown} />, { title: t.inventories.newTitle, active: 'inventories' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, organisation: organisationCode, title, by, below, class: classCode, room } = form.value;
  const scope = { by, below, ...(classCode && { classCode }), ...(room && { room }) };
  const opened = await openInventory(services, viewerToActor(signedIn(c)), key, { organisationCode, title, scope });
  if (!opened.ok) {
    if (statusOf(opened) === 404) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number, lines } = opened.value;
  return redirectWith(c, paths.inventory(number), { tone: 'accent', title: wordsOf(c).opened(number, lines) });
}
