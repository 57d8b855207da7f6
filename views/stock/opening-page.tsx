/** Opening stock: the preview of what would be posted, or was. */
import type { PreviewPart } from '../../src/imports/routes.tsx';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { OpeningPreview } from '../../src/stock/opening/queries.ts';
import type { OpeningEntry, OpeningVerdict } from '../../src/stock/opening/report.ts';
import { SheetPreview } from '../catalogue/sheet-preview.tsx';
import type { Words } from '../i18n/index.ts';
import { moneyText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';

interface OpeningPreviewPageProps {
  t: Words;
  preview: OpeningPreview;
  part: PreviewPart<OpeningEntry, OpeningVerdict>;
  /** Of the business day of the page. */
  expiry: ExpiryView;
}

const ICONS: Record<OpeningVerdict, IconName> = { new: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function OpeningPreviewPage({ t, preview, part, expiry }: OpeningPreviewPageProps) {
  const words = t.catalogue.opening;
  const { counts, warned, amountFen } = preview.summary;
  const apply = {
    action: paths.openingApplication(preview.id),
    label: words.apply(counts.new),
    consequence: words.consequence(counts.new, moneyText(amountFen), counts.refused),
  };
  return (
    <SheetPreview
      t={t}
      preview={preview}
      part={part}
      icons={ICONS}
      words={words}
      crumb={{ label: words.title, href: paths.openingImport() }}
      again={paths.openingImport()}
      address={paths.openingPreview}
      facts={warned > 0 ? [t.catalogue.preview.warned(warned)] : []}
      what={({ line, source }) => (line === null ? source : <OpeningWhat t={t} line={line} expiry={expiry} />)}
      apply={counts.new === 0 ? null : apply}
    />
  );
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
