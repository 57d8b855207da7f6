/** The preview of a file of levels: what would be set, or was. */
import type { PreviewPart } from '../../src/imports/routes.tsx';
import type { LevelPreview } from '../../src/levels/import-commands.ts';
import type { LevelEntry, LevelVerdict } from '../../src/levels/import-rows.ts';
import { paths } from '../../src/paths.ts';
import { SheetPreview } from '../catalogue/sheet-preview.tsx';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';
import { spanText } from './words.ts';

interface LevelPreviewPageProps {
  t: Words;
  preview: LevelPreview;
  part: PreviewPart<LevelEntry, LevelVerdict>;
}

const ICONS: Record<LevelVerdict, IconName> = { changed: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function LevelPreviewPage({ t, preview, part }: LevelPreviewPageProps) {
  const words = t.levels.import;
  const { counts } = preview.summary;
  const apply = {
    action: paths.levelApplication(preview.id),
    label: words.apply(counts.changed),
    consequence: words.consequence(counts.changed, counts.refused),
  };
  return (
    <SheetPreview
      t={t}
      preview={preview}
      part={part}
      icons={ICONS}
      words={words}
      crumb={{ label: words.title, href: paths.levelImport() }}
      again={paths.levelImport()}
      address={paths.levelPreview}
      what={(entry) => <Change t={t} entry={entry} />}
      apply={counts.changed === 0 ? null : apply}
    />
  );
}

function Change({ t, entry }: { t: Words; entry: LevelEntry }) {
  const { line } = entry;
  if (line === null) return <>{entry.source}</>;
  const change = t.levels.from(spanText(t, line.before, line), spanText(t, line, line));
  const detail = line.mostBase === null ? line.memberName : `${line.memberName} ${change}`;
  return <Item name={line.itemName} href={paths.levelItem(line.memberCode, line.itemCode)} detail={detail} />;
}
