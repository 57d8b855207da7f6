/** Boxes whose packs are known: the list, taking one out again, and the import of suppliers' lists. */
import { PackPreviewPage } from '../../../views/tracing/box-import-page.tsx';
import { TraceBoxesPage } from '../../../views/tracing/box-pages.tsx';
import { requirePermission, signedIn } from '../../auth/guard.ts';
import { may } from '../../auth/roles.ts';
import { viewerToActor } from '../../auth/viewer.ts';
import { importRoutes } from '../../imports/routes.tsx';
import { sheetPages, takenFlash } from '../../imports/sheet.tsx';
import { dayOf } from '../../kernel/clock.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { redirectWith } from '../../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../../web/form.ts';
import { decodeCursor, keysetPage } from '../../web/paging.ts';
import { wordsFor } from '../../web/preferences.ts';
import { refusalError, statusOf } from '../../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../../web/router.ts';
import { spreadsheet } from '../../web/spreadsheets.ts';
import { boxColumns } from '../exports.ts';
import { boxQuery, previewQuery, removeForm } from '../forms.ts';
import { listBoxes } from '../list-queries.ts';
import { PACK_COLUMNS, type PackEntry, type PackSummary, type PackVerdict } from './judge.ts';
import { applyPacks, type PackPreview, packPreview, previewPacks, removeBox } from './pack-commands.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const FILE = ':file{export\\.(?:csv|xlsx)}';

export function packRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.tracePacks(), requirePermission('trace.read'), (c) => showBoxes(c, services, emptyForm()));
  const exporters = requirePermission('export');
  router.get(`/trace/packs/${FILE}`, requirePermission('trace.read'), exporters, (c) => exportBoxes(c, services));
  router.post(paths.tracePacksRemoval(), requirePermission('receipt.inspect'), (c) => handleRemoval(c, services));
  router.route('/', imports(services));
  return router;
}

async function showBoxes(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { q = '', after: token } = boxQuery.parse(c.req.query());
  const [after] = (decodeCursor(token, ['string']) as [string] | undefined) ?? [];
  const fetched = await listBoxes(services.db.read, q, { after: after ?? '', size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.outer_code]);
  const { roles } = signedIn(c);
  const can = may(roles, 'receipt.inspect');
  const canExport = may(roles, 'export');
  const shown = { t, q, rows, next, paged: after !== undefined, can, canExport, form, formKey: newFormKey() };
  const page = <TraceBoxesPage {...shown} now={services.clock.now()} />;
  return c.render(page, { title: t.tracing.boxesTitle, active: 'trace' });
}

async function exportBoxes(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { q = '' } = boxQuery.parse(c.req.query());
  const rows = await listBoxes(services.db.read, q, { after: '', size: MOST_EXPORTED });
  const name = `${t.tracing.boxesTitle}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, boxColumns(t), rows);
}

async function handleRemoval(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, removeForm);
  if (!form.ok) {
    c.status(422);
    return showBoxes(c, services, form);
  }
  const { idempotency_key: key, outer, reason } = form.value;
  const done = await removeBox(services, viewerToActor(signedIn(c)), key, { outer, reason });
  if (!done.ok) {
    if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
    c.status(statusOf(done));
    return showBoxes(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).tracing.boxRemoved(outer, done.value.packs);
  return redirectWith(c, paths.tracePacks(), { tone: 'accent', title });
}

function imports(services: Services): Router {
  return importRoutes<PackEntry, PackVerdict, PackPreview, PackSummary['counts']>(services, {
    ...sheetPages(services, {
      address: paths.tracePacksImport(),
      template: paths.tracePacksTemplate,
      active: 'trace',
      columns: PACK_COLUMNS,
      words: (t) => t.tracing.boxImport,
      crumb: (t) => ({ label: t.tracing.boxesTitle, href: paths.tracePacks() }),
    }),
    permission: 'receipt.inspect',
    kind: 'trace_packs',
    previewAddress: (id) => paths.tracePacksPreview(id),
    preview: (actor, upload, form, pace) => previewPacks(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => packPreview(services.db.read, personId, id),
    verdictOf: (c) => previewQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.tracing.boxesTitle, active: 'trace' as const };
      return c.render(<PackPreviewPage t={t} preview={preview} part={part} />, page);
    },
    apply: (actor, key, id, pace) => applyPacks(services, actor, key, id, pace),
    flash: (c, counts) => takenFlash(wordsFor(c).tracing.boxImport, counts.new, counts),
  });
}
