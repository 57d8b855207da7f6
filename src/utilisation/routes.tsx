/** Pages of the use of equipment: what it comes to, one piece month by month, and the file of figures. */
import { z } from 'zod';
import { UseImportPage } from '../../views/utilisation/import-page.tsx';
import { UseOfPage } from '../../views/utilisation/one-page.tsx';
import { UsePage } from '../../views/utilisation/use-page.tsx';
import { type AssetCard, assetByNumber, assetClasses } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { addMonths } from '../depreciation/rules.ts';
import { importRoutes } from '../imports/routes.tsx';
import { sheetPages, takenFlash } from '../imports/sheet.tsx';
import { dayOf, earlierDay } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { useColumns } from './exports.ts';
import { useForm, useQuery } from './forms.ts';
import { USE_COLUMNS, USE_VERDICTS, type UseEntry, type UseSummary, type UseVerdict } from './import-rows.ts';
import { applyUses, previewUses, recordUse, type UsePreview, usePreview } from './use-commands.ts';
import { groupUses, latestUse, usedBy, usesIn } from './use-queries.ts';

const PAGE_SIZE = 50;
const MONTHS_SHOWN = 12;
const EARLIEST = '1950-01';
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/use';

export function utilisationRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  router.get(paths.equipmentUse(), readers, (c) => showUse(c, services));
  router.get('/equipment/use/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportUse(c, services),
  );
  router.get(ONE, readers, (c) => showOne(c, services, emptyForm()));
  router.post(ONE, requirePermission('asset.keep'), (c) => handleUse(c, services));
  router.route('/', useImportRoutes(services));
  return router;
}

async function askedUse(c: AppContext, services: Services) {
  const { from, until, by, page, ...narrowed } = useQuery.parse(c.req.query());
  const thisMonth = dayOf(services.clock.now()).slice(0, 7);
  const last = until ?? (await latestUse(services.db.read)) ?? addMonths(thisMonth, -1);
  const first = from ?? addMonths(last, 1 - MONTHS_SHOWN);
  return { by, page, thisMonth, filter: { ...narrowed, from: earlierDay(first, last), until: last } };
}

async function showUse(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { by, page, thisMonth, filter } = await askedUse(c, services);
  const yearFrom = addMonths(filter.until, 1 - MONTHS_SHOWN);
  const found = await usesIn(db, scopePath, { ...filter, from: earlierDay(filter.from, yearFrom) });
  const lines = groupUses(found, by, filter.from);
  const drawnBy = by === 'asset' ? 'class' : by;
  const picture = {
    months: Array.from({ length: MONTHS_SHOWN }, (_, nth) => addMonths(yearFrom, nth)),
    byMonth: groupUses(found, 'month', yearFrom),
    drawnBy,
    groups: groupUses(found, drawnBy, filter.from),
  } as const;
  const members = (await organisationsUnder(db, scopePath)).filter((one) => one.active);
  const can = { prices: may(roles, 'asset.price'), import: may(roles, 'asset.edit'), export: may(roles, 'export') };
  const shown = {
    ...{ t, by, filter, thisMonth, can, picture },
    page: pageOf(lines, page, PAGE_SIZE),
    classes: await assetClasses(db),
    members: members.map(({ code, shortName }) => ({ code, shortName })),
  };
  return c.render(<UsePage {...shown} />, { title: t.assetValues.useTitle, active: 'equipment' });
}

async function exportUse(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { by, filter } = await askedUse(c, services);
  const rows = await usedBy(services.db.read, scopePath, filter, by);
  const name = `${t.assetValues.useExport}-${filter.from}-${filter.until}`;
  return spreadsheet(c, name, useColumns(t, may(roles, 'asset.price')), rows);
}

async function wantedCard(c: AppContext, services: Services): Promise<AssetCard> {
  const card = await assetByNumber(services.db.read, signedIn(c).scopePath, c.req.param('number') ?? '');
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  return card;
}

async function showOne(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const card = await wantedCard(c, services);
  const { number } = card.asset;
  const thisMonth = dayOf(services.clock.now()).slice(0, 7);
  const all = { from: EARLIEST, until: thisMonth, number };
  const months = (await usedBy(db, viewer.scopePath, all, 'month')).sort((a, b) => (a.key < b.key ? 1 : -1));
  const year = { from: addMonths(months[0]?.key ?? thisMonth, 1 - MONTHS_SHOWN), until: thisMonth, number };
  const [sums] = await usedBy(db, viewer.scopePath, year, 'asset');
  const keep = may(viewer.roles, 'asset.edit') || (may(viewer.roles, 'asset.keep') && looksAfter(viewer, card));
  const can = { keep, prices: may(viewer.roles, 'asset.price') };
  const lastMonth = addMonths(thisMonth, -1);
  const shown = { t, card, months, sums, can, form, formKey: newFormKey(), lastMonth };
  return c.render(<UseOfPage {...shown} />, { title: t.assetValues.useOf(number), active: 'equipment' });
}

async function handleUse(c: AppContext, services: Services): Promise<Response> {
  const { number } = (await wantedCard(c, services)).asset;
  const form = await readForm(c, useForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const { idempotency_key: key, month, open, used, cases, positives, revenue, cost } = form.value;
  const figures = { openMinutes: open, usedMinutes: used, cases, positives: positives ?? null };
  const input = { number, month, ...figures, revenueFen: revenue, directCostFen: cost };
  const done = await recordUse(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    c.status(statusOf(done));
    return showOne(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).assetValues.recorded(month);
  return redirectWith(c, paths.equipmentUseOf(number), { tone: 'accent', title });
}

const verdictQuery = z.object({ verdict: z.enum(USE_VERDICTS).optional().catch(undefined) });

function useImportRoutes(services: Services): Router {
  return importRoutes<UseEntry, UseVerdict, UsePreview, UseSummary['counts']>(services, {
    ...sheetPages(services, {
      address: paths.equipmentUseImport(),
      template: paths.equipmentUseTemplate,
      active: 'equipment',
      columns: USE_COLUMNS,
      words: (t) => t.assetValues.import,
      crumb: (t) => ({ label: t.assetValues.useTitle, href: paths.equipmentUse() }),
    }),
    permission: 'asset.edit',
    kind: 'asset_uses',
    previewAddress: (id) => paths.equipmentUsePreview(id),
    preview: (actor, upload, form, pace) => previewUses(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => usePreview(services.db.read, personId, id),
    verdictOf: (c) => verdictQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.assetValues.import.title, active: 'equipment' as const };
      return c.render(<UseImportPage t={t} preview={preview} part={part} />, page);
    },
    apply: (actor, key, id, pace) => applyUses(services, actor, key, id, pace),
    flash: (c, counts) => {
      const left = { unchanged: counts.known, refused: counts.refused };
      return takenFlash(wordsFor(c).assetValues.import, counts.added + counts.changed, left);
    },
  });
}
