/** A member's slow and dead stock: what it costs, when it last went out, and who else uses it. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { ListedItem } from '../../src/stock/item-filter-queries.ts';
import type { SlowGrade, SlowItem, SlowLimits } from '../../src/stock/slow-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect } from '../ui/filters.tsx';
import { expirySignal, moneyText, numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Figures } from '../ui/panel.tsx';
import { SignalStatus, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money, Quantity } from '../ui/values.tsx';
import { asked, detailOf, KeptFilters, type NamedMember } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface ShownSlowItem extends SlowItem {
  item: ListedItem;
}

export interface SlowView {
  t: Words;
  organisation: NamedMember;
  choices: NamedMember[];
  rows: ShownSlowItem[];
  sums: Record<SlowGrade, { items: number; amountFen: number }>;
  limits: SlowLimits;
  total: number;
  query: Query;
  first: string | undefined;
  next: string | undefined;
  seesPrices: boolean;
  seesOthers: boolean;
  mayExport: boolean;
  expiry: ExpiryView;
}

const GRADES = ['slow', 'dead'] as const;

export function SlowStockPage(view: SlowView) {
  const { t, organisation, query, limits, rows, seesPrices } = view;
  const words = t.stockViews.slow;
  const file = (format: 'csv' | 'xlsx') => paths.stockSlowExport(format, { ...query, org: organisation.code });
  const grades = GRADES.map((grade) => ({ value: grade, label: words.grades[grade] }));
  return (
    <>
      <PageHead
        title={words.title}
        facts={[
          organisation.shortName,
          words.rule(limits.slow, limits.dead),
          <a href={paths.rule('slow_stock_days')}>{t.stockViews.expiry.rule}</a>,
          ...(view.seesOthers ? [<a href={paths.stockSlowMembers()}>{words.byMember}</a>] : []),
        ]}
        actions={view.mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      />
      <StockTabs t={t} current="slow" seesPrices={seesPrices} />
      <Figures
        label={words.figures}
        figures={GRADES.map((grade) => ({
          label: words.grades[grade],
          value: numberText(view.sums[grade].items),
          unit: t.stockViews.itemsUnit(view.sums[grade].items),
          ...(seesPrices && { note: `${t.stockViews.yuanOf(moneyText(view.sums[grade].amountFen))}` }),
          href: paths.stockSlow({ ...query, org: organisation.code, grade }),
        }))}
      />
      <KeptFilters
        t={t}
        action={paths.stockSlow()}
        query={query}
        members={view.choices}
        all={false}
        chosen={organisation.code}
      >
        <FilterSelect
          label={words.grade}
          name="grade"
          value={asked(query, 'grade')}
          options={[{ value: '', label: words.allGrades }, ...grades]}
        />
      </KeptFilters>
      {rows.length === 0 ? (
        <Empty title={words.noneTitle} text={words.noneText} />
      ) : (
        <>
          <Table caption={words.table} head={<SlowHead {...view} />} stacks>
            {rows.map((row) => (
              <SlowRow view={view} row={row} />
            ))}
          </Table>
          <KeysetPager t={t} shown={rows.length} total={view.total} first={view.first} next={view.next} />
        </>
      )}
    </>
  );
}

function SlowHead({ t, seesPrices, seesOthers }: SlowView) {
  const words = t.stockViews.slow;
  return (
    <>
      <Head>{t.stock.item}</Head>
      <Head>{words.grade}</Head>
      <Head num>{t.stock.onHand}</Head>
      {seesPrices && <Head num>{t.stockViews.amount}</Head>}
      <Head>{words.lastOut}</Head>
      <Head num>{words.idle}</Head>
      <Head>{words.firstExpiry}</Head>
      {seesOthers && <Head />}
    </>
  );
}

function SlowRow({ view, row }: { view: SlowView; row: ShownSlowItem }) {
  const { t, organisation, seesPrices, expiry } = view;
  const words = t.stockViews.slow;
  const { item } = row;
  const signal = expirySignal(t, row.firstExpiry, expiry);
  return (
    <tr>
      <td>
        <Item name={item.genericName} detail={detailOf(t, item)} href={paths.stockCard(organisation.code, item.code)} />
      </td>
      <td class="span-2">
        <Tag tone={row.grade === 'dead' ? 'warn' : undefined}>{words.grades[row.grade]}</Tag>
      </td>
      <td class="num span-2" data-label={t.stock.onHand}>
        <a href={paths.stockOf(organisation.code, { q: item.code })}>
          <Quantity t={t} quantityBase={row.onHand} shape={item} />
        </a>
      </td>
      {seesPrices && (
        <td class="num span-2" data-label={t.stockViews.amount}>
          <Money t={t} amountFen={row.amountFen} />
        </td>
      )}
      <td class="nowrap span-3" data-label={words.lastOut}>
        {row.lastOutOn ?? words.never}
      </td>
      <td class="num span-3" data-label={words.idle}>
        {numberText(row.idleDays)}
      </td>
      <td class="nowrap" data-label={words.firstExpiry}>
        {row.firstExpiry} {signal && <SignalStatus signal={signal} />}
      </td>
      {view.seesOthers && (
        <td>
          <a href={paths.stock({ q: item.code, open: organisation.code, item: item.code })}>{words.seeOthers}</a>
        </td>
      )}
    </tr>
  );
}
