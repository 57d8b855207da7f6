/** One member's stock: each lot by item, what of it is usable, and why the rest is not. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { ExpiryBand } from '../../src/stock/expiry-bands.ts';
import type { BandLots } from '../../src/stock/member-band-queries.ts';
import type { MemberItem, MemberLot, MemberStock } from '../../src/stock/member-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Tabs } from '../ui/filters.tsx';
import { clauseComma, moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Money, Quantity } from '../ui/values.tsx';
import { asked, KeptFilters } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface MemberView {
  t: Words;
  organisation: { code: string; shortName: string };
  stock: MemberStock;
  bandLots: BandLots[];
  zones: string[];
  /** What the address says, without the page. */
  query: Query;
  mayExport: boolean;
  mayRegister: boolean;
  seesPrices: boolean;
  /** Leads to the overview, for people with more than one member in view. */
  hasMatrix: boolean;
  size: number;
  expiry: ExpiryView;
}

export function MemberStockPage(view: MemberView) {
  const { t, organisation, stock, query, seesPrices } = view;
  const words = t.stock.memberPage;
  const value = seesPrices ? [words.valueFact(moneyText(stock.amountFen))] : [];
  const crumbs = view.hasMatrix
    ? [{ label: words.matrix, href: paths.stock() }, { label: organisation.shortName }]
    : undefined;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        title={words.title(organisation.shortName)}
        facts={[words.facts(stock.total, stock.lots), ...value]}
        actions={<MemberActions {...view} />}
      />
      {!view.hasMatrix && <StockTabs t={t} current="matrix" seesPrices={seesPrices} />}
      <BandTabs {...view} />
      <MemberFilters {...view} />
      {stock.items.length === 0 ? (
        <NothingHere {...view} />
      ) : (
        <>
          <Table caption={words.caption} head={<MemberHead {...view} />} stacks class="crowded">
            {stock.items.map((one) => (
              <ItemRows view={view} item={one} />
            ))}
          </Table>
          <NumberedPager
            t={t}
            page={stock.page}
            size={view.size}
            total={stock.total}
            href={(page) => paths.stockOf(organisation.code, { ...query, page })}
          />
        </>
      )}
    </>
  );
}

function MemberActions({ t, organisation, query, mayExport, mayRegister }: MemberView) {
  const file = (format: 'csv' | 'xlsx') => paths.stockOfExport(organisation.code, format, query);
  return (
    <>
      {mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      {mayRegister && (
        <LinkButton href={paths.newShortage()} kind="primary" icon="i-plus">
          {t.navigation.tabs.newShortage}
        </LinkButton>
      )}
    </>
  );
}

function BandTabs({ t, organisation, bandLots, expiry, query }: MemberView) {
  const words = t.stock.memberPage;
  const href = (band: ExpiryBand | undefined) => paths.stockOf(organisation.code, { ...query, band });
  const tabs = bandLots.map(({ band, lots }) => ({
    label: band === 'expired' || band === 'frozen' ? words.bands[band] : words.bands.within(expiry.bands[band]),
    href: href(band),
    count: lots,
    current: query.band === band,
  }));
  return (
    <Tabs
      label={words.bandsLabel}
      tabs={[{ label: words.all, href: href(undefined), current: query.band === undefined }, ...tabs]}
    />
  );
}

function MemberFilters({ t, organisation, zones, query }: MemberView) {
  const words = t.stock.memberPage;
  const named: Partial<Record<string, string>> = t.stock.zones;
  const options = zones.map((zone) => ({ value: zone, label: named[zone] ?? zone }));
  const kept = { band: asked(query, 'band') };
  return (
    <KeptFilters t={t} action={paths.stockOf(organisation.code)} query={query} members={[]} kept={kept}>
      <FilterSelect
        label={words.zone}
        name="zone"
        value={asked(query, 'zone')}
        options={[{ value: '', label: words.allZones }, ...options]}
      />
    </KeptFilters>
  );
}

function NothingHere({ t, organisation, query }: MemberView) {
  const words = t.stock.memberPage;
  if (Object.keys(query).length === 0) return <Empty title={words.noStockTitle} text={words.noStockText} />;
  const clear = (
    <LinkButton href={paths.stockOf(organisation.code)} kind="plain">
      {t.lists.clear}
    </LinkButton>
  );
  return <Empty title={words.emptyTitle} text={words.emptyText} act={clear} />;
}

function MemberHead({ t, seesPrices }: MemberView) {
  return (
    <>
      <Head>{t.stock.item}</Head>
      <Head>{t.stock.batch}</Head>
      <Head>{t.stock.place}</Head>
      <Head num>{t.stock.onHand}</Head>
      <Head num>{t.stock.reserved}</Head>
      <Head num>{t.stock.memberPage.usableOrWhy}</Head>
      <Head num>{t.stock.cover}</Head>
      {seesPrices && <Head num>{t.stock.memberPage.amount}</Head>}
    </>
  );
}

function ItemRows({ view, item }: { view: MemberView; item: MemberItem }) {
  const { t, organisation } = view;
  const detail = [item.strength, item.manufacturer].filter((text) => text !== '').join(clauseComma(t));
  return (
    <>
      {item.lots.map((lot, index) => (
        <tr class={index < item.lots.length - 1 ? 'joined' : undefined}>
          <td>
            {index === 0 && (
              <Item name={item.genericName} detail={detail} href={paths.stockCard(organisation.code, item.code)} />
            )}
          </td>
          <LotCells view={view} item={item} lot={lot} first={index === 0} />
        </tr>
      ))}
    </>
  );
}

function LotCells(props: { view: MemberView; item: MemberItem; lot: MemberLot; first: boolean }) {
  const { view, item, lot, first } = props;
  const { t, expiry, seesPrices } = view;
  const zones: Partial<Record<string, string>> = t.stock.zones;
  return (
    <>
      <td>
        <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.lotId)} />
      </td>
      <td class="span-3">
        {lot.locationName} <small class="tail desk-only">{zones[lot.zone] ?? lot.zone}</small>
      </td>
      <td class="num span-3" data-label={t.stock.onHand}>
        <Quantity t={t} quantityBase={lot.onHand} shape={item} />
      </td>
      <td class="num span-3" data-label={t.stock.reserved}>
        <Quantity t={t} quantityBase={lot.reserved} shape={item} />
      </td>
      <td class="num span-3" data-label={lot.why === null ? t.stock.usable : undefined}>
        {lot.why === null ? (
          <Quantity t={t} quantityBase={lot.usableBase} shape={item} />
        ) : (
          <Status icon="s-stop" tone={lot.why.why === 'expired' || lot.why.why === 'recalled' ? 'danger' : undefined}>
            {t.stock.why(lot.why)}
          </Status>
        )}
      </td>
      <td class="num span-3" data-label={first ? t.stock.cover : undefined}>
        {first && coverText(view, item)}
      </td>
      {seesPrices && (
        <td class="num" data-label={t.stock.memberPage.amount}>
          <Money t={t} amountFen={lot.amountFen} />
        </td>
      )}
    </>
  );
}

/** How long all usable lots of the item last; said once for the item. */
function coverText({ t }: MemberView, item: MemberItem): string {
  if (item.use30Base === 0) return t.stock.matrix.idleSign;
  return item.cover === null ? t.formats.none : t.stock.days(item.cover);
}
