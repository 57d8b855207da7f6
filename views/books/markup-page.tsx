/** The zero-markup check: members hand on at cost, patients pay what the rule allows; every number opens its lines. */
import type { MarkupReport } from '../../src/books/markup-queries.ts';
import type { SoldReport } from '../../src/books/sold-queries.ts';
import { paths } from '../../src/paths.ts';
import type { SellingLine } from '../../src/selling/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters } from '../ui/filters.tsx';
import { numberText, wanText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { type Figure, Figures, Panel } from '../ui/panel.tsx';
import { MovedLots, SoldLots, StockLines } from './markup-tables.tsx';
import { FilterMonth } from './month-filter.tsx';

export interface MarkupPageProps {
  t: Words;
  month: string;
  report: MarkupReport;
  sold: SoldReport;
  /** What is in stock now; empty for past months. */
  stock: { missing: number; differing: SellingLine[] };
  thisMonth: string;
}

export function MarkupPage(props: MarkupPageProps) {
  const { t, month, thisMonth } = props;
  const words = t.books.markup;
  const files = (
    <ExportLinks t={t} csv={paths.markupExport('csv', { month })} xlsx={paths.markupExport('xlsx', { month })} />
  );
  return (
    <>
      <PageHead
        crumbs={[{ label: t.books.title, href: paths.books({ month }) }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        title={words.title}
        facts={[words.intro]}
      />
      <Filters t={t} action={paths.markup()} right={files}>
        <FilterMonth t={t} value={month} thisMonth={thisMonth} />
      </Filters>
      <div class="stack">
        <Between {...props} />
        <Sold {...props} />
        {month === thisMonth && <Stock {...props} />}
        <Notice title={words.sees}>
          <p>{words.blind}</p>
        </Notice>
      </div>
    </>
  );
}

const counted = (count: number): Pick<Figure, 'value' | 'tone'> => ({
  value: numberText(count),
  ...(count > 0 && { tone: 'danger' as const }),
});

function Between({ t, month, report }: MarkupPageProps) {
  const words = t.books.markup;
  const href = paths.markupEntries({ side: 'transfers', month });
  return (
    <Panel title={words.transferTitle} padded={false}>
      <Figures
        label={words.transferTitle}
        figures={[
          { label: words.lots, value: numberText(report.lots), href },
          { label: words.transfers, value: numberText(report.transfers), href },
          { label: words.moved, value: wanText(report.movedFen), note: t.formats.wan, href },
          { label: words.differing, ...counted(report.differing.length) },
        ]}
      />
      {report.differing.length === 0 ? (
        <Notice tone="accent" level="h3" title={report.lots === 0 ? words.nothing : words.holds} />
      ) : (
        <MovedLots t={t} month={month} lots={report.differing} />
      )}
    </Panel>
  );
}

function Sold({ t, month, sold }: MarkupPageProps) {
  const words = t.books.markup;
  const href = paths.markupEntries({ side: 'sold', month });
  const { lots, differing, unpriced } = sold;
  return (
    <Panel title={words.soldTitle} padded={false}>
      <Figures
        label={words.soldTitle}
        figures={[
          { label: words.soldLots, value: numberText(lots), href },
          { label: words.soldCost, value: wanText(sold.costFen), note: t.formats.wan, href },
          { label: words.unpriced, value: numberText(unpriced.length), note: words.unpricedNote },
          { label: words.soldDiffering, ...counted(differing.length) },
        ]}
      />
      {differing.length > 0 && <SoldLots t={t} month={month} lots={differing} />}
      {differing.length === 0 && lots > unpriced.length && <Notice tone="accent" level="h3" title={words.soldHolds} />}
      {lots === 0 && <Notice tone="accent" level="h3" title={words.soldNothing} />}
      {unpriced.length > 0 && (
        <details>
          <summary>{words.unpricedTitle(unpriced.length)}</summary>
          <SoldLots t={t} month={month} lots={unpriced} />
        </details>
      )}
    </Panel>
  );
}

function Stock({ t, stock }: MarkupPageProps) {
  const words = t.books.markup;
  const { missing, differing } = stock;
  return (
    <Panel title={words.stockTitle} padded={false}>
      {missing > 0 && (
        <Notice tone="warn" level="h3" title={words.stockMissing(missing)}>
          <p>
            <a href={paths.selling({ state: 'missing' })}>{words.stockMissingLink}</a>
          </p>
        </Notice>
      )}
      {differing.length > 0 && <StockLines t={t} lines={differing} />}
      {missing === 0 && differing.length === 0 && <Notice tone="accent" level="h3" title={words.stockHolds} />}
    </Panel>
  );
}
