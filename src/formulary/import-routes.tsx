/** The import of the formulary, as a kit of the common road of imports. */
import { FormularyPreviewPage } from '../../views/formulary/preview-page.tsx';
import { UploadPage } from '../../views/formulary/upload-page.tsx';
import { importRoutes } from '../imports/routes.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import type { FormState } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext, Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { applyFormularyImport, type ImportCounts, previewFormularyImport } from './commands.ts';
import { previewQuery } from './forms.ts';
import type { PreviewEntry, Verdict } from './import/report.ts';
import { TEMPLATE_COLUMNS } from './import/template-columns.ts';
import { exportColumns, titleOf } from './import/template-sheet.ts';
import { type ImportPreview, importPreview } from './queries.ts';

export function formularyImportRoutes(services: Services): Router {
  return importRoutes<PreviewEntry, Verdict, ImportPreview, ImportCounts>(services, {
    permission: 'formulary.import',
    address: paths.formularyImport(),
    previewAddress: (id) => paths.formularyPreview(id),
    sendTemplate: (c, format) =>
      spreadsheet(c, format, wordsFor(c).formulary.import.templateTitle, exportColumns(true), []),
    showUpload,
    preview: (actor, key, upload) => previewFormularyImport(services, actor, key, upload),
    load: (personId, id) => importPreview(services.db.read, personId, id),
    verdictOf: (c) => previewQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.formulary.preview.title, active: 'formulary' as const };
      return c.render(<FormularyPreviewPage t={t} preview={preview} {...part} />, page);
    },
    apply: (actor, key, id) => applyFormularyImport(services, actor, key, id),
    flash: (c, counts) => {
      const words = wordsFor(c).formulary.preview;
      const text = words.flashText(counts.unchanged, counts.refused);
      return { tone: 'accent', title: words.flash(counts.new, counts.changed), text };
    },
  });
}

function showUpload(c: AppContext, form: FormState, idempotencyKey: string) {
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
      idempotencyKey={idempotencyKey}
      submit={{ label: words.read, note: words.readNote }}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.formulary.title, href: paths.formulary() }}
      other={{ title: words.listTitle, text: [words.listText, words.listColumns] }}
    />,
    { title: words.title, active: 'formulary' },
  );
}
