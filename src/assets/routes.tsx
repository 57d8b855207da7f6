/** Pages of equipment: the register, its file, a new card, one card with its acts, and its correction. */
import { EquipmentFormPage } from '../../views/equipment/form-page.tsx';
import { EquipmentPage } from '../../views/equipment/list-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { assetRoutes } from './card-routes.tsx';
import { correctAsset, enterAsset } from './commands.ts';
import { listColumns } from './exports.ts';
import { cardForm, correctForm, inputOf, listQuery } from './forms.ts';
import { equipmentImportRoutes } from './import-routes.tsx';
import { countAssets, listAssets } from './list-queries.ts';
import { type AssetCard, assetClasses } from './record-queries.ts';
import { wantedCard } from './show.tsx';
import { standingSo } from './standing-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}';

export function equipmentRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const editors = requirePermission('asset.edit');
  router.get(paths.equipment(), readers, (c) => showList(c, services));
  router.get('/equipment/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newEquipment(), editors, (c) => showForm(c, services, emptyForm()));
  router.post(paths.equipment(), editors, (c) => handleNew(c, services));
  router.get(`${ONE}/edit`, editors, async (c) => showForm(c, services, emptyForm(), await wantedCard(c, services)));
  router.post(`${ONE}/edit`, editors, (c) => handleEdit(c, services));
  router.route('/', equipmentImportRoutes(services));
  router.route('/', assetRoutes(services));
  return router;
}

/** Members a list may be narrowed to, and cards may be given to: those within the person's scope. */
async function membersFor(c: AppContext, services: Services) {
  const all = await organisationsUnder(services.db.read, signedIn(c).scopePath);
  return all.filter((one) => one.active).map(({ code, shortName }) => ({ code, shortName }));
}

/** What the register is narrowed to, and what that means today. */
async function askedList(c: AppContext, services: Services) {
  const { after, ...filter } = listQuery.parse(c.req.query());
  const { only } = filter;
  const { scopePath } = signedIn(c);
  const now = services.clock.now();
  const stands = only === undefined ? undefined : await standingSo(services.db.read, scopePath, only, now);
  return { after, filter, narrowed: { ...filter, stands } };
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, filter, narrowed } = await askedList(c, services);
  const page = await pageById(after, PAGE_SIZE, (from) => listAssets(db, scopePath, narrowed, from));
  const total = await countAssets(db, scopePath, narrowed);
  const keep = may(roles, 'asset.keep');
  const can = { edit: may(roles, 'asset.edit'), keep, export: may(roles, 'export'), prices: may(roles, 'asset.price') };
  const choices = { classes: await assetClasses(db), members: await membersFor(c, services) };
  const shown = { t, filter, ...page, total, can, ...choices };
  return c.render(<EquipmentPage {...shown} />, { title: t.equipment.title, active: 'equipment' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { narrowed } = await askedList(c, services);
  const rows = await listAssets(services.db.read, scopePath, narrowed, { size: MOST_EXPORTED });
  const name = `${t.equipment.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, may(roles, 'asset.price')), rows);
}

async function showForm(c: AppContext, services: Services, form: FormState, card?: AssetCard): Promise<Response> {
  const t = wordsFor(c);
  const choices = { classes: await assetClasses(services.db.read), members: await membersFor(c, services) };
  const today = dayOf(services.clock.now());
  const shown = { t, form, formKey: newFormKey(), today, ...choices, ...(card && { card }) };
  const title = card === undefined ? t.equipment.newTitle : t.equipment.editTitle(card.asset.number);
  return c.render(<EquipmentFormPage {...shown} />, { title, active: 'equipment' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, cardForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, services, form);
  }
  const key = form.value.idempotency_key;
  const entered = await enterAsset(services, viewerToActor(signedIn(c)), key, inputOf(form.value));
  if (!entered.ok) {
    c.status(statusOf(entered));
    return showForm(c, services, refusedForm(c, form.values, entered));
  }
  const { number } = entered.value;
  const flash = { tone: 'accent' as const, title: wordsFor(c).equipment.entered(number) };
  return redirectWith(c, paths.equipmentCard(number), flash);
}

async function handleEdit(c: AppContext, services: Services): Promise<Response> {
  const card = await wantedCard(c, services);
  const form = await readForm(c, correctForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, services, form, card);
  }
  const { number } = card.asset;
  const { idempotency_key: key, version: seenVersion, reason } = form.value;
  const input = { ...inputOf(form.value), reason };
  const done = await correctAsset(services, viewerToActor(signedIn(c)), { key, number, seenVersion }, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showForm(c, services, refusedForm(c, form.values, done), card);
  }
  const title = wordsFor(c).equipment.corrected(number);
  return redirectWith(c, paths.equipmentCard(number), { tone: 'accent', title });
}
