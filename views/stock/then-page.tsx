/** Stock at the end of a past day: items, the members of one of them, the lots of one member; and by which time. */
import { paths, type Query } from '../../src/paths.ts';
import type { ItemThen, LotThen, MemberThen } from '../../src/stock/as-of-list-queries.ts';
import type { AsOfBasis } from '../../src/stock/as-of-queries.ts';
import type { ListedItem } from '../../src/stock/item-filter-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, FilterText } from '../ui/filters.tsx';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { detailOf, KeptFilters, type NamedMember } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export type ThenLevel =
  | { level: 'items'; rows: ItemThen[] }
  | { level: 'members'; item: ListedItem; rows: MemberThen[] }
  | { level: 'lots'; item: ListedItem; rows: LotThen[] }
  | { level: 'refused' };

export interface ThenView {
  t: Words;
  day: string;
  today: string;
  basis: AsOfBasis;
  /** Null: all members in reach. */
  organisation: NamedMember | null;
  choices: NamedMember[];
  shown: ThenLevel;
  /** What the address says, without the place in the list. */
  query: Query;
  first: string | undefined;
  next: string | undefined;
  seesPrices: boolean;
  mayExport: boolean;
}

export function StockThenPage(view: ThenView) {
  const { t, shown, query, organisation } = view;
  const words = t.stockViews.pastDay;
  const file = (format: 'csv' | 'xlsx') => paths.stockThenExport(format, query);
  const title = 'item' in shown ? shown.item.genericName : words.title;
  const mayTake = view.mayExport && shown.level !== 'refused';
  return (
    <>
      <PageHead
        crumbs={'item' in shown ? crumbsOf(view) : undefined}
        crumbsLabel={t.frame.position}
        title={title}
        facts={[words.facts(view.day), organisation?.shortName ?? t.stockViews.allMembers]}
        actions={mayTake && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      />
      <StockTabs t={t} current="pastDay" seesPrices={view.seesPrices} />
      <ThenFilters {...view} />
      {shown.level === 'refused' ? <Advice tone="warn">{words.future(view.day)}</Advice> : <Told {...view} />}
      <Rows {...view} />
    </>
  );
}

function crumbsOf({ t, query, organisation, shown }: ThenView) {
  const words = t.stockViews.pastDay;
  const items = { label: words.title, href: paths.stockThen({ ...query, item: undefined }) };
  if (organisation === null || shown.level !== 'lots') return [items];
  return [items, { label: words.backToMembers, href: paths.stockThen({ ...query, org: undefined }) }];
}

/** Which of the two times the figures are by, said in a sentence. */
function Told({ t, basis, day, today }: ThenView) {
  const words = t.stockViews.pastDay;
  return (
    <Advice>
      {words[basis](day)} {day === today && words.today} {words.scopeNote}
    </Advice>
  );
}

function ThenFilters({ t, day, basis, query, choices, organisation }: ThenView) {
  const words = t.stockViews.pastDay;
  const bases = [
    { value: '', label: words.bases.happened },
    { value: 'posted', label: words.bases.posted },
  ];
  return (
    <KeptFilters
      t={t}
      action={paths.stockThen()}
      query={query}
      members={choices}
      chosen={organisation?.code}
      kept={{ item: query.item === undefined ? undefined : String(query.item) }}
    >
      <FilterText label={words.on} name="on" type="date" value={day} />
      <FilterSelect label={words.basis} name="basis" value={basis === 'posted' ? 'posted' : ''} options={bases} />
    </KeptFilters>
  );
}

function Rows(view: ThenView) {
  const { t, shown } = view;
  const words = t.stockViews.pastDay;
  if (shown.level === 'refused') return null;
  if (shown.rows.length === 0) {
    return (
      <>
        <Empty title={words.noneTitle} text={words.noneText} />
        {(view.first || view.next) && <KeysetPager t={t} shown={0} first={view.first} next={view.next} />}
      </>
    );
  }
  if (shown.level === 'items') return <ItemRows {...view} rows={shown.rows} />;
  if (shown.level === 'members') return <MemberRows {...view} item={shown.item} rows={shown.rows} />;
  return <LotRows {...view} item={shown.item} rows={shown.rows} />;
}

function ItemRows(view: ThenView & { rows: ItemThen[] }) {
  const { t, rows, query, organisation } = view;
  const words = t.stockViews.pastDay;
  const head = (
    <>
      <Head>{t.stock.item}</Head>
      <Head num>{words.onHand}</Head>
      <Head />
    </>
  );
  return (
    <>
      <Table caption={words.table} head={head}>
        {rows.map(({ item, onHand }) => (
          <tr>
            <td>
              <Item name={item.genericName} detail={detailOf(t, item)} />
            </td>
            <td class="num">
              <Quantity t={t} quantityBase={onHand} shape={item} />
            </td>
            <td>
              <a href={paths.stockThen({ ...query, q: undefined, item: item.code })}>
                {organisation === null ? words.openMembers : words.openLots}
              </a>
            </td>
          </tr>
        ))}
      </Table>
      <KeysetPager t={t} shown={rows.length} first={view.first} next={view.next} />
    </>
  );
}

function TotalRow({ t, onHand, item }: { t: Words; onHand: number; item: ListedItem }) {
  return (
    <tr class="subtotal">
      <td>{t.stockViews.pastDay.total}</td>
      <td class="num">
        <Quantity t={t} quantityBase={onHand} shape={item} />
      </td>
      <td />
    </tr>
  );
}

const sumOf = (rows: readonly { onHand: number }[]) => rows.reduce((sum, row) => sum + row.onHand, 0);

function MemberRows({ t, rows, item, query }: ThenView & { item: ListedItem; rows: MemberThen[] }) {
  const words = t.stockViews.pastDay;
  const head = (
    <>
      <Head>{t.stockViews.member}</Head>
      <Head num>{words.onHand}</Head>
      <Head />
    </>
  );
  return (
    <Table caption={words.membersTable} head={head}>
      <TotalRow t={t} onHand={sumOf(rows)} item={item} />
      {rows.map(({ organisation, onHand }) => (
        <tr>
          <td>{organisation.shortName}</td>
          <td class="num">
            <Quantity t={t} quantityBase={onHand} shape={item} />
          </td>
          <td>
            <a href={paths.stockThen({ ...query, org: organisation.code })}>{words.openLots}</a>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function LotRows(view: ThenView & { item: ListedItem; rows: LotThen[] }) {
  const { t, rows, item, organisation, day } = view;
  const words = t.stockViews.pastDay;
  const head = (
    <>
      <Head>{t.stock.batch}</Head>
      <Head num>{words.onHand}</Head>
      <Head />
    </>
  );
  return (
    <Table caption={words.lotsTable} head={head}>
      <TotalRow t={t} onHand={sumOf(rows)} item={item} />
      {rows.map((lot) => (
        <tr>
          <td>
            <Code href={paths.lot(lot.lotId)}>{lot.lotNumber}</Code>{' '}
            <span class="until">{t.formats.until(lot.expiresOn)}</span>
          </td>
          <td class="num">
            <Quantity t={t} quantityBase={lot.onHand} shape={item} />
          </td>
          <td>
            {organisation !== null && (
              <a
                href={paths.stockCard(organisation.code, item.code, {
                  lot: lot.lotId,
                  from: `${day.slice(0, 8)}01`,
                  to: day,
                })}
              >
                {words.openCard}
              </a>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
