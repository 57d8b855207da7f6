/** The preview of a file of equipment: which cards would be made, or were. */
import type { AssetPreview } from '../../src/assets/import-commands.ts';
import type { AssetEntry, AssetVerdict } from '../../src/assets/import-rows.ts';
import type { PreviewPart } from '../../src/imports/routes.tsx';
import { paths } from '../../src/paths.ts';
import { SheetPreview } from '../catalogue/sheet-preview.tsx';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';

interface EquipmentImportPageProps {
  t: Words;
  preview: AssetPreview;
  part: PreviewPart<AssetEntry, AssetVerdict>;
}

const ICONS: Record<AssetVerdict, IconName> = { added: 'i-plus', known: 's-done', refused: 's-no' };

export function EquipmentImportPage({ t, preview, part }: EquipmentImportPageProps) {
  const words = t.equipment.import;
  const { counts } = preview.summary;
  const apply = {
    action: paths.equipmentApplication(preview.id),
    label: words.apply(counts.added),
    consequence: words.consequence(counts.added, counts.refused),
  };
  return (
    <SheetPreview
      t={t}
      preview={preview}
      part={part}
      icons={ICONS}
      words={words}
      crumb={{ label: words.title, href: paths.equipmentImport() }}
      again={paths.equipmentImport()}
      address={paths.equipmentPreview}
      what={(entry) => <Row entry={entry} />}
      apply={counts.added === 0 ? null : apply}
    />
  );
}

function Row({ entry }: { entry: AssetEntry }) {
  const { input, number, source } = entry;
  if (input === null) return <>{source}</>;
  const detail = [input.model, input.serialNumber, input.user ?? input.owner, input.room].filter(Boolean).join(' ');
  const href = number === null ? {} : { href: paths.equipmentCard(number) };
  return <Item name={input.name} detail={detail} {...href} />;
}
