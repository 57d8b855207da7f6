/** The import of opening stock, as a kit of the common road of imports. Mounted before the stock pages. */
import { OpeningPreviewPage } from '../../../views/stock/opening-page.tsx';
import { importRoutes } from '../../imports/routes.tsx';
import { sheetPages, takenFlash } from '../../imports/sheet.tsx';
import { dayOf } from '../../kernel/clock.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { expiryOn } from '../../settings/queries.ts';
import { wordsFor } from '../../web/preferences.ts';
import type { Router } from '../../web/router.ts';
import { applyOpening, type OpeningCounts, previewOpening } from './commands.ts';
import { openingQuery } from './forms.ts';
import { OPENING_COLUMNS } from './parse.ts';
import { type OpeningPreview, openingPreview } from './queries.ts';
import type { OpeningEntry, OpeningVerdict } from './report.ts';

export function openingRoutes(services: Services): Router {
  return importRoutes<OpeningEntry, OpeningVerdict, OpeningPreview, OpeningCounts>(services, {
    ...sheetPages(services, {
      address: paths.openingImport(),
      template: paths.openingTemplate,
      active: 'openingImport',
      columns: OPENING_COLUMNS,
      words: (t) => t.catalogue.opening,
      crumb: (t) => ({ label: t.navigation.stock, href: paths.stock() }),
    }),
    permission: 'stock.import',
    kind: 'opening_stock',
    previewAddress: (id) => paths.openingPreview(id),
    preview: (actor, upload, form, pace) => previewOpening(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => openingPreview(services.db.read, personId, id),
    verdictOf: (c) => openingQuery.parse(c.req.query()).verdict,
    showPreview: async (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.catalogue.opening.title, active: 'openingImport' as const };
      const expiry = await expiryOn(services.db.read, dayOf(part.now));
      return c.render(<OpeningPreviewPage t={t} preview={preview} part={part} expiry={expiry} />, page);
    },
    apply: (actor, key, id, pace) => applyOpening(services, actor, key, id, pace),
    flash: (c, counts) => takenFlash(wordsFor(c).catalogue.opening, counts.new, counts),
  });
}
