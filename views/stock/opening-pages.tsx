/** Opening stock: the upload page and the preview of what would be posted, or was. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { OpeningPreview } from '../../src/stock/opening/queries.ts';
import type { OpeningEntry, OpeningVerdict } from '../../src/stock/opening/report.ts';
import type { FormState } from '../../src/web/form.ts';
import type { PreviewRow } from '../catalogue/import-rows.tsx';
import { PreviewFrame } from '../catalogue/preview-frame.tsx';
import type { Words } from '../i18n/index.ts';
import { moneyText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';

export interface OpeningPreviewPageProps {
  t: Words;
  preview: OpeningPreview;
  /** Entries of this page, already filtered by `verdict`. */
  entries: readonly OpeningEntry[];
  verdict: OpeningVerdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  /** Of the business day of `now`. */
  expiry: ExpiryView;
  form: FormState;
  idempotencyKey: string;
}

/** In the order of the tabs. */
const ICONS: Record<OpeningVerdict, IconName> = { new: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function OpeningPreviewPage(props: OpeningPreviewPageProps) {
  const { t, preview, verdict } = props;
  const words = t.catalogue.opening;
  const shared = t.catalogue.preview;
  const { counts, headerRow, ignoredColumns, rows, warned, amountFen } = preview.summary;
  const address = (change: { verdict?: string | undefined; page?: number | undefined }) =>
    paths.openingPreview(preview.id, { verdict, ...change });
  const comma = t.language === 'zh' ? '、' : ', ';
  return (
    <PreviewFrame
      t={t}
      title={shared.title}
      crumb={{ label: words.title, href: paths.openingImport() }}
      again={paths.openingImport()}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={props.now}
      facts={[
        shared.header(headerRow),
        shared.rows(rows),
        ...(warned > 0 ? [shared.warned(warned)] : []),
        ...(ignoredColumns.length > 0 ? [shared.ignored(ignoredColumns.join(comma))] : []),
      ]}
      tabs={[
        { label: shared.all, href: address({ verdict: undefined }), count: rows, current: verdict === undefined },
        ...(Object.keys(ICONS) as OpeningVerdict[])
          .filter((each) => counts[each] > 0)
          .map((each) => ({
            label: words.verdicts[each],
            href: address({ verdict: each }),
            count: counts[each],
            current: verdict === each,
          })),
      ]}
      rows={props.entries.map((entry) => toRow(t, entry, props.expiry))}
      page={props.page}
      size={props.size}
      total={props.total}
      pageHref={(page) => address({ page: page === 1 ? undefined : page })}
      form={props.form}
      apply={
        counts.new === 0
          ? null
          : {
              action: paths.openingApplication(preview.id),
              key: props.idempotencyKey,
              label: words.apply(counts.new),
              consequence: words.consequence(counts.new, moneyText(amountFen), counts.refused),
            }
      }
      done={words.done}
    />
  );
}

function toRow(t: Words, entry: OpeningEntry, expiry: ExpiryView): PreviewRow {
  const { line, verdict } = entry;
  return {
    row: entry.row,
    what: line === null ? entry.source : <OpeningWhat t={t} line={line} expiry={expiry} />,
    verdict: {
      label: t.catalogue.opening.verdicts[verdict],
      icon: ICONS[verdict],
      ...(verdict === 'refused' && { tone: 'danger' as const }),
    },
    notes: [],
    problems: entry.problems,
    refused: verdict === 'refused',
  };
}

interface WhatProps {
  t: Words;
  line: NonNullable<OpeningEntry['line']>;
  expiry: ExpiryView;
}

function OpeningWhat({ t, line, expiry }: WhatProps) {
  return (
    <>
      <Item
        name={line.itemName}
        href={paths.item(line.itemCode)}
        detail={`${line.organisationName} ${line.storeName}`}
      />
      <Lot t={t} batchNumber={line.lotNumber} expiresOn={line.expiresOn} expiry={expiry} />{' '}
      <Quantity t={t} quantityBase={line.quantityBase} shape={line} />
    </>
  );
}
