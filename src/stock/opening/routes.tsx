/** The import of opening stock: template, upload, preview, and the act. Mounted before the stock pages. */
import { UploadPage } from '../../../views/formulary/upload-page.tsx';
import { OpeningPreviewPage } from '../../../views/stock/opening-pages.tsx';
import { requirePermission, signedIn } from '../../auth/guard.ts';
import { viewerToActor } from '../../auth/viewer.ts';
import { dayOf } from '../../kernel/clock.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { redirectWith } from '../../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../../web/form.ts';
import { pageNumber } from '../../web/paging.ts';
import { wordsFor } from '../../web/preferences.ts';
import { refusalError, statusOf } from '../../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../../web/router.ts';
import { spreadsheet } from '../../web/spreadsheets.ts';
import { WebError } from '../../web/web-error.ts';
import { applyOpening, previewOpening } from './commands.ts';
import { openingApplicationForm, openingQuery, openingUploadForm, UPLOAD_BYTES } from './forms.ts';
import { OPENING_COLUMNS } from './parse.ts';
import { type OpeningPreview, openingPreview } from './queries.ts';

const PAGE_SIZE = 50;

export function openingRoutes(services: Services): Router {
  const router = createRouter();
  const allowed = requirePermission('stock.import');
  router.get(paths.openingImport(), allowed, (c) => showUpload(c, emptyForm()));
  router.get('/stock/opening/:file{template\\.(?:csv|xlsx)}', allowed, (c) => {
    const format = c.req.param('file').endsWith('csv') ? 'csv' : 'xlsx';
    const columns = OPENING_COLUMNS.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
    return spreadsheet(c, format, wordsFor(c).formulary.opening.title, columns, []);
  });
  router.post(paths.openingImport(), allowed, (c) => upload(c, services));
  router.get('/stock/opening/:id{[0-9]{1,12}}', allowed, async (c) => {
    return showPreview(c, services, await previewOf(c, services), emptyForm());
  });
  router.post('/stock/opening/:id{[0-9]{1,12}}/application', allowed, (c) => apply(c, services));
  return router;
}

function showUpload(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  const words = t.formulary.opening;
  const columns = OPENING_COLUMNS.map((column) => ({
    title: column.titles[0] ?? column.key,
    required: column.required,
    meaning: words.meanings[column.key],
  }));
  const [csv, xlsx] = [paths.openingTemplate('csv'), paths.openingTemplate('xlsx')];
  return c.render(
    <UploadPage
      t={t}
      title={words.title}
      intro={words.intro}
      action={paths.openingImport()}
      form={form}
      idempotencyKey={newFormKey()}
      submit={{ label: words.read, note: words.readNote }}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.common.nav.stock, href: paths.stock() }}
    />,
    { title: words.title, active: 'openingImport' },
  );
}

async function upload(c: AppContext, services: Services) {
  const form = await readForm(c, openingUploadForm, { maxBytes: UPLOAD_BYTES });
  if (!form.ok) {
    c.status(422);
    return showUpload(c, form);
  }
  const { file, idempotency_key } = form.value;
  const given = { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) };
  const made = await previewOpening(services, viewerToActor(signedIn(c)), idempotency_key, given);
  if (made.ok) return c.redirect(paths.openingPreview(made.value.draftId), 303);
  c.status(statusOf(made));
  return showUpload(c, refusedForm(c, form.values, { ...made, field: 'file' }));
}

/** The person's own preview; anyone else's is not found. */
async function previewOf(c: AppContext, services: Services): Promise<OpeningPreview> {
  const preview = await openingPreview(services.db.read, signedIn(c).userId, Number(c.req.param('id')));
  if (preview === undefined) throw new WebError(404, 'notFound');
  return preview;
}

function showPreview(c: AppContext, services: Services, preview: OpeningPreview, form: FormState) {
  const t = wordsFor(c);
  const { verdict } = openingQuery.parse(c.req.query());
  const entries = preview.entries.filter((entry) => verdict === undefined || entry.verdict === verdict);
  const page = pageNumber(c.req.query('page'), entries.length, PAGE_SIZE);
  const now = services.clock.now();
  return c.render(
    <OpeningPreviewPage
      t={t}
      preview={preview}
      entries={entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      verdict={verdict}
      page={page}
      size={PAGE_SIZE}
      total={entries.length}
      now={now}
      today={dayOf(now)}
      form={form}
      idempotencyKey={newFormKey()}
    />,
    { title: t.formulary.opening.title, active: 'openingImport' },
  );
}

async function apply(c: AppContext, services: Services) {
  const form = await readForm(c, openingApplicationForm);
  if (!form.ok) {
    c.status(422);
    return showPreview(c, services, await previewOf(c, services), form);
  }
  const actor = viewerToActor(signedIn(c));
  const id = Number(c.req.param('id'));
  const done = await applyOpening(services, actor, form.value.idempotency_key, id);
  if (!done.ok && statusOf(done) === 404) throw refusalError(c, done);
  if (!done.ok) {
    c.status(statusOf(done));
    return showPreview(c, services, await previewOf(c, services), refusedForm(c, form.values, done));
  }
  const words = wordsFor(c).formulary.opening;
  const { value } = done;
  return redirectWith(c, paths.openingPreview(id), {
    tone: 'accent',
    title: words.flash(value.new),
    text: words.flashText(value.unchanged, value.refused),
  });
}
