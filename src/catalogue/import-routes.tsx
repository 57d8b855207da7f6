/** The import of the catalogue, as a kit of the common road of imports. */
import { CataloguePreviewPage } from '../../views/catalogue/preview-page.tsx';
import { UploadPage } from '../../views/catalogue/upload-page.tsx';
import { importRoutes } from '../imports/routes.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import type { FormState } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext, Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { applyCatalogueImport, type ImportCounts, previewCatalogueImport } from './commands.ts';
import { previewQuery } from './forms.ts';
import type { PreviewEntry, Verdict } from './import/report.ts';
import { TEMPLATE_COLUMNS } from './import/template-columns.ts';
import { exportColumns, titleOf } from './import/template-sheet.ts';
import { type ImportPreview, importPreview } from './queries.ts';

export function catalogueImportRoutes(services: Services): Router {
  return importRoutes<PreviewEntry, Verdict, ImportPreview, ImportCounts>(services, {
    permission: 'catalogue.import',
    address: paths.catalogueImport(),
    previewAddress: (id) => paths.cataloguePreview(id),
    sendTemplate: (c, format) =>
      spreadsheet(c, format, wordsFor(c).catalogue.import.templateTitle, exportColumns(true), []),
    showUpload,
    preview: (actor, key, upload) => previewCatalogueImport(services, actor, key, upload),
    load: (personId, id) => importPreview(services.db.read, personId, id),
    verdictOf: (c) => previewQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.catalogue.preview.title, active: 'catalogue' as const };
      return c.render(<CataloguePreviewPage t={t} preview={preview} {...part} />, page);
    },
    apply: (actor, key, id) => applyCatalogueImport(services, actor, key, id),
    flash: (c, counts) => {
      const words = wordsFor(c).catalogue.preview;
      const text = words.flashText(counts.unchanged, counts.refused);
      return { tone: 'accent', title: words.flash(counts.new, counts.changed), text };
    },
  });
}

function showUpload(c: AppContext, form: FormState, idempotencyKey: string) {
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
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.catalogue.title, href: paths.catalogue() }}
      other={{ title: words.listTitle, text: [words.listText, words.listColumns] }}
    />,
    { title: words.title, active: 'catalogue' },
  );
}
