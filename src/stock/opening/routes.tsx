/** The import of opening stock, as a kit of the common road of imports. Mounted before the stock pages. */
import { UploadPage } from '../../../views/catalogue/upload-page.tsx';
import { OpeningPreviewPage } from '../../../views/stock/opening-pages.tsx';
import { importRoutes, type Recent } from '../../imports/routes.tsx';
import { dayOf } from '../../kernel/clock.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { expiryOn } from '../../settings/queries.ts';
import type { FormState } from '../../web/form.ts';
import { wordsFor } from '../../web/preferences.ts';
import type { AppContext, Router } from '../../web/router.ts';
import { spreadsheet } from '../../web/spreadsheets.ts';
import { applyOpening, type OpeningCounts, previewOpening } from './commands.ts';
import { openingQuery } from './forms.ts';
import { OPENING_COLUMNS } from './parse.ts';
import { type OpeningPreview, openingPreview } from './queries.ts';
import type { OpeningEntry, OpeningVerdict } from './report.ts';

export function openingRoutes(services: Services): Router {
  return importRoutes<OpeningEntry, OpeningVerdict, OpeningPreview, OpeningCounts>(services, {
    permission: 'stock.import',
    kind: 'opening_stock',
    address: paths.openingImport(),
    previewAddress: (id) => paths.openingPreview(id),
    sendTemplate: (c, format) => {
      const columns = OPENING_COLUMNS.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
      return spreadsheet(c, format, wordsFor(c).catalogue.opening.title, columns, []);
    },
    showUpload: (c, form, key, recent) => showUpload(c, form, key, { recent, now: services.clock.now() }),
    active: 'openingImport',
    preview: (actor, upload, form, pace) => previewOpening(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => openingPreview(services.db.read, personId, id),
    verdictOf: (c) => openingQuery.parse(c.req.query()).verdict,
    showPreview: async (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.catalogue.opening.title, active: 'openingImport' as const };
      const expiry = await expiryOn(services.db.read, dayOf(part.now));
      return c.render(<OpeningPreviewPage t={t} preview={preview} expiry={expiry} {...part} />, page);
    },
    apply: (actor, key, id, pace) => applyOpening(services, actor, key, id, pace),
    flash: (c, counts) => {
      const words = wordsFor(c).catalogue.opening;
      return {
        tone: 'accent',
        title: words.flash(counts.new),
        text: words.flashText(counts.unchanged, counts.refused),
      };
    },
  });
}

function showUpload(
  c: AppContext,
  form: FormState,
  idempotencyKey: string,
  listed: { recent: readonly Recent[]; now: number },
) {
  const t = wordsFor(c);
  const words = t.catalogue.opening;
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
      idempotencyKey={idempotencyKey}
      {...listed}
      submit={{ label: words.read, note: words.readNote }}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.navigation.stock, href: paths.stock() }}
    />,
    { title: words.title, active: 'openingImport' },
  );
}
