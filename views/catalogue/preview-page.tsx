/** What importing an upload into the catalogue would do, or did, row by row. */
import type { PreviewEntry, Verdict } from '../../src/catalogue/import/report.ts';
import type { ImportPreview } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { priceText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';
import type { PreviewRow } from './import-rows.tsx';
import { PreviewFrame } from './preview-frame.tsx';

export interface CataloguePreviewPageProps {
  t: Words;
  preview: ImportPreview;
  /** Entries of this page, already filtered by `verdict`. */
  entries: readonly PreviewEntry[];
  verdict: Verdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  form: FormState;
  idempotencyKey: string;
}

/** In the order of the tabs. */
const ICONS: Record<Verdict, IconName> = {
  new: 'i-plus',
  changed: 'i-edit',
  unchanged: 's-done',
  merged: 'i-to',
  refused: 's-no',
};

export function CataloguePreviewPage(props: CataloguePreviewPageProps) {
  const { t, preview, verdict } = props;
  const words = t.catalogue.preview;
  const { counts, layout, headerRow, ignoredColumns, rows, warned } = preview.summary;
  const toImport = counts.new + counts.changed;
  const address = (change: { verdict?: string | undefined; page?: number | undefined }) =>
    paths.cataloguePreview(preview.id, { verdict, ...change });
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const comma = t.language === 'zh' ? '、' : ', ';
  return (
    <PreviewFrame
      t={t}
      title={words.title}
      crumb={{ label: t.catalogue.title, href: paths.catalogue() }}
      again={paths.catalogueImport()}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={props.now}
      facts={[
        words.layouts[layout],
        words.header(headerRow),
        words.rows(rows),
        ...(warned > 0 ? [words.warned(warned)] : []),
        ...(ignoredColumns.length > 0 ? [words.ignored(ignoredColumns.join(comma))] : []),
      ]}
      tabs={[
        { label: words.all, href: address({ verdict: undefined }), count: all, current: verdict === undefined },
        ...(Object.keys(ICONS) as Verdict[])
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
      {...(layout === 'national_list' && { remark: { title: words.listTitle, text: words.listText } })}
      form={props.form}
      apply={
        toImport === 0
          ? null
          : {
              action: paths.catalogueApplication(preview.id),
              key: props.idempotencyKey,
              label: words.apply(toImport),
              consequence: words.consequence(counts.new, counts.changed, counts.refused),
            }
      }
      done={words.done}
    />
  );
}

function toRow(t: Words, entry: PreviewEntry): PreviewRow {
  const words = t.catalogue.preview;
  const { draft, verdict, itemCode } = entry;
  const known = itemCode !== null && verdict !== 'new' ? { href: paths.item(itemCode) } : {};
  const what =
    draft === null ? (
      entry.source
    ) : (
      <Item
        name={draft.genericName}
        detail={[itemCode, draft.form, draft.strength, draft.manufacturer].filter(Boolean).join(' ')}
        {...known}
      />
    );
  const notes = entry.changes.map((change) => changeText(t, change));
  if (entry.mergedInto !== null) notes.unshift(words.mergedInto(entry.mergedInto));
  return {
    row: entry.row,
    what,
    verdict: {
      label: words.verdicts[verdict],
      icon: ICONS[verdict],
      ...(verdict === 'refused' && { tone: 'danger' as const }),
    },
    notes,
    problems: verdict === 'merged' || verdict === 'unchanged' ? [] : entry.problems,
    refused: verdict === 'refused',
  };
}

function changeText(t: Words, change: PreviewEntry['changes'][number]): string {
  const fields: Partial<Record<string, string>> = t.catalogue.fields;
  const value = (text: string) => (text === '' ? t.catalogue.preview.blank : valueText(t, change.field, text));
  return t.catalogue.preview.change(fields[change.field] ?? change.field, value(change.before), value(change.after));
}

/** Stored words of a field as people read them. */
function valueText(t: Words, field: string, text: string): string {
  const lists: Partial<Record<string, Record<string, string>>> = {
    kind: t.catalogue.kinds,
    storageZone: t.catalogue.zones,
    controlClass: t.catalogue.controls,
  };
  if (field === 'pricePack') return priceText(Number(text));
  if (text === 'true') return t.catalogue.yes;
  if (text === 'false') return t.catalogue.no;
  return lists[field]?.[text] ?? text;
}
