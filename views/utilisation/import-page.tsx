/** The preview of a file of figures of use: which months would be written, or were. */
import type { PreviewPart } from '../../src/imports/routes.tsx';
import { paths } from '../../src/paths.ts';
import type { UseEntry, UseVerdict } from '../../src/utilisation/import-rows.ts';
import type { UsePreview } from '../../src/utilisation/use-commands.ts';
import { SheetPreview } from '../catalogue/sheet-preview.tsx';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';
import { hoursText } from './words.tsx';

interface UseImportProps {
  t: Words;
  preview: UsePreview;
  part: PreviewPart<UseEntry, UseVerdict>;
}

const ICONS: Record<UseVerdict, IconName> = { added: 'i-plus', changed: 'i-edit', known: 's-done', refused: 's-no' };

export function UseImportPage({ t, preview, part }: UseImportProps) {
  const words = t.assetValues.import;
  const { counts } = preview.summary;
  const taken = counts.added + counts.changed;
  const apply = {
    action: paths.equipmentUseApplication(preview.id),
    label: words.apply(taken),
    consequence: words.consequence(taken, counts.refused),
  };
  return (
    <SheetPreview
      t={t}
      preview={preview}
      part={part}
      icons={ICONS}
      words={words}
      crumb={{ label: words.title, href: paths.equipmentUseImport() }}
      again={paths.equipmentUseImport()}
      address={paths.equipmentUsePreview}
      what={(entry) => <Row t={t} entry={entry} />}
      apply={taken === 0 ? null : apply}
    />
  );
}

function Row({ t, entry }: { t: Words; entry: UseEntry }) {
  const { number, month, figures } = entry;
  const words = t.assetValues;
  if (figures === null) return <>{`${number} ${month}`}</>;
  const detail = `${words.open} ${hoursText(figures.openMinutes)} ${words.casesOf} ${figures.cases}`;
  return <Item name={`${number} ${month}`} detail={detail} />;
}
