/** Pages of the pool: everything open by item, and one item with the fair share that the hub can send. */
import { PoolItemPage } from '../../views/requisitions/pool-item-page.tsx';
import { PoolPage } from '../../views/requisitions/pool-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { typedBase } from '../kernel/typed-quantity.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { poolForm, poolQuery } from './forms.ts';
import { type PoolItem, poolItems, poolNeeds, poolShares } from './pool-queries.ts';
import { type SupplyPoolInput, supplyPool } from './supply-pool-commands.ts';

const PAGE_SIZE = 50;
const CODE = ':code{[A-Z0-9][A-Z0-9._-]*}';

export function poolRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('demand.read');
  router.get(paths.demandPool(), readers, (c) => showPool(c, services));
  router.get('/demand/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportPool(c, services),
  );
  router.get(`/demand/${CODE}`, readers, (c) => showItem(c, services, emptyForm()));
  router.post(`/demand/${CODE}/supply`, requirePermission('shortage.answer'), (c) => handleSupply(c, services));
  return router;
}

const poolFor = (c: AppContext, services: Services) => {
  const asked = poolQuery.parse(c.req.query());
  return poolItems(services.db.read, signedIn(c).scopePath, asked);
};

async function showPool(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const asked = poolQuery.parse(c.req.query());
  const page = pageOf(await poolFor(c, services), c.req.query('page'), PAGE_SIZE);
  const canExport = may(signedIn(c).roles, 'export');
  const canPlan = may(signedIn(c).roles, 'plan.make');
  const shown = { t, asked, page, today: dayOf(services.clock.now()), canExport, canPlan };
  return c.render(<PoolPage {...shown} />, { title: t.demand.pool.title, active: 'demand' });
}

async function exportPool(c: AppContext, services: Services) {
  const words = wordsFor(c).demand.pool;
  const columns = [
    { head: words.searchHint, value: (row: PoolItem) => row.code },
    { head: words.item, value: (row: PoolItem) => `${row.name} ${row.strength}`.trim(), width: 30 },
    { head: words.open, value: (row: PoolItem) => row.openBase / (row.scale > 1 ? row.scale : row.packSize) },
    { head: words.members, value: (row: PoolItem) => row.members },
    { head: words.needs, value: (row: PoolItem) => row.needs },
    { head: words.urgent, value: (row: PoolItem) => row.urgentNeeds },
    { head: words.neededBy, value: (row: PoolItem) => row.neededBy },
    { head: words.origin, value: (row: PoolItem) => row.origins.map((origin) => words.origins[origin]).join(' ') },
  ];
  const day = dayOf(services.clock.now());
  return spreadsheet(c, `${words.fileName}-${day}`, columns, await poolFor(c, services));
}

async function showItem(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const day = dayOf(services.clock.now());
  const item = await itemByCode(db, c.req.param('code') ?? '');
  if (item === undefined) throw new WebError(404, 'notFound');
  const needs = await poolNeeds(db, viewer.scopePath, item.id, day);
  const hub = may(viewer.roles, 'shortage.answer') ? await headOrganisation(db) : undefined;
  const asked = { itemId: item.id, packSize: item.packSize, needs, day };
  const supply = hub === undefined ? null : { hubId: hub.id, ...(await poolShares(db, { hubId: hub.id, ...asked })) };
  const shown = { t, item, needs, supply, today: day, form, formKey: newFormKey() };
  return c.render(<PoolItemPage {...shown} />, {
    title: `${t.demand.pool.title} ${item.genericName}`,
    active: 'demand',
  });
}

function linesOf(
  typed: Record<string, { packs?: string | undefined; units?: string | undefined }>,
  item: { packSize: number; scale: number },
): Result<SupplyPoolInput['lines']> {
  const lines: SupplyPoolInput['lines'] = [];
  for (const [id, boxes] of Object.entries(typed)) {
    const read = typedBase(boxes, item, `line.${id}`);
    if (!read.ok) return read;
    lines.push({ demandId: Number(id), quantityBase: read.value ?? 0 });
  }
  return ok(lines);
}

async function handleSupply(c: AppContext, services: Services) {
  const item = await itemByCode(services.db.read, c.req.param('code') ?? '');
  if (item === undefined) throw new WebError(404, 'notFound');
  const form = await readForm(c, poolForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, form);
  }
  const { idempotency_key: key, line, reason } = form.value;
  const lines = linesOf(line, item);
  const input = lines.ok ? { itemCode: item.code, lines: lines.value, reason: reason ?? '' } : undefined;
  const supplied = input ? await supplyPool(services, viewerToActor(signedIn(c)), key, input) : lines;
  if (supplied.ok && 'dispatches' in supplied.value) {
    const { members, dispatches } = supplied.value;
    const title = wordsFor(c).demand.pool.done(members, dispatches.join(' '));
    return redirectWith(c, paths.poolItem(item.code), { tone: 'accent', title });
  }
  if (supplied.ok) throw new WebError(404, 'notFound');
  if (supplied.reason === 'forbidden' || supplied.reason === 'not_found') throw refusalError(c, supplied);
  c.status(statusOf(supplied));
  return showItem(c, services, refusedForm(c, form.values, supplied));
}
