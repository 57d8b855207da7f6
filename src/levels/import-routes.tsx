/** The import of levels, as a kit of the common road of imports. */
import { z } from 'zod';
import { LevelPreviewPage } from '../../views/levels/import-page.tsx';
import { importRoutes } from '../imports/routes.tsx';
import { sheetPages, takenFlash } from '../imports/sheet.tsx';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { Router } from '../web/router.ts';
import { applyLevels, type LevelPreview, levelPreview, previewLevels } from './import-commands.ts';
import { LEVEL_COLUMNS, LEVEL_VERDICTS, type LevelEntry, type LevelSummary, type LevelVerdict } from './import-rows.ts';

const verdictQuery = z.object({ verdict: z.enum(LEVEL_VERDICTS).optional().catch(undefined) });

export function levelImportRoutes(services: Services): Router {
  return importRoutes<LevelEntry, LevelVerdict, LevelPreview, LevelSummary['counts']>(services, {
    ...sheetPages(services, {
      address: paths.levelImport(),
      template: paths.levelTemplate,
      active: 'targets',
      columns: LEVEL_COLUMNS,
      words: (t) => t.levels.import,
      crumb: (t) => ({ label: t.levels.title, href: paths.levels() }),
    }),
    permission: 'target.set',
    kind: 'levels',
    previewAddress: (id) => paths.levelPreview(id),
    preview: (actor, upload, form, pace) => previewLevels(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => levelPreview(services.db.read, personId, id),
    verdictOf: (c) => verdictQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.levels.import.title, active: 'targets' as const };
      return c.render(<LevelPreviewPage t={t} preview={preview} part={part} />, page);
    },
    apply: (actor, key, id, pace) => applyLevels(services, actor, key, id, pace),
    flash: (c, counts) => takenFlash(wordsFor(c).levels.import, counts.changed, counts),
  });
}
