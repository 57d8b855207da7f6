/** The preview of a sheet whose rows are taken, known or refused: levels, opening stock, packs of boxes. */
import type { Child } from 'hono/jsx';
import type { PreviewPart } from '../../src/imports/routes.tsx';
import type { Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import type { Tab } from '../ui/filters.tsx';
import { namesComma } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import type { PreviewRow } from './import-rows.tsx';
import { PreviewFrame } from './preview-frame.tsx';

interface Verdicts<V extends string> {
  /** Rows of the whole sheet. */
  all: number;
  counts: Partial<Record<V, number>>;
  /** In the order of the tabs. */
  icons: Record<V, IconName>;
  labels: Record<V, string>;
  /** The one that is looked at. */
  verdict: V | undefined;
}

/** A tab for all rows and one for each verdict that there is; the address is asked for the verdict of each. */
export function verdictTabs<V extends string>(
  label: string,
  { all, counts, icons, labels, verdict }: Verdicts<V>,
  address: (change: { verdict: V | undefined }) => string,
): Tab[] {
  const found = (Object.keys(icons) as V[]).filter((each) => (counts[each] ?? 0) > 0);
  return [
    { label, href: address({ verdict: undefined }), count: all, current: verdict === undefined },
    ...found.map((each) => ({
      label: labels[each],
      href: address({ verdict: each }),
      count: counts[each] ?? 0,
      current: verdict === each,
    })),
  ];
}

interface JudgedRow<V extends string> {
  row: number;
  verdict: V;
  problems: PreviewRow['problems'];
}

interface SheetPreviewProps<Row extends JudgedRow<V>, V extends string> {
  t: Words;
  preview: {
    id: number;
    fileName: string;
    createdAt: number;
    appliedAt: number | null;
    summary: { headerRow: number; ignoredColumns: string[]; rows: number; counts: Record<V, number> };
  };
  part: PreviewPart<Row, V>;
  icons: Record<V, IconName>;
  words: { verdicts: Record<V, string>; done: (moment: string) => string };
  crumb: { label: string; href: string };
  /** Address of the upload page. */
  again: string;
  address: (id: number, query: Query) => string;
  /** What the file says besides its header and rows. */
  facts?: readonly string[];
  what: (row: Row) => Child;
  /** Null when nothing would be taken. */
  apply: { action: string; label: string; consequence: string } | null;
}

export function SheetPreview<Row extends JudgedRow<V>, V extends string>(props: SheetPreviewProps<Row, V>) {
  const { t, preview, part, icons, words, apply } = props;
  const shared = t.catalogue.preview;
  const { counts, headerRow, ignoredColumns, rows: all } = preview.summary;
  const { entries, verdict, page, size, total, now, form, idempotencyKey } = part;
  const address = (change: Query) => props.address(preview.id, { verdict, ...change });
  const ignored = ignoredColumns.join(namesComma(t));
  const facts = [
    shared.header(headerRow),
    shared.rows(all),
    ...(props.facts ?? []),
    ...(ignored === '' ? [] : [shared.ignored(ignored)]),
  ];
  const rows = entries.map((row): PreviewRow => {
    const refused = row.verdict === 'refused';
    const told = { label: words.verdicts[row.verdict], icon: icons[row.verdict] };
    return {
      row: row.row,
      what: props.what(row),
      verdict: { ...told, ...(refused && { tone: 'danger' as const }) },
      notes: [],
      problems: row.problems,
      refused,
    };
  });
  return (
    <PreviewFrame
      t={t}
      title={shared.title}
      crumb={props.crumb}
      again={props.again}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={now}
      facts={facts}
      tabs={verdictTabs(shared.all, { all, counts, icons, labels: words.verdicts, verdict }, address)}
      rows={rows}
      page={page}
      size={size}
      total={total}
      pageHref={(to) => address({ page: to === 1 ? undefined : to })}
      form={form}
      apply={apply && { ...apply, key: idempotencyKey }}
      done={words.done}
    />
  );
}
