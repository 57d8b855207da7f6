/** The import of equipment, as a kit of the common road of imports. */
import { z } from 'zod';
import { EquipmentImportPage } from '../../views/equipment/import-page.tsx';
import { importRoutes } from '../imports/routes.tsx';
import { sheetPages, takenFlash } from '../imports/sheet.tsx';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { Router } from '../web/router.ts';
import { type AssetPreview, applyAssets, assetPreview, previewAssets } from './import-commands.ts';
import { ASSET_COLUMNS, ASSET_VERDICTS, type AssetEntry, type AssetSummary, type AssetVerdict } from './import-rows.ts';

const verdictQuery = z.object({ verdict: z.enum(ASSET_VERDICTS).optional().catch(undefined) });

export function equipmentImportRoutes(services: Services): Router {
  return importRoutes<AssetEntry, AssetVerdict, AssetPreview, AssetSummary['counts']>(services, {
    ...sheetPages(services, {
      address: paths.equipmentImport(),
      template: paths.equipmentTemplate,
      active: 'equipment',
      columns: ASSET_COLUMNS,
      words: (t) => t.equipment.import,
      crumb: (t) => ({ label: t.equipment.title, href: paths.equipment() }),
    }),
    permission: 'asset.edit',
    kind: 'assets',
    previewAddress: (id) => paths.equipmentPreview(id),
    preview: (actor, upload, form, pace) => previewAssets(services, actor, form.idempotency_key, upload, pace),
    load: (personId, id) => assetPreview(services.db.read, personId, id),
    verdictOf: (c) => verdictQuery.parse(c.req.query()).verdict,
    showPreview: (c, preview, part) => {
      const t = wordsFor(c);
      const page = { title: t.equipment.import.title, active: 'equipment' as const };
      return c.render(<EquipmentImportPage t={t} preview={preview} part={part} />, page);
    },
    apply: (actor, key, id, pace) => applyAssets(services, actor, key, id, pace),
    flash: (c, counts) => {
      const left = { unchanged: counts.known, refused: counts.refused };
      return takenFlash(wordsFor(c).equipment.import, counts.added, left);
    },
  });
}
