/** The import of levels, as a kit of the common road of imports. */
import { z } from 'zod';
import { UploadPage } from '../../views/catalogue/upload-page.tsx';
import { LevelPreviewPage } from '../../views/levels/import-page.tsx';
import { importRoutes, type Recent } from '../imports/routes.tsx';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import type { FormState } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext, Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { applyLevels, type LevelPreview, levelPreview, previewLevels } from './import-commands.ts';
import { LEVEL_COLUMNS, LEVEL_VERDICTS, type LevelEntry, type LevelSummary, type LevelVerdict } from './import-rows.ts';

const verdictQuery = z.object({ verdict: z.enum(LEVEL_VERDICTS).optional().catch(undefined) });

export function levelImportRoutes(services: Services): Router {
  return importRoutes<LevelEntry, LevelVerdict, LevelPreview, LevelSummary['counts']>(services, {
    permission: 'target.set',
    kind: 'levels',
    address: paths.levelImport(),
    previewAddress: (id) => paths.levelPreview(id),
    sendTemplate: (c, format) => {
      const columns = LEVEL_COLUMNS.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
      return spreadsheet(c, format, wordsFor(c).levels.import.title, columns, []);
    },
    showUpload: (c, form, key, recent) => showUpload(c, form, key, { recent, now: services.clock.now() }),
    active: 'targets',
    preview: (actor, upload, form, pace) => previewLevels(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => levelPreview(services.db.read, personId, id),
    verdictOf: (c) => verdictQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.levels.import.title, active: 'targets' as const };
      return c.render(<LevelPreviewPage t={t} preview={preview} {...part} />, page);
    },
    apply: (actor, key, id, pace) => applyLevels(services, actor, key, id, pace),
    flash: (c, counts) => {
      const words = wordsFor(c).levels.import;
      return {
        tone: 'accent',
        title: words.flash(counts.changed),
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
  const words = t.levels.import;
  const columns = LEVEL_COLUMNS.map((column) => ({
    title: column.titles[0] ?? column.key,
    required: column.required,
    meaning: words.meanings[column.key],
  }));
  const [csv, xlsx] = [paths.levelTemplate('csv'), paths.levelTemplate('xlsx')];
  return c.render(
    <UploadPage
      t={t}
      title={words.title}
      intro={words.intro}
      action={paths.levelImport()}
      form={form}
      idempotencyKey={idempotencyKey}
      {...listed}
      submit={{ label: words.read, note: words.readNote }}
      template={{ text: words.templateText, csv, xlsx, columns }}
      crumb={{ label: t.levels.title, href: paths.levels() }}
    />,
    { title: words.title, active: 'targets' },
  );
}
