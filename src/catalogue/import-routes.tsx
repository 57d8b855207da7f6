/** The import of the catalogue, as a kit of the common road of imports. */
import { CataloguePreviewPage } from '../../views/catalogue/preview-page.tsx';
import { UploadPage } from '../../views/catalogue/upload-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { importRoutes, type Recent } from '../imports/routes.tsx';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { type FormState, readForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import type { AppContext, Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { applyCatalogueImport, type ImportCounts, previewCatalogueImport } from './commands.ts';
import { editionOn } from './facts.ts';
import { decisionForm, itemsForm, previewQuery } from './forms.ts';
import { decideImport } from './import/decision-commands.ts';
import type { PreviewEntry, Verdict } from './import/report.ts';
import { TEMPLATE_COLUMNS } from './import/template-columns.ts';
import { exportColumns, titleOf } from './import/template-sheet.ts';
import { type ImportPreview, importPreview } from './queries.ts';

export function catalogueImportRoutes(services: Services): Router {
  const router = importRoutes<PreviewEntry, Verdict, ImportPreview, ImportCounts>(services, {
    permission: 'catalogue.import',
    kind: 'catalogue',
    address: paths.catalogueImport(),
    active: 'catalogue',
    uploadForm: itemsForm,
    previewAddress: (id) => paths.cataloguePreview(id),
    sendTemplate: (c) => spreadsheet(c, wordsFor(c).catalogue.import.templateTitle, exportColumns(true), []),
    showUpload: (c, form, key, recent) => showUpload(c, form, key, { recent, now: services.clock.now() }),
    preview: (actor, upload, { idempotency_key: key, effectiveFrom, edition, legalBasis }, pace) =>
      previewCatalogueImport(services, actor, key, upload, { effectiveFrom, edition, legalBasis }, pace),
    load: (personId, id) => importPreview(services.db.read, personId, id),
    verdictOf: (c) => previewQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.catalogue.preview.title, active: 'catalogue' as const };
      return c.render(<CataloguePreviewPage t={t} preview={preview} {...part} />, page);
    },
    apply: (actor, key, id, pace) => applyCatalogueImport(services, actor, key, id, pace),
    flash: (c, counts) => {
      const words = wordsFor(c).catalogue.preview;
      const text = words.flashText(counts.unchanged, counts.refused);
      return { tone: 'accent', title: words.flash(counts.new, counts.changed), text };
    },
  });
  const mayImport = requirePermission('catalogue.import');
  router.post('/catalogue/import/:id{[0-9]{1,12}}/decisions', mayImport, (c) => decide(c, services));
  return router;
}

/** Keeps an answer and goes back to the preview, on the verdict that was looked at. */
async function decide(c: AppContext, services: Services) {
  const id = Number(c.req.param('id'));
  const form = await readForm(c, decisionForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const { idempotency_key: key, row = null, answer } = form.value;
  const done = await decideImport(services, viewerToActor(signedIn(c)), key, { draftId: id, row, answer });
  if (!done.ok) throw refusalError(c, done);
  const words = wordsFor(c).catalogue.preview;
  const { verdict } = previewQuery.parse(c.req.query());
  const { page } = c.req.query();
  const back = paths.cataloguePreview(id, { verdict, page });
  return redirectWith(c, back, { tone: 'accent', title: words.decided(done.value.decided) });
}

function showUpload(
  c: AppContext,
  form: FormState,
  idempotencyKey: string,
  { recent, now }: { recent: readonly Recent[]; now: number },
) {
  const t = wordsFor(c);
  const words = t.catalogue.import;
  const columns = TEMPLATE_COLUMNS.map(({ key, required }) => ({
    title: titleOf(key),
    required,
    meaning: words.meanings[key],
  }));
  const [csv, xlsx] = [paths.catalogueTemplate('csv'), paths.catalogueTemplate('xlsx')];
  return c.render(
    <UploadPage
      t={t}
      title={words.title}
      intro={words.intro}
      action={paths.catalogueImport()}
      form={form}
      idempotencyKey={idempotencyKey}
      submit={{ label: words.read, note: words.readNote }}
      dated={{ edition: editionOn(dayOf(now)).year }}
      recent={recent}
      now={now}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.catalogue.title, href: paths.catalogue() }}
      other={{ title: words.listTitle, text: [words.listText, words.listColumns] }}
    />,
    { title: words.title, active: 'catalogue' },
  );
}
