/** The preview of a file of levels: what would be set, or was. */
import type { LevelPreview } from '../../src/levels/import-commands.ts';
import type { LevelEntry, LevelVerdict } from '../../src/levels/import-rows.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { PreviewRow } from '../catalogue/import-rows.tsx';
import { PreviewFrame } from '../catalogue/preview-frame.tsx';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';
import { spanText } from './words.ts';

export interface LevelPreviewPageProps {
  t: Words;
  preview: LevelPreview;
  entries: readonly LevelEntry[];
  verdict: LevelVerdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  form: FormState;
  idempotencyKey: string;
}

/** In the order of the tabs. */
const ICONS: Record<LevelVerdict, IconName> = { changed: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function LevelPreviewPage(props: LevelPreviewPageProps) {
  const { t, preview, verdict } = props;
  const words = t.levels.import;
  const shared = t.catalogue.preview;
  const { counts, headerRow, ignoredColumns, rows } = preview.summary;
  const address = (change: { verdict?: string | undefined; page?: number | undefined }) =>
    paths.levelPreview(preview.id, { verdict, ...change });
  const comma = t.language === 'zh' ? '、' : ', ';
  const ignored = ignoredColumns.length > 0 ? [shared.ignored(ignoredColumns.join(comma))] : [];
  return (
    <PreviewFrame
      t={t}
      title={shared.title}
      crumb={{ label: words.title, href: paths.levelImport() }}
      again={paths.levelImport()}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={props.now}
      facts={[shared.header(headerRow), shared.rows(rows), ...ignored]}
      tabs={[
        { label: shared.all, href: address({ verdict: undefined }), count: rows, current: verdict === undefined },
        ...(Object.keys(ICONS) as LevelVerdict[])
          .filter((each) => counts[each] > 0)
          .map((each) => ({
            label: words.verdicts[each],
            href: address({ verdict: each }),
            count: counts[each],
            current: verdict === each,
          })),
      ]}
      rows={props.entries.map((entry) => toRow(t, entry))}
      page={props.page}
      size={props.size}
      total={props.total}
      pageHref={(page) => address({ page: page === 1 ? undefined : page })}
      form={props.form}
      apply={
        counts.changed === 0
          ? null
          : {
              action: paths.levelApplication(preview.id),
              key: props.idempotencyKey,
              label: words.apply(counts.changed),
              consequence: words.consequence(counts.changed, counts.refused),
            }
      }
      done={words.done}
    />
  );
}

function toRow(t: Words, entry: LevelEntry): PreviewRow {
  const { line, verdict } = entry;
  const change =
    line === null || line.mostBase === null
      ? []
      : [t.levels.from(spanText(t, line.before, line), spanText(t, line, line))];
  return {
    row: entry.row,
    what:
      line === null ? (
        entry.source
      ) : (
        <Item
          name={line.itemName}
          href={paths.levelItem(line.memberCode, line.itemCode)}
          detail={[line.memberName, ...change].join(' ')}
        />
      ),
    verdict: {
      label: t.levels.import.verdicts[verdict],
      icon: ICONS[verdict],
      ...(verdict === 'refused' && { tone: 'danger' as const }),
    },
    notes: [],
    problems: entry.problems,
    refused: verdict === 'refused',
  };
}
