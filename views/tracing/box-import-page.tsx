/** The preview of a supplier's list of what boxes hold: what would be kept, or was. */
import type { PreviewPart } from '../../src/imports/routes.tsx';
import { paths } from '../../src/paths.ts';
import type { PackEntry, PackVerdict } from '../../src/tracing/packs/judge.ts';
import type { PackPreview } from '../../src/tracing/packs/pack-commands.ts';
import { SheetPreview } from '../catalogue/sheet-preview.tsx';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Code } from '../ui/values.tsx';

interface PackPreviewPageProps {
  t: Words;
  preview: PackPreview;
  part: PreviewPart<PackEntry, PackVerdict>;
}

const ICONS: Record<PackVerdict, IconName> = { new: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function PackPreviewPage({ t, preview, part }: PackPreviewPageProps) {
  const words = t.tracing.boxImport;
  const { counts } = preview.summary;
  const apply = {
    action: paths.tracePacksApplication(preview.id),
    label: words.apply(counts.new),
    consequence: words.consequence(counts.new, counts.refused),
  };
  return (
    <SheetPreview
      t={t}
      preview={preview}
      part={part}
      icons={ICONS}
      words={words}
      crumb={{ label: t.tracing.boxesTitle, href: paths.tracePacks() }}
      again={paths.tracePacksImport()}
      address={paths.tracePacksPreview}
      what={({ outer, inner }) => (
        <>
          <Code>{outer}</Code> {t.tracing.holdsShort} <Code>{inner}</Code>
        </>
      )}
      apply={counts.new === 0 ? null : apply}
    />
  );
}
