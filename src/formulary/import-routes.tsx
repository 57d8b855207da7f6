/** The import of the formulary: template, upload, preview, and the act. */
import { FormularyPreviewPage } from '../../views/formulary/preview-page.tsx';
import { UploadPage } from '../../views/formulary/upload-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { applyFormularyImport, previewFormularyImport } from './commands.ts';
import { applicationForm, previewQuery, UPLOAD_BYTES, uploadForm } from './forms.ts';
import { TEMPLATE_COLUMNS } from './import/template-columns.ts';
import { exportColumns, titleOf } from './import/template-sheet.ts';
import { type ImportPreview, importPreview } from './queries.ts';

const PAGE_SIZE = 50;

export function formularyImportRoutes(services: Services): Router {
  const router = createRouter();
  const allowed = requirePermission('formulary.import');
  router.get(paths.formularyImport(), allowed, (c) => showUpload(c, emptyForm()));
  router.get('/formulary/import/:file{template\\.(?:csv|xlsx)}', allowed, (c) => {
    const format = c.req.param('file').endsWith('csv') ? 'csv' : 'xlsx';
    return spreadsheet(c, format, wordsFor(c).formulary.import.templateTitle, exportColumns(true), []);
  });
  router.post(paths.formularyImport(), allowed, (c) => upload(c, services));
  router.get('/formulary/import/:id{[0-9]{1,12}}', allowed, async (c) => {
    return showPreview(c, services, await previewOf(c, services), emptyForm());
  });
  router.post('/formulary/import/:id{[0-9]{1,12}}/application', allowed, (c) => apply(c, services));
  return router;
}

function showUpload(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  const words = t.formulary.import;
  const columns = TEMPLATE_COLUMNS.map(({ key, required }) => ({
    title: titleOf(key),
    required,
    meaning: words.meanings[key],
  }));
  const [csv, xlsx] = [paths.formularyTemplate('csv'), paths.formularyTemplate('xlsx')];
  return c.render(
    <UploadPage
      t={t}
      title={words.title}
      intro={words.intro}
      action={paths.formularyImport()}
      form={form}
      idempotencyKey={newFormKey()}
      submit={{ label: words.read, note: words.readNote }}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.formulary.title, href: paths.formulary() }}
      other={{ title: words.listTitle, text: [words.listText, words.listColumns] }}
    />,
    { title: words.title, active: 'formulary' },
  );
}

async function upload(c: AppContext, services: Services) {
  const form = await readForm(c, uploadForm, { maxBytes: UPLOAD_BYTES });
  if (!form.ok) {
    c.status(422);
    return showUpload(c, form);
  }
  const { file, idempotency_key } = form.value;
  const given = { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) };
  const made = await previewFormularyImport(services, viewerToActor(signedIn(c)), idempotency_key, given);
  if (made.ok) return c.redirect(paths.formularyPreview(made.value.draftId), 303);
  c.status(statusOf(made));
  return showUpload(c, refusedForm(c, form.values, { ...made, field: 'file' }));
}

/** The person's own preview; anyone else's is not found. */
async function previewOf(c: AppContext, services: Services): Promise<ImportPreview> {
  const preview = await importPreview(services.db.read, signedIn(c).userId, Number(c.req.param('id')));
  if (preview === undefined) throw new WebError(404, 'notFound');
  return preview;
}

function showPreview(c: AppContext, services: Services, preview: ImportPreview, form: FormState) {
  const t = wordsFor(c);
  const { verdict } = previewQuery.parse(c.req.query());
  const entries = preview.entries.filter((entry) => verdict === undefined || entry.verdict === verdict);
  const page = pageNumber(c.req.query('page'), entries.length, PAGE_SIZE);
  return c.render(
    <FormularyPreviewPage
      t={t}
      preview={preview}
      entries={entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      verdict={verdict}
      page={page}
      size={PAGE_SIZE}
      total={entries.length}
      now={services.clock.now()}
      form={form}
      idempotencyKey={newFormKey()}
    />,
    { title: t.formulary.preview.title, active: 'formulary' },
  );
}

async function apply(c: AppContext, services: Services) {
  const form = await readForm(c, applicationForm);
  if (!form.ok) {
    c.status(422);
    return showPreview(c, services, await previewOf(c, services), form);
  }
  const actor = viewerToActor(signedIn(c));
  const id = Number(c.req.param('id'));
  const done = await applyFormularyImport(services, actor, form.value.idempotency_key, id);
  if (!done.ok && statusOf(done) === 404) throw refusalError(c, done);
  if (!done.ok) {
    c.status(statusOf(done));
    return showPreview(c, services, await previewOf(c, services), refusedForm(c, form.values, done));
  }
  const words = wordsFor(c).formulary.preview;
  const { value } = done;
  return redirectWith(c, paths.formularyPreview(id), {
    tone: 'accent',
    title: words.flash(value.new, value.changed),
    text: words.flashText(value.unchanged, value.refused),
  });
}
